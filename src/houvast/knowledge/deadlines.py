"""Clocks and calendars: how long something takes by law or by our own rule, and which days do not count where.

A deadline that the law does not give is `statutory = false` and says so wherever it is shown. Holidays are data, made
by `tools/holidays_data.py` from the `holidays` package and the Dutch royal decrees; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, cast

from houvast.errors import KnowledgeError
from houvast.knowledge.records import Both, both, files, needed, records, words

Family = Literal["eu", "nl", "criminal", "practical"]
Unit = Literal["days", "working_days", "weeks", "months"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A clock.

    `family` says by which rules is counted: eu (Regulation 1182/71), nl (Algemene termijnenwet), criminal (Sr 66 and
    88: a month is thirty days, never rolled on), practical (our own rule, working days of the recipient).
    `what` is what is waited for; `basis` the article, or that it is our own rule. `state` says how sure the text of
    the law is: confirmed, text_of_2015, to_check, own_rule. `lapses_to` names what comes next.
    """

    id: str
    what: Both
    basis: Both
    family: Family
    length: int
    unit: Unit
    statutory: bool
    state: str
    lapses_to: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The holidays of a country: day -> its name. `until` is the last day that the data covers."""

    country: str
    days: Mapping[date, Both]
    until: date

    def works(self, day: date) -> bool:
        """Whether a day is neither Saturday, Sunday nor holiday.

        Raises:
            KnowledgeError: `knowledge.calendar_ends` for a day that the data does not cover.
        """
        if day > self.until:
            raise KnowledgeError("knowledge.calendar_ends", country=self.country, until=self.until.isoformat())
        return day.weekday() < 5 and day not in self.days


@cache
def deadlines() -> Mapping[str, Deadline]:
    """All clocks, by id (D01 ... of the reference, with a word where one number has two).

    Raises:
        KnowledgeError: `knowledge.missing_field`, `knowledge.missing_half`, `knowledge.two_homes`.
    """
    found: dict[str, Deadline] = {}
    for record in records("deadlines", "deadline"):
        deadline = _deadline(record)
        if deadline.id in found:
            raise KnowledgeError("knowledge.two_homes", key=deadline.id, file="deadlines")
        found[deadline.id] = deadline
    return found


@cache
def calendars() -> Mapping[str, Calendar]:
    """The holidays, by country in two letters."""
    found = {}
    for name, body in files("holidays"):
        days = {cast(date, day["date"]): both(day, f"holidays/{name}") for day in body.get("holiday", ())}
        found[name] = Calendar(name, days, cast(date, needed(body, "until", f"holidays/{name}")))
    return found


def _deadline(record: Mapping[str, Any]) -> Deadline:
    where = str(needed(record, "id", "deadlines"))
    return Deadline(
        id=where,
        what=both(record, where, prefix="what_"),
        basis=both(record, where, prefix="basis_"),
        family=cast(Family, needed(record, "family", where)),
        length=int(needed(record, "length", where)),
        unit=cast(Unit, needed(record, "unit", where)),
        statutory=bool(needed(record, "statutory", where)),
        state=str(needed(record, "state", where)),
        lapses_to=words(record, "lapses_to"),
        sources=words(record, "sources"),
    )
