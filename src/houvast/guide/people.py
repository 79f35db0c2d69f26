"""Human beings: who is open now, and allowed for this person (V9)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime

from houvast.knowledge.conditions import Facts, Truth, truth
from houvast.knowledge.load import Knowledge
from houvast.knowledge.organisations import Line, Organisation
from houvast.knowledge.records import Both

ALWAYS_SHOWN = "slachtofferhulp"
"""S40: "Je kunt ook altijd contact opnemen met Slachtofferhulp Nederland"."""


@dataclass(frozen=True, slots=True)
class Reach:
    """An organisation and the ways to reach it that fit this person.

    `open` is "yes" where a person answers at this moment by confirmed hours, "unknown" where the hours are not
    confirmed. One that is certainly closed is not shown. `addresses` are its numbers and web addresses.
    """

    organisation: Organisation
    lines: tuple[Line, ...]
    open: str

    @property
    def id(self) -> str:
        """The name of the organisation's record."""
        return self.organisation.id

    @property
    def name(self) -> str:
        """What the organisation is called."""
        return self.organisation.name

    @property
    def what(self) -> Both:
        """What it is for, in a few words."""
        return self.organisation.what

    @property
    def addresses(self) -> tuple[str, ...]:
        """Its numbers and web addresses."""
        return tuple(line.address for line in self.lines)


def people(facts: Facts, knowledge: Knowledge, now: datetime) -> tuple[Reach, ...]:
    """Who can be reached, those who are open now first.

    Args:
        facts: what is known; voice, anonymous_only, police, who and family narrow the choice.
        knowledge: the organisations, and the holidays of the Netherlands.
        now: this moment, in the time of the Netherlands.
    """
    holidays = knowledge.calendars["nl"].days
    found = [_reach(organisation, lines, facts, holidays, now) for organisation, lines in fitting(facts, knowledge)]
    shown = [reach for reach in found if reach is not None]
    return tuple(sorted(shown, key=lambda reach: (reach.open != "yes", _rank(reach, facts))))


def fitting(facts: Facts, knowledge: Knowledge) -> tuple[tuple[Organisation, tuple[Line, ...]], ...]:
    """Who is meant for this person, with the lines that this person can use, whatever the hour."""
    typing_only = facts.get("voice") == "no"
    found = (
        (organisation, tuple(line for line in organisation.lines if not (typing_only and line.channel == "phone")))
        for organisation in knowledge.organisations.values()
        if truth(organisation.when, facts) is Truth.YES
        and (_asks_no_name(organisation, facts) or organisation.id == ALWAYS_SHOWN)
    )
    return tuple((organisation, lines) for organisation, lines in found if lines)


def _asks_no_name(organisation: Organisation, facts: Facts) -> bool:
    return facts.get("anonymous_only") != "yes" or organisation.anonymous == "yes"


def _reach(
    organisation: Organisation, lines: tuple[Line, ...], facts: Facts, holidays: Container[date], now: datetime
) -> Reach | None:
    states = [(line, open_at(line, holidays, now)) for line in lines]
    kept = tuple(line for line, state in states if state != "no")
    if not kept:
        return None
    sure = _asks_no_name(organisation, facts) and any(state == "yes" for _, state in states)
    return Reach(organisation, kept, "yes" if sure else "unknown")


def open_at(line: Line, holidays: Container[date], now: datetime) -> str:
    """Whether a person answers this line now: yes, no, or unknown. Hours say nothing about holidays."""
    if line.open == "always":
        return "yes"
    if line.open == "unknown":
        return "unknown"
    inside = any(now.isoweekday() in span.days and span.start <= now.time() < span.end for span in line.spans)
    if not inside:
        return "no"
    return "unknown" if now.date() in holidays else "yes"


def _rank(reach: Reach, facts: Facts) -> int:
    """The order of the records; 113 comes right after 112 for who cannot bear it any more."""
    if reach.id == "113" and facts.get("effect.cannot_cope") == "yes":
        return 2
    return reach.organisation.rank
