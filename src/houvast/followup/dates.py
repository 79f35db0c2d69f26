"""A date in words, in nl and en, without a library: "dinsdag 24 november 2026"."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from houvast.errors import HouvastError
from houvast.knowledge.say import say

NETHERLANDS = ZoneInfo("Europe/Amsterdam")


def in_words(day: date, lang: str) -> str:
    """A day with its weekday and month written out."""
    return say(
        "followup.date",
        lang,
        weekday=say("followup.weekdays", lang).split()[day.weekday()],
        day=day.day,
        month=say("followup.months", lang).split()[day.month - 1],
        year=day.year,
    )


def dutch_day(moment: datetime) -> date:
    """The calendar day of a moment in the Netherlands, where the person is.

    Raises:
        HouvastError: `followup.no_time_zone` for a moment without a zone.
    """
    if moment.tzinfo is None:
        raise HouvastError("followup.no_time_zone")
    return moment.astimezone(NETHERLANDS).date()
