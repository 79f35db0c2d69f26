"""What can be done: steps, the lines that a row may add to one, the urgent cards, and what better not to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from houvast.errors import KnowledgeError
from houvast.knowledge.records import Both, both, needed, records, words
from houvast.knowledge.routes import IDENTITY, routes

COSTS = ("free", "call", "some", "lawyer")
WHO_ELSE = ("anyone", "with_yes", "only_you", "parent", "employer", "lawyer")
SHOWS = ("nothing", "told", "report", "name", "address", "id_copy", "police", "employer", "family", "lawyer")
TAGS = (
    "record",  # makes the thirty-second record
    "removes",  # may lead to removal, so the record is offered before it
    "police",  # brings the person to the police
    "family",  # suggests telling family
    "home",  # may be seen or heard at home
    "employer",  # brings it to the employer
    "site",  # goes to the place where the data stand
    "mailbox",  # leaves a trace in the person's own mail or on this device
    "needs_yes",  # in the name of another, who must have said yes (V6)
    "forwarded",  # the recipient may pass it on to the place where the data stand
    "pictures",  # asks for a picture of what stands there
    "shows_name",
    "shows_address",
    "shows_id_copy",
)


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do.

    `title` and `why` are what the first screen shows; the rest is behind "meer". `expect` is what usually happens,
    None where nobody knows. `shows` says who sees it: one of `SHOWS`, derived from route and tags where the record is
    silent. `needs` are the later facts that would change how it is done. `order` sorts the plan.
    """

    id: str
    title: Both
    do: Both
    why: Both
    expect: Both | None
    minutes: int
    cost: str
    who_else: str
    shows: str
    order: int
    route: str
    tags: frozenset[str]
    needs: tuple[str, ...]
    sources: tuple[str, ...]
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A line that a row adds to a step; `step` says to which, "" for a card or a line that stands alone."""

    id: str
    step: str
    text: Both
    sources: tuple[str, ...]
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An urgent word above the plan. `rank` sorts; `neutral` gives nothing away to whoever looks along."""

    id: str
    rank: int
    title: Both
    text: Both
    neutral: bool
    sources: tuple[str, ...]
    serves: tuple[str, ...]


@cache
def steps() -> Mapping[str, Step]:
    """All steps, by id.

    Raises:
        KnowledgeError: `knowledge.missing_field`, `knowledge.missing_half`, `knowledge.unknown_value`,
            `knowledge.two_homes`.
    """
    found: dict[str, Step] = {}
    for record in records("steps", "step"):
        step = _step(record)
        if step.id in found:
            raise KnowledgeError("knowledge.two_homes", key=step.id, file="steps")
        found[step.id] = step
    return found


@cache
def notes() -> Mapping[str, Note]:
    """All lines that rows may add, by id. Better-not lines are notes without a step."""
    found: dict[str, Note] = {}
    for record in records("steps", "note"):
        where = str(needed(record, "id", "notes"))
        step = str(record.get("step", ""))
        if step and step not in steps():
            raise KnowledgeError("knowledge.unknown_value", record=where, fact="step", value=step)
        found[where] = Note(where, step, both(record, where), words(record, "sources"), words(record, "serves"))
    return found


@cache
def cards() -> Mapping[str, Card]:
    """All urgent cards, by id."""
    found: dict[str, Card] = {}
    for record in records("steps", "card"):
        where = str(needed(record, "id", "cards"))
        found[where] = Card(
            where,
            int(needed(record, "rank", where)),
            _text(record, "title", where),
            _text(record, "text", where),
            bool(record.get("neutral", False)),
            words(record, "sources"),
            words(record, "serves"),
        )
    return found


def _step(record: Mapping[str, Any]) -> Step:
    where = str(needed(record, "id", "steps"))
    tags = frozenset(words(record, "tags"))
    cost, who_else = str(record.get("cost", "free")), str(record.get("who_else", "with_yes"))
    route = str(record.get("route", ""))
    tags |= _route_tags(route)
    shows = str(record.get("shows", _shows(route, tags)))
    for field, value, allowed in (
        ("cost", cost, COSTS),
        ("who_else", who_else, WHO_ELSE),
        ("shows", shows, SHOWS),
        ("route", route, ("", *routes())),
        *(("tags", tag, TAGS) for tag in tags),
    ):
        if value not in allowed:
            raise KnowledgeError("knowledge.unknown_value", record=where, fact=field, value=value)
    return Step(
        where,
        _text(record, "title", where),
        _text(record, "do", where),
        _text(record, "why", where),
        _text(record, "expect", where) if "expect" in record else None,
        int(needed(record, "minutes", where)),
        cost,
        who_else,
        shows,
        int(needed(record, "order", where)),
        route,
        tags,
        words(record, "needs"),
        words(record, "sources"),
        words(record, "serves"),
    )


def _route_tags(route: str) -> frozenset[str]:
    """What follows from the route: who is reached, and every grade of identity up to what is shown.

    What police and lawyer learn is no tag: going there asks a yes of its own.
    """
    if not route:
        return frozenset()
    way = routes()[route]
    if way.recipient in ("police", "lawyer"):
        return frozenset({"police"} if way.recipient == "police" else ())
    grades = ("shows_name", "shows_address", "shows_id_copy")[: IDENTITY.index(way.identity)]
    return frozenset((*grades, "site") if way.recipient == "site" else grades)


def _shows(route: str, tags: frozenset[str]) -> str:
    """Who sees a step, where its record does not say."""
    by_tag = (
        ("shows_id_copy", "id_copy"),
        ("shows_address", "address"),
        ("shows_name", "name"),
        ("police", "police"),
        ("employer", "employer"),
        ("family", "family"),
        ("site", "report"),
    )
    return next((shows for tag, shows in by_tag if tag in tags), "lawyer" if route == "court" else "nothing")


def _text(record: Mapping[str, Any], field: str, where: str) -> Both:
    return both(needed(record, field, where), f"{where}.{field}")
