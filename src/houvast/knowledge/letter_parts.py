"""The sentences of the letters: whole, in nl and en, each with the condition under which it may be printed.

A part that states something about the case names the facts that it states in `claim`; it is never printed while one
of them is unknown. A part that a letter cannot do without is `required`: then the missing fact is asked for by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from houvast.errors import KnowledgeError
from houvast.knowledge.conditions import Condition, parse_when
from houvast.knowledge.records import Both, both, files, needed, words
from houvast.knowledge.say import placeholders
from houvast.knowledge.vocabulary import fact_values


@dataclass(frozen=True, slots=True)
class Part:
    """One or a few whole sentences. `needs` are the placeholders that must be filled in."""

    id: str
    section: str
    text: Both
    when: Condition
    claim: tuple[str, ...]
    required: bool
    needs: frozenset[str]


@cache
def letter_parts() -> Mapping[str, tuple[Part, ...]]:
    """The parts of each letter, in order: name of its file -> parts.

    Raises:
        KnowledgeError: `knowledge.missing_field`, `knowledge.missing_half`, `knowledge.placeholders_differ`,
            `knowledge.two_homes`, and those of `parse_when`.
    """
    found = {}
    for letter, body in files("letters"):
        parts = tuple(_part(record, letter) for record in body.get("part", ()))
        if len({part.id for part in parts}) != len(parts):
            raise KnowledgeError("knowledge.two_homes", key=letter, file=f"letters/{letter}")
        found[letter] = parts
    return found


def _part(record: Mapping[str, object], letter: str) -> Part:
    where = f"letters/{letter}/{needed(record, 'id', letter)}"
    text = both(record, where)
    if placeholders(text.nl) != placeholders(text.en):
        raise KnowledgeError("knowledge.placeholders_differ", key=where)
    claim = words(record, "claim")
    unknown = [fact for fact in claim if fact not in fact_values()]
    if unknown:
        raise KnowledgeError("knowledge.unknown_fact", record=where, fact=unknown[0])
    return Part(
        id=str(record["id"]),
        section=str(needed(record, "section", where)),
        text=text,
        when=parse_when(record.get("when", "*"), fact_values(), where),
        claim=claim,
        required=bool(record.get("required", False)),
        needs=placeholders(text.nl),
    )
