"""The plan: what to do today, this week and later, with the rows that say why.

All rows of all tables are read, what is forbidden is left out, what is asked for twice stands once at its earliest
moment, and at most three steps remain under today; the rest moves to the week. The order of the steps puts danger
before the record, and the record before whatever removes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from houvast.guide.answers import Answers, facts_from
from houvast.guide.engine import Fired, evaluate
from houvast.guide.people import Reach, people
from houvast.knowledge.load import Knowledge
from houvast.knowledge.records import Both
from houvast.knowledge.steps import Card, Note, Step
from houvast.knowledge.tables import TIMES, Row

MOST_TODAY = 3
"""R3: at most three steps for today, the rest folded."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step at its place in the plan, with the rows that asked for it and the lines that rows added to it."""

    step: Step
    at: str
    reasons: tuple[Row, ...]
    notes: tuple[Note, ...]

    @property
    def id(self) -> str:
        """The name of the step's record."""
        return self.step.id

    @property
    def title(self) -> Both:
        """What to do, in a few words."""
        return self.step.title

    @property
    def do(self) -> Both:
        """How to do it."""
        return self.step.do

    @property
    def why(self) -> Both:
        """One reason, for the first screen."""
        return self.step.why

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return self.step.minutes

    @property
    def expectation(self) -> Both | None:
        """What usually happens; None where nobody knows."""
        return self.step.expect


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A step that a row asked for and another row forbade."""

    step: Step
    tag: str
    because: Row


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan for these answers at this moment.

    `urgent` stands above all else. `quiet` asks for a page that gives nothing away (somebody reads along, no danger).
    `trace` has every row of every table, also those that did not fire.
    """

    facts: Mapping[str, str]
    made: datetime
    urgent: tuple[Card, ...]
    today: tuple[PlannedStep, ...]
    week: tuple[PlannedStep, ...]
    later: tuple[PlannedStep, ...]
    better_not: tuple[Note, ...]
    people: tuple[Reach, ...]
    left_out: tuple[LeftOut, ...]
    trace: tuple[Fired, ...]

    @property
    def steps(self) -> tuple[PlannedStep, ...]:
        """All steps, in the order in which they are done."""
        return (*self.today, *self.week, *self.later)

    @property
    def quiet(self) -> bool:
        """Whether only neutral words may be shown now. Danger outranks it."""
        return any(card.neutral for card in self.urgent) and not any(card.rank == 1 for card in self.urgent)


def make_plan(answers: Answers, knowledge: Knowledge, *, now: datetime) -> Plan:
    """The plan.

    Args:
        answers: question or fact id -> chosen values; absent or "unknown" where not known.
        knowledge: the tables and records to decide with.
        now: this moment, aware, in the time of the Netherlands; it decides only who is open.

    Raises:
        KnowledgeError: `knowledge.unknown_fact`, `knowledge.unknown_value` for an answer outside the vocabulary.
    """
    facts = facts_from(answers, knowledge)
    trace = tuple(item for table in knowledge.tables for item in evaluate(table, facts))
    rows = [item.row for item in trace if item.fired]
    forbidden = {tag: row for row in rows for tag in row.then.get("forbid", ())}
    asked, left_out = _split(_asked(rows), forbidden, knowledge)
    today, week, later = (_planned(asked, at, rows, knowledge) for at in TIMES)
    return Plan(
        facts,
        now,
        tuple(sorted({knowledge.cards[name] for name in _named(rows, "cards")}, key=lambda card: (card.rank, card.id))),
        today[:MOST_TODAY],
        (*today[MOST_TODAY:], *week),
        later,
        tuple(knowledge.notes[name] for name in _named(rows, "better_not")),
        people(facts, knowledge, now),
        left_out,
        trace,
    )


def _asked(rows: Sequence[Row]) -> dict[str, str]:
    """Every step that a row asks for, at its earliest time."""
    found: dict[str, str] = {}
    for at in TIMES:
        for name in _named(rows, at):
            found.setdefault(name, at)
    return found


def _split(
    asked: Mapping[str, str], forbidden: Mapping[str, Row], knowledge: Knowledge
) -> tuple[dict[str, str], tuple[LeftOut, ...]]:
    kept: dict[str, str] = {}
    left_out: list[LeftOut] = []
    for name, at in asked.items():
        step = knowledge.steps[name]
        tag = min(step.tags & forbidden.keys(), default="")
        if tag:
            left_out.append(LeftOut(step, tag, forbidden[tag]))
        else:
            kept[name] = at
    return kept, tuple(left_out)


def _planned(asked: Mapping[str, str], at: str, rows: Sequence[Row], knowledge: Knowledge) -> tuple[PlannedStep, ...]:
    chosen = sorted(
        (knowledge.steps[name] for name, when in asked.items() if when == at), key=lambda step: (step.order, step.id)
    )
    notes = [knowledge.notes[name] for name in _named(rows, "notes")]
    return tuple(
        PlannedStep(
            step,
            at,
            tuple(row for row in rows if any(step.id in row.then.get(time, ()) for time in TIMES)),
            tuple(note for note in notes if note.step == step.id),
        )
        for step in chosen
    )


def _named(rows: Iterable[Row], kind: str) -> tuple[str, ...]:
    """What the rows give of one kind, each once, in the order of the rows."""
    return tuple(dict.fromkeys(name for row in rows for name in row.then.get(kind, ())))
