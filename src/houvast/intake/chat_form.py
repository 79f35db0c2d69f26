"""The header of a line in an exported chat: `12-03-2026 23:41 - ` (Android) or `[12-03-2026 23:41:05] ` (iOS).

One file has one form. `ANY` recognises every form; `own_form` makes the narrower pattern of one file from its first
header, so that a quoted line of another export inside a message does not start a message.
"""

from __future__ import annotations

import re

MARKS = "\u200e\u200f\ufeff\u202a\u202b\u202c\u202d\u202e"
"""Direction marks and a byte-order mark, which exports put before a line."""

_HEADER = (
    rf"[{MARKS}]*{{bracket}}"
    r"(?P<raw>(?P<a>{a})(?P<sep>{sep})(?P<b>\d{{1,2}}){same}(?P<c>{c})\.?[,،]?\s+(?:om\s|at\s)?"
    r"(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}}){second}{half}){close}"
)
_SECOND = r"[:.](?P<second>\d{2})"
_HALF = r"\s?(?P<half>[AaPp])\.?\s?[Mm]\.?"
_DASH = r"\s[-–](?:\s|$)"

ANY = re.compile(
    _HEADER.format(
        bracket=r"(?P<bracket>\[)?",
        a=r"\d{1,4}",
        sep=r"[./-]|\.\s",
        same="(?P=sep)",
        c=r"\d{1,4}",
        second=f"(?:{_SECOND})?",
        half=f"(?:{_HALF})?",
        close=rf"(?(bracket)\]\s?|{_DASH})",
    )
)
SIGNAL = re.compile(r"\[\d{4}-\d\d-\d\d, \d\d:\d\d\] [^:]+: ")
"""What signal-export and its like write; WhatsApp for iOS always has seconds."""


def own_form(first: re.Match[str]) -> re.Pattern[str]:
    """The pattern of one file, from its first header (a match of `ANY`).

    Fixed are: brackets, the separator, the place and length of the year, seconds, and AM/PM.
    """
    year_first = len(first["a"]) == 4
    return re.compile(
        _HEADER.format(
            bracket=r"(?P<bracket>\[)" if first["bracket"] else "(?P<bracket>(?!))?",
            a=r"\d{4}" if year_first else r"\d{1,2}",
            sep=re.escape(first["sep"]),
            same=re.escape(first["sep"]),
            c=r"\d{1,2}" if year_first else rf"\d{{{len(first['c'])}}}",
            second=_SECOND if first["second"] else "(?P<second>(?!))?",
            half=_HALF if first["half"] else "(?P<half>(?!))?",
            close=r"\]\s?" if first["bracket"] else _DASH,
        )
    )
