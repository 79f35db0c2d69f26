"""The closed vocabulary: every fact that a condition may name, its few values, and its words in nl and en.

"unknown" is a value of every fact. Dates and counts enter only as such facts, made by whoever holds the case.
Facts live in `facts/*.toml`; a room that needs more adds a file of its own there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from houvast.errors import KnowledgeError
from houvast.knowledge.conditions import UNKNOWN
from houvast.knowledge.records import Both, both, needed, records

YES_NO: tuple[tuple[str, Both], ...] = (("yes", Both("ja", "yes")), ("no", Both("nee", "no")))
UNKNOWN_SAID = Both("weet ik niet", "I do not know")


@dataclass(frozen=True, slots=True)
class Fact:
    """A named thing that may be known about a case.

    `said` is the fact in words ("er is je adres gedeeld"); `values` are its values in order, "unknown" last,
    `labels` the same in words. `made_by` is "answer" (a person says it) or "case" (the case shows it).
    """

    id: str
    said: Both
    values: tuple[str, ...]
    labels: Mapping[str, Both]
    made_by: str


@cache
def vocabulary() -> Mapping[str, Fact]:
    """All facts, by id, in the order of their files.

    Raises:
        KnowledgeError: `knowledge.two_homes`, `knowledge.missing_half`, `knowledge.missing_field`.
    """
    found: dict[str, Fact] = {}
    for record in records("facts", "fact"):
        fact_id = str(needed(record, "id", "facts"))
        if fact_id in found:
            raise KnowledgeError("knowledge.two_homes", key=fact_id, file="facts")
        named = record.get("values")
        options = YES_NO if named is None else tuple((name, both(said, fact_id)) for name, said in named.items())
        labels = dict(options) | {UNKNOWN: UNKNOWN_SAID}
        found[fact_id] = Fact(
            fact_id, both(record, fact_id), tuple(labels), labels, str(record.get("made_by", "answer"))
        )
    return found


@cache
def fact_values() -> Mapping[str, frozenset[str]]:
    """Fact -> its values, the form that `conditions.parse_when` takes."""
    return {fact.id: frozenset(fact.values) for fact in vocabulary().values()}
