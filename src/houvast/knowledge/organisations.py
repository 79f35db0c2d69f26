"""Who can help: what for, for whom, how to reach them, and when a person answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any

from houvast.errors import KnowledgeError
from houvast.knowledge.conditions import Condition, parse_when
from houvast.knowledge.records import Both, both, needed, records, words
from houvast.knowledge.vocabulary import fact_values

CHANNELS = ("phone", "chat", "site")
OPEN = ("always", "hours", "unknown")


@dataclass(frozen=True, slots=True)
class Span:
    """On these days of the week (1 is Monday) a person answers from `start` until `end`."""

    days: frozenset[int]
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Line:
    """One way to reach an organisation. `open` is "always", "hours" (then `spans`), or "unknown"; `address` is the
    number or the web address. Only confirmed hours stand in `spans`; what an older page says stands in `hint`."""

    channel: str
    address: str
    open: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation.

    `anonymous` is yes, no or unknown. `when` says for whom it is meant; `kind` is emergency, police, listen, crisis,
    help, legal, regulator or work. `rank` sorts. `neutral` gives nothing away to whoever looks along.
    """

    id: str
    name: str
    kind: str
    what: Both
    hint: Both | None
    lines: tuple[Line, ...]
    anonymous: str
    free: str
    neutral: bool
    rank: int
    when: Condition
    sources: tuple[str, ...]
    checked_on: date
    check_every_days: int
    status: str
    serves: tuple[str, ...]


@cache
def organisations() -> Mapping[str, Organisation]:
    """All organisations, by id.

    Raises:
        KnowledgeError: `knowledge.missing_field`, `knowledge.missing_half`, `knowledge.unknown_value`.
    """
    found = [_organisation(record) for record in records("organisations", "organisation")]
    return {organisation.id: organisation for organisation in sorted(found, key=lambda item: (item.rank, item.id))}


def _organisation(record: Mapping[str, Any]) -> Organisation:
    where = str(needed(record, "id", "organisations"))
    return Organisation(
        where,
        str(needed(record, "name", where)),
        str(needed(record, "kind", where)),
        both(needed(record, "what", where), f"{where}.what"),
        both(record["hint"], f"{where}.hint") if "hint" in record else None,
        tuple(_line(where, line) for line in needed(record, "line", where)),
        str(record.get("anonymous", "unknown")),
        str(record.get("free", "unknown")),
        bool(record.get("neutral", False)),
        int(needed(record, "rank", where)),
        parse_when(record.get("when", "*"), fact_values(), where),
        words(record, "sources"),
        needed(record, "checked_on", where),
        int(needed(record, "check_every_days", where)),
        str(needed(record, "status", where)),
        words(record, "serves"),
    )


def _line(where: str, record: Mapping[str, Any]) -> Line:
    channel, opened = str(needed(record, "channel", where)), str(needed(record, "open", where))
    if channel not in CHANNELS or opened not in OPEN or (opened == "hours") != ("hours" in record):
        raise KnowledgeError("knowledge.unknown_value", record=where, fact="line", value=f"{channel}/{opened}")
    spans = tuple(
        Span(frozenset(span["days"]), time.fromisoformat(span["from"]), time.fromisoformat(span["to"]))
        for span in record.get("hours", [])
    )
    return Line(channel, str(needed(record, "address", where)), opened, spans)
