"""Offences that the facts of a case may show, with their article and what is asked of the person for them.

Nothing here says that an act is or is not punishable (V8): a record says when an offence is worth naming to the
police, and whether it needs a klacht, the explicit wish that the offender is prosecuted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from houvast.errors import KnowledgeError
from houvast.knowledge.conditions import Condition, Facts, Truth, parse_when, truth
from houvast.knowledge.records import Both, both, needed, records, words
from houvast.knowledge.vocabulary import fact_values


@dataclass(frozen=True, slots=True)
class Offence:
    """An offence.

    `when` says which facts make it worth naming; `klacht` whether it is prosecuted only on a klacht.
    `state` says how sure the text of the law is: confirmed, text_of_2015 or to_check.
    """

    id: str
    name: Both
    article: str
    line: Both
    when: Condition
    klacht: bool
    state: str
    sources: tuple[str, ...]


@cache
def offences() -> Mapping[str, Offence]:
    """All offences, by id, doxing first.

    Raises:
        KnowledgeError: `knowledge.missing_field`, `knowledge.missing_half`, and those of `parse_when`.
    """
    found: dict[str, Offence] = {}
    for record in records("offences", "offence"):
        where = str(needed(record, "id", "offences"))
        if where in found:
            raise KnowledgeError("knowledge.two_homes", key=where, file="offences")
        found[where] = Offence(
            id=where,
            name=both(record, where, prefix="name_"),
            article=str(needed(record, "article", where)),
            line=both(record, where, prefix="line_"),
            when=parse_when(needed(record, "when", where), fact_values(), where),
            klacht=bool(needed(record, "klacht", where)),
            state=str(needed(record, "state", where)),
            sources=words(record, "sources"),
        )
    return found


def shown_by(facts: Facts) -> tuple[Offence, ...]:
    """The offences that the facts may show; doxing is always among them, since the file is about it."""
    return tuple(offence for offence in offences().values() if truth(offence.when, facts) is Truth.YES)


def klacht_possible(facts: Facts) -> tuple[Offence, ...]:
    """The offences with a klacht that the facts do not rule out."""
    return tuple(
        offence for offence in offences().values() if offence.klacht and truth(offence.when, facts) is not Truth.NO
    )
