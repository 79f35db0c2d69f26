"""Everything that happened and was kept, in the order of when it happened."""

from __future__ import annotations

from dataclasses import dataclass

from houvast.actions.open import the_case
from houvast.actions.places import platform_name
from houvast.case.acts import Act, Answer, Event, HandOver, Item, Moment, Notice, Place
from houvast.case.fold import Case, Entered
from houvast.dossier.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Row:
    """One row: when it happened (ISO, "" unknown), as it was told, what kind of act, and what it is in one line."""

    start: str
    when: Moment
    kind: str
    seq: int
    line: str
    written: str


def timeline(dossier: Dossier) -> tuple[Row, ...]:
    """The rows in order of time; what has no date stands at the end, in the order of writing."""
    return rows(the_case(dossier))


def rows(case: Case) -> tuple[Row, ...]:
    """The same, of a case that was folded already."""
    found = [
        _row(entered, when, line)
        for kind in (Event, Item, Place, Notice, Answer, HandOver)
        for entered in case.of(kind)
        for when, line in [_told(entered.act)]
    ]
    return tuple(sorted(found, key=lambda row: (row.start == "", row.start, row.seq)))


def _row(entered: Entered[Act], when: Moment, line: str) -> Row:
    return Row(when.start, when, entered.act.KIND, entered.seq, line, entered.act.written)


def _told(act: Act) -> tuple[Moment, str]:
    match act:
        case Event():
            return act.when, act.told
        case Item():
            when = next((found for found in (act.posted, act.seen, act.captured) if found.start), Moment())
            return when, act.caption or act.file_name or act.address
        case Place():
            when = act.posted if act.posted.start else act.seen
            return when, " ".join(filter(None, [platform_name(act.platform), act.group or act.address, act.account]))
        case Notice():
            return act.sent, act.recipient
        case Answer():
            return act.received, act.told or act.meaning
    return Moment(start=act.written, sure="yes"), act.to if isinstance(act, HandOver) else ""
