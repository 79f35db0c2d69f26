"""The `when` language: conditions over facts with named values, in which "unknown" is a value.

In TOML:

    when = "*"                                                  always
    when = { safety = "now" }                                   one value
    when = { who = ["self_minor", "my_child"], wants.remove = "yes" }   all must hold
    when = { safety = "!now" }                                  every other value, unknown too
    when = [ { intent.fear = "yes" }, { intent.nuisance = "yes" } ]     one of them must hold

A fact that was not answered is unknown. Where unknown is not named, an unknown fact makes the condition neither true
nor false: a row of a table then does not fire, and a sentence of a letter is not printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from houvast.errors import KnowledgeError

UNKNOWN = "unknown"
Facts = Mapping[str, str]


class Truth(StrEnum):
    """Whether a condition holds, as far as the facts say."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Test:
    """One fact and the values that satisfy it."""

    __test__ = False  # pytest: no test case

    fact: str
    values: frozenset[str]

    def truth(self, facts: Facts) -> Truth:
        """Whether the fact has one of the values."""
        value = facts.get(self.fact, UNKNOWN)
        if value in self.values:
            return Truth.YES
        return Truth.UNKNOWN if value == UNKNOWN else Truth.NO


@dataclass(frozen=True, slots=True)
class Condition:
    """One of `ways` must hold, and of a way every test. No tests at all is "always"."""

    ways: tuple[tuple[Test, ...], ...] = ((),)

    @property
    def facts(self) -> frozenset[str]:
        """The facts that this condition reads."""
        return frozenset(test.fact for way in self.ways for test in way)

    @property
    def always(self) -> bool:
        """Whether it holds whatever is known."""
        return () in self.ways


ALWAYS = Condition()


def truth(when: Condition, facts: Facts) -> Truth:
    """Whether the condition holds; an absent fact is unknown."""
    found = Truth.NO
    for way in when.ways:
        results = {test.truth(facts) for test in way}
        if Truth.NO in results:
            continue
        if Truth.UNKNOWN not in results:
            return Truth.YES
        found = Truth.UNKNOWN
    return found


def first_that_failed(when: Condition, facts: Facts) -> str:
    """The first fact because of which the condition does not hold; "" when it holds."""
    if truth(when, facts) is Truth.YES:
        return ""
    return next(test.fact for way in when.ways for test in way if test.truth(facts) is not Truth.YES)


def parse_when(raw: Any, values: Mapping[str, frozenset[str]], where: str) -> Condition:
    """A condition from its TOML form.

    Args:
        raw: "*", a mapping of facts to a value or list of values, or a list of such mappings.
        values: the vocabulary, fact -> its values; nothing outside it is accepted.
        where: the record, for the message.

    Raises:
        KnowledgeError: `knowledge.bad_condition`, `knowledge.unknown_fact`, `knowledge.unknown_value`.
    """
    if raw == "*":
        return ALWAYS
    ways = raw if isinstance(raw, list) else [raw]
    if not ways or not all(isinstance(way, Mapping) and way for way in ways):
        raise KnowledgeError("knowledge.bad_condition", record=where)
    return Condition(tuple(tuple(_tests(way, values, where)) for way in ways))


def _tests(way: Mapping[str, Any], values: Mapping[str, frozenset[str]], where: str) -> Iterator[Test]:
    for fact, raw in _flat(way):
        if fact not in values:
            raise KnowledgeError("knowledge.unknown_fact", record=where, fact=fact)
        named = [raw] if isinstance(raw, str) else raw
        if not isinstance(named, list) or not named or not all(isinstance(value, str) for value in named):
            raise KnowledgeError("knowledge.bad_condition", record=where)
        negative = [value.startswith("!") for value in named]
        if any(negative) and not all(negative):
            raise KnowledgeError("knowledge.bad_condition", record=where)
        plain = frozenset(value.removeprefix("!") for value in named)
        if not plain <= values[fact]:
            raise KnowledgeError("knowledge.unknown_value", record=where, fact=fact, value=min(plain - values[fact]))
        yield Test(fact, values[fact] - plain if all(negative) else plain)


def _flat(way: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """TOML reads `wants.remove = "yes"` as a table in a table; the fact is "wants.remove" either way."""
    for name, raw in way.items():
        if isinstance(raw, Mapping):
            yield from _flat(raw, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", raw
