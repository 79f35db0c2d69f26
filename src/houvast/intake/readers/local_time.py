"""From the times of a chat export (local time of a telephone, without zone) to UTC, and how sure that is.

Day and month: every date of the file votes. A year in front and the separators "-" and "." decide by themselves: in
CLDR, the locale data of Android and iOS, no locale writes month-day-year with them (checked over all locales). With "/"
a number above 12 decides; else the order in which time runs forward; else nothing is guessed.

Clock changes: a time that came twice keeps both instants, a time that was skipped gets none (`ambiguous` "gap").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from houvast.case.reading import SentTime

Numbers = tuple[int, int, int]
"""The three numbers of a date, as they stand in the file."""

YEAR_FIRST, DAY_FIRST, MONTH_FIRST, UNDECIDED = "Y-m-d", "d-m-Y", "m-d-Y", ""


def order_of(dates: list[Numbers], *, year_first: bool, separator: str) -> str:
    """In which order the numbers of this file's dates stand.

    Args:
        dates: its dates in the order of the file; repeats may be left out.
        year_first: the year stands in front.
        separator: what stands between the numbers.
    """
    if year_first:
        return YEAR_FIRST
    if separator in {"-", ".", ". "}:
        return DAY_FIRST
    day_votes = sum(first > 12 for first, _, _ in dates)
    month_votes = sum(second > 12 for _, second, _ in dates)
    if day_votes and month_votes:
        return UNDECIDED
    if day_votes or month_votes:
        return DAY_FIRST if day_votes else MONTH_FIRST
    return _order_by_time(dates)


@dataclass(frozen=True, slots=True)
class _Day:
    """Local midnight, the offset to UTC if it is one all day long, and the order in which the date was read."""

    midnight: datetime
    offset: timedelta | None
    order: str


class Clock:
    """Turns the times of one file into `SentTime`; remembers each day."""

    def __init__(self, zone: str, order: str) -> None:
        self._zone = ZoneInfo(zone)
        self._name = zone
        self._order = order
        self._days: dict[Numbers, _Day | str] = {}

    def sent(self, raw: str, numbers: Numbers, seconds: int, *, precise: bool) -> SentTime:
        """The moment `seconds` after local midnight of that day; `precise` says whether the file wrote seconds.

        A date that does not exist gives the raw string alone.
        """
        day = self._days.get(numbers)
        if day is None:
            day = self._days[numbers] = self._day(numbers)
        if isinstance(day, str):
            return SentTime(raw, ambiguous=day)
        local = day.midnight + timedelta(seconds=seconds)
        rule = f"{day.order} {'H:M:S' if precise else 'H:M'} {self._name}"
        if day.offset is not None:
            return SentTime(raw, _iso(local - day.offset), rule)
        return self._at_a_clock_change(raw, local, rule)

    def _day(self, numbers: Numbers) -> _Day | str:
        orders = [self._order] if self._order else [DAY_FIRST, MONTH_FIRST]
        possible = {day: order for order in reversed(orders) if (day := _date(numbers, order)) is not None}
        if len(possible) > 1:
            return "day-month"
        if not possible:
            return ""
        day, order = possible.popitem()
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001  local time of a telephone has no zone yet
        offsets = {
            (midnight + timedelta(hours=hour)).replace(tzinfo=self._zone).utcoffset() for hour in (-3, 0, 12, 27)
        }
        return _Day(midnight, offsets.pop() if len(offsets) == 1 else None, order)

    def _at_a_clock_change(self, raw: str, local: datetime, rule: str) -> SentTime:
        first = local.replace(tzinfo=self._zone, fold=0).astimezone(UTC)
        second = local.replace(tzinfo=self._zone, fold=1).astimezone(UTC)
        if first == second:
            return SentTime(raw, _iso(first), rule)
        if first.astimezone(self._zone).replace(tzinfo=None) != local:
            return SentTime(raw, "", rule, "gap")
        return SentTime(raw, _iso(first), rule, _iso(second))


def _order_by_time(dates: list[Numbers]) -> str:
    back = {order: _steps_back(dates, order) for order in (DAY_FIRST, MONTH_FIRST)}
    fewer, more = sorted(back.values())
    # Exports run forward but for a few messages that were sent late; one order must be clearly better.
    if fewer == more or fewer * 4 > more:
        return UNDECIDED
    return min(back, key=lambda order: back[order])


def _steps_back(dates: list[Numbers], order: str) -> int:
    days = [day for numbers in dates if (day := _date(numbers, order)) is not None]
    return sum(later < earlier for earlier, later in pairwise(days))


def _date(numbers: Numbers, order: str) -> date | None:
    a, b, c = numbers
    year, month, day = {YEAR_FIRST: (a, b, c), DAY_FIRST: (c, b, a), MONTH_FIRST: (c, a, b)}[order]
    year += 2000 if year < 100 else 0
    if not 1990 <= year <= 2100:  # chat programs are younger, and dates near year 1 have no UTC
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(moment: datetime) -> str:
    return moment.isoformat()[:19] + "Z"
