"""The questions: what is asked, why, and which answers there are. Each also takes "weet ik niet" and "sla over"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from houvast.errors import KnowledgeError
from houvast.knowledge.conditions import Condition, parse_when
from houvast.knowledge.records import Both, both, needed, records, words
from houvast.knowledge.vocabulary import fact_values


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the value it sets, in words for who tells about themselves and for who tells about another."""

    value: str
    said: Both
    said_other: Both


@dataclass(frozen=True, slots=True)
class Question:
    """A question.

    `prefix` is empty where one answer sets the fact `id`; else more answers are possible, and each option sets the
    yes/no/unknown fact `prefix.value`. `first` is 1 to 6 for the six first questions, 0 for one that waits until a
    step needs it. `when` says for whom it makes sense at all.
    """

    id: str
    first: int
    prefix: str
    ask: Both
    ask_other: Both
    why: Both
    options: tuple[Option, ...]
    when: Condition
    serves: tuple[str, ...]

    @property
    def many(self) -> bool:
        """Whether more than one answer may be given."""
        return bool(self.prefix)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that an answer sets."""
        return tuple(f"{self.prefix}.{option.value}" for option in self.options) if self.prefix else (self.id,)


@cache
def questions() -> Mapping[str, Question]:
    """All questions, by id, the six first ones first and in order.

    Raises:
        KnowledgeError: `knowledge.missing_field`, `knowledge.missing_half`, `knowledge.unknown_fact`,
            `knowledge.unknown_value`.
    """
    found = [_question(record) for record in records("questions", "question")]
    return {question.id: question for question in sorted(found, key=lambda item: item.first or 99)}


def _question(record: Mapping[str, Any]) -> Question:
    where = str(needed(record, "id", "questions"))
    ask = both(record, where, prefix="ask_")
    question = Question(
        where,
        int(record.get("first", 0)),
        str(record.get("prefix", "")),
        ask,
        both(record, where, prefix="ask_other_") if "ask_other_nl" in record else ask,
        both(record, where, prefix="why_"),
        tuple(_option(where, value, said) for value, said in needed(record, "options", where).items()),
        parse_when(record.get("when", "*"), fact_values(), where),
        words(record, "serves"),
    )
    for fact in question.facts:
        if fact not in fact_values():
            raise KnowledgeError("knowledge.unknown_fact", record=where, fact=fact)
    if not question.prefix and {option.value for option in question.options} != fact_values()[where] - {"unknown"}:
        raise KnowledgeError("knowledge.unknown_value", record=where, fact=where, value="options")
    return question


def _option(where: str, value: str, said: Mapping[str, Any]) -> Option:
    own = both(said, f"{where}.{value}")
    return Option(value, own, both(said, f"{where}.{value}", prefix="other_") if "other_nl" in said else own)
