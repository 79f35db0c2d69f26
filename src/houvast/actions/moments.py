"""From what somebody typed about a time to a `Moment`, without guessing."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from houvast.actions.world import NETHERLANDS
from houvast.case.acts import Moment

DAY_FIRST = re.compile(
    r"(?P<d>\d{1,2})[-/. ](?P<m>\d{1,2})[-/. ](?P<y>\d{4})(?:[ ,]+(?P<h>\d{1,2})[:.](?P<min>\d{2}))?"
)
YEAR_FIRST = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]+(?P<h>\d{1,2}):(?P<min>\d{2}))?")


def moment(text: str) -> Moment:
    """The moment that a person named.

    A day is read as day-month-year, as people in the Netherlands write it, and a time as Dutch clock time. Anything
    else stays as the words that it is, with `sure` "unknown". A clock time that does not exist or exists twice (a
    change of the clock) is kept as its day only, with `sure` "about".
    """
    words = text.strip()
    found = YEAR_FIRST.fullmatch(words) or DAY_FIRST.fullmatch(words)
    if not found:
        return Moment(words)
    numbers = {name: int(value) for name, value in found.groupdict().items() if value is not None}
    try:
        local = datetime(
            numbers["y"], numbers["m"], numbers["d"], numbers.get("h", 0), numbers.get("min", 0), tzinfo=NETHERLANDS
        )
    except ValueError:
        return Moment(words)
    if "h" not in numbers:
        return Moment(words, local.date().isoformat(), "", "yes")
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        return Moment(words, local.date().isoformat(), "", "about")
    return Moment(words, local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "", "yes")
