"""What has become old: records that say when they were checked and how long that lasts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol


class Dated(Protocol):
    """A record that ages."""

    @property
    def id(self) -> str: ...
    @property
    def checked_on(self) -> date: ...
    @property
    def check_every_days(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Overdue:
    """A record that should have been looked at again on `due`; `days` is how long ago that is."""

    id: str
    due: date
    days: int


def due_on(record: Dated) -> date:
    """The last day on which a record counts as checked."""
    return record.checked_on + timedelta(days=record.check_every_days)


def overdue(records: Iterable[Dated], today: date) -> tuple[Overdue, ...]:
    """The records whose day has passed, the longest overdue first."""
    late = [Overdue(record.id, due_on(record), (today - due_on(record)).days) for record in records]
    return tuple(sorted((item for item in late if item.days > 0), key=lambda item: (-item.days, item.id)))
