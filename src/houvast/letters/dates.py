"""Days and moments in words, for a reader: which day, which hour, in which zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from houvast.case.acts import Moment
from houvast.knowledge.say import say

NETHERLANDS = ZoneInfo("Europe/Amsterdam")
LOCALES = {"nl": "nl_NL", "en": "en_GB"}


def day_in_words(day: date, lang: str) -> str:
    """ "24 november 2026"."""
    return str(format_date(day, "d MMMM y", locale=LOCALES[lang]))


def moment_in_words(moment: Moment, lang: str, *, zone: bool = True) -> str:
    """A moment as far as it is known, with its zone; the words that were said where nothing more is known.

    An instant is shown in Dutch time with its distance to UTC, so that nobody has to guess which clock is meant;
    without `zone` only where the paper says once for all that times are Dutch time.
    """
    if not moment.start:
        return moment.text or say("papers.unknown", lang)
    first = _instant(moment.start, lang, zone=zone)
    if moment.end:
        first = say("papers.from_to", lang, start=first, end=_instant(moment.end, lang, zone=zone))
    return say("papers.about", lang, when=first) if moment.sure == "about" else first


def day_of(moment: Moment) -> date | None:
    """The Dutch calendar day on which a moment begins; None when it is not known."""
    if not moment.start:
        return None
    if "T" not in moment.start:
        return date.fromisoformat(moment.start)
    return _aware(moment.start).date()


def _instant(iso: str, lang: str, *, zone: bool) -> str:
    if "T" not in iso:
        return day_in_words(date.fromisoformat(iso), lang)
    local = _aware(iso)
    offset = local.strftime("%z")
    return say(
        "papers.instant" if zone else "papers.moment",
        lang,
        day=day_in_words(local.date(), lang),
        time=str(format_time(local, "HH:mm", locale=LOCALES[lang])),
        offset=f"UTC{offset[:3]}:{offset[3:]}",
    )


def _aware(iso: str) -> datetime:
    return datetime.fromisoformat(iso.replace("Z", "+00:00")).astimezone(NETHERLANDS)
