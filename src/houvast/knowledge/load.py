"""All knowledge, read once and frozen: what the guide decides with, and what the letters are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from houvast.errors import KnowledgeError
from houvast.knowledge.deadlines import Calendar, Deadline, calendars, deadlines
from houvast.knowledge.letter_parts import Part, letter_parts
from houvast.knowledge.offences import Offence, offences
from houvast.knowledge.organisations import Organisation, organisations
from houvast.knowledge.pages import Page, pages
from houvast.knowledge.platforms import Platform, platforms
from houvast.knowledge.questions import Question, questions
from houvast.knowledge.routes import Route, routes
from houvast.knowledge.sources import Source, sources
from houvast.knowledge.steps import Card, Note, Step, cards, notes, steps
from houvast.knowledge.tables import Table, tables
from houvast.knowledge.vocabulary import Fact, vocabulary


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The records of the guide, by id. Those of platforms and letters are read when they are first asked for."""

    facts: Mapping[str, Fact]
    questions: Mapping[str, Question]
    tables: tuple[Table, ...]
    steps: Mapping[str, Step]
    notes: Mapping[str, Note]
    cards: Mapping[str, Card]
    routes: Mapping[str, Route]
    pages: Mapping[str, Page]
    sources: Mapping[str, Source]
    organisations: Mapping[str, Organisation]
    calendars: Mapping[str, Calendar]

    @property
    def platforms(self) -> Mapping[str, Platform]:
        """Platforms, hosts, search engines and registers."""
        return platforms()

    @property
    def deadlines(self) -> Mapping[str, Deadline]:
        """Clocks, statutory and our own."""
        return deadlines()

    @property
    def offences(self) -> Mapping[str, Offence]:
        """What the facts may show."""
        return offences()

    @property
    def letters(self) -> Mapping[str, tuple[Part, ...]]:
        """The parts of each letter."""
        return letter_parts()

    def serving(self) -> Iterator[tuple[str, str]]:
        """Every obligation with a record that serves it, for instance ("S12", "step statement")."""
        for kind, found in (
            ("step", self.steps),
            ("note", self.notes),
            ("card", self.cards),
            ("route", self.routes),
            ("page", self.pages),
            ("source", self.sources),
            ("organisation", self.organisations),
            ("question", self.questions),
        ):
            for name, record in found.items():
                for number in record.serves:
                    yield number, f"{kind} {name}"
        for table in self.tables:
            for row in table.rows:
                for number in row.serves:
                    yield number, f"row {row.id}"


@cache
def knowledge() -> Knowledge:
    """All knowledge, checked: every source and record that is named exists.

    Raises:
        KnowledgeError: whatever a record lacks; `knowledge.unknown_value` for a source that does not exist.
    """
    found = Knowledge(
        vocabulary(),
        questions(),
        tables(),
        steps(),
        notes(),
        cards(),
        routes(),
        pages(),
        sources(),
        organisations(),
        calendars(),
    )
    for where, named in _named_sources(found):
        if named not in found.sources:
            raise KnowledgeError("knowledge.unknown_value", record=where, fact="sources", value=named)
    for step in found.steps.values():
        for fact in step.needs:
            if fact not in found.facts:
                raise KnowledgeError("knowledge.unknown_fact", record=step.id, fact=fact)
    for route in found.routes.values():
        for name in route.next:
            if name not in found.routes:
                raise KnowledgeError("knowledge.unknown_value", record=route.id, fact="next", value=name)
    return found


def _named_sources(found: Knowledge) -> Iterator[tuple[str, str]]:
    groups = (found.steps, found.notes, found.cards, found.routes, found.pages, found.organisations)
    for group in groups:
        for name, record in group.items():
            yield from ((name, source) for source in record.sources)
    for table in found.tables:
        for row in table.rows:
            yield from ((row.id, source) for source in row.sources)
