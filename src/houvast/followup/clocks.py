"""When a clock ends, with the sum in words.

Sources: Regulation (EEC, Euratom) 1182/71 articles 2 and 3 for terms of EU law; Algemene termijnenwet articles 1-4 for
Dutch terms; Sr articles 66 and 88 for the klacht (a month is thirty days, and the last day is never moved on, so that
nobody relies on a later one). Everything else is our own rule, on working days of the recipient.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from houvast.followup.dates import dutch_day, in_words
from houvast.knowledge.deadlines import Calendar, Deadline
from houvast.knowledge.say import say

DAY = timedelta(days=1)
Date = date


@dataclass(frozen=True, slots=True)
class Due:
    """The end of a clock.

    `date` is the last day as counted. `earliest` is the day before which nothing may be held against the other side,
    and the one to keep for a duty of our own; `safe_to_claim` is the first day on which it is fair to say that the
    other side is late. `how` is the sum in words, one sentence after another.
    """

    date: Date
    statutory: bool
    how: str
    earliest: Date
    safe_to_claim: Date


def due(deadline: Deadline, start: datetime, holidays: Calendar, *, lang: str = "nl") -> Due:
    """When a deadline that starts at this moment ends.

    Args:
        start: aware; its day in the Netherlands is the day of the event, which does not count.
        holidays: of the country where the recipient must act.
        lang: of the sum in words.

    Raises:
        HouvastError: `followup.no_time_zone`.
        KnowledgeError: `knowledge.calendar_ends` when the holidays are not known so far ahead.
    """
    first = dutch_day(start)
    raw = _counted(deadline, first, holidays)
    said = [say("followup.start", lang, date=in_words(first, lang)), _length_said(deadline, raw, lang)]
    if deadline.family == "criminal":
        last = raw
        said.append(say("followup.earliest", lang))
    else:
        last = raw
        if _rolls(deadline):
            said += [_skipped(day, holidays, lang) for day in _free_days_from(raw, holidays)]
            last = _next_working(raw, holidays)
        if _needs_two_working_days(deadline):
            with_two = _with_two_working_days(first, last, holidays)
            if with_two != last:
                said.append(say("followup.two_working_days", lang))
            last = with_two
    said.append(say("followup.last_day", lang, date=in_words(last, lang)))
    said.append(say("followup.statutory" if deadline.statutory else "followup.own_rule", lang))
    late = _next_working(_next_working(last, holidays) + DAY, holidays)
    return Due(last, deadline.statutory, " ".join(said), min(raw, last), late)


def _counted(deadline: Deadline, first: date, holidays: Calendar) -> date:
    """The last day before any moving on."""
    match deadline.unit:
        case "days":
            return first + deadline.length * DAY
        case "weeks":
            return first + deadline.length * 7 * DAY
        case "working_days":
            day = first
            for _ in range(deadline.length):
                day = _next_working(day + DAY, holidays)
            return day
        case "months":
            return _months_later(first, deadline.length)


def _months_later(first: date, months: int) -> date:
    """The same day of the month, or the last day of a shorter month (1182/71, article 3(2)(c))."""
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def _rolls(deadline: Deadline) -> bool:
    """Whether a last day on a free day moves on; not for long Dutch terms (Algemene termijnenwet, article 4)."""
    if deadline.family != "nl":
        return True
    longest = {"days": 90, "working_days": 90, "weeks": 12, "months": 3}
    return deadline.length <= longest[deadline.unit]


def _needs_two_working_days(deadline: Deadline) -> bool:
    """1182/71, article 3(5): from two days; Algemene termijnenwet, article 2: from three days."""
    in_days = {"days": 1, "working_days": 1, "weeks": 7, "months": 28}[deadline.unit] * deadline.length
    return {"eu": in_days >= 2, "nl": in_days >= 3}.get(deadline.family, False)


def _with_two_working_days(first: date, last: date, holidays: Calendar) -> date:
    while sum(holidays.works(first + number * DAY) for number in range(1, (last - first).days + 1)) < 2:
        last = _next_working(last + DAY, holidays)
    return last


def _next_working(day: date, holidays: Calendar) -> date:
    """The day itself when it is a working day, else the next that is."""
    while not holidays.works(day):
        day += DAY
    return day


def _free_days_from(day: date, holidays: Calendar) -> Iterator[date]:
    while not holidays.works(day):
        yield day
        day += DAY


def _skipped(day: date, holidays: Calendar, lang: str) -> str:
    if day in holidays.days:
        return say(
            "followup.skips_holiday",
            lang,
            date=in_words(day, lang),
            name=holidays.days[day]["nl" if lang == "nl" else "en"],
        )
    return say("followup.skips_weekend", lang, date=in_words(day, lang))


def _length_said(deadline: Deadline, raw: date, lang: str) -> str:
    key = "followup.months_later" if deadline.unit == "months" else f"followup.{deadline.unit}"
    return say(key, lang, length=deadline.length, date=in_words(raw, lang))
