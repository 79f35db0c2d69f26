"""The headers of a mail by hand: every one, also the odd ones, each with the bytes where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from email.header import decode_header
from email.utils import parsedate_to_datetime

from houvast.case.reading import Carrier, Passage, SentTime, Span
from houvast.intake.readers.text import encoding_of

_LINE = re.compile(rb"[^\n]*\n|[^\n]+\Z")
_NAME = re.compile(rb"([\x21-\x39\x3b-\x7e]+)[ \t]*:[ \t]*")


@dataclass(frozen=True, slots=True)
class Header:
    """Name as written, value as meant, and the bytes of the value as they stand (`start:end`)."""

    name: str
    value: str
    start: int
    end: int
    encoding: str

    @property
    def passage(self) -> Passage:
        """The header as something that can be searched."""
        return Passage(self.value, Carrier.HEADER, Span("", self.start, self.end), self.encoding, self.name)


def headers_of(data: bytes) -> tuple[tuple[Header, ...], int]:
    """The headers at the beginning of a mail, and where its body begins.

    A line that is no header (of a mailbox file, or broken) is kept as a header without name.
    """
    found: list[tuple[bytes, int, int]] = []
    at = 0
    for line in _LINE.finditer(data):
        at = line.end()
        raw = line[0].rstrip(b"\r\n")
        if not raw:
            break
        if raw[:1] in (b" ", b"\t") and found:
            name, start, _ = found[-1]
            found[-1] = (name, start, line.start() + len(raw))
            continue
        named = _NAME.match(raw)
        start = line.start() + (named.end() if named else 0)
        found.append((named[1] if named else b"", start, line.start() + len(raw)))
    return tuple(_header(data, *one) for one in found if one[1] < one[2]), at


def meant(raw: str) -> str:
    """A header value with its encoded words (RFC 2047) decoded and its folds undone; itself where that fails."""
    try:
        return "".join(
            _word(piece, charset) for piece, charset in decode_header(" ".join(raw.split("\n")).replace("\r", ""))
        )
    except (ValueError, LookupError, IndexError, AssertionError):
        return raw


def sent(raw: str) -> SentTime:
    """When a mail says it was sent (its Date header)."""
    try:
        moment = parsedate_to_datetime(raw)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # RFC 5322: -0000 is UTC, of an unknown place
        return SentTime(raw, aware.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z", "Date")
    except (ValueError, TypeError, IndexError, OverflowError):
        return SentTime(raw)


def inner_headers(pairs: list[tuple[str, object]], member: str) -> Iterator[Passage]:
    """The headers of a part inside a mail; their place is the part."""
    for name, value in pairs:
        text = meant(_clean(str(value)))
        if text.strip():
            yield Passage(text, Carrier.HEADER, Span(member), label=name)


def _header(data: bytes, name: bytes, start: int, end: int) -> Header:
    raw = data[start:end]
    encoding = encoding_of(raw)
    text = raw.decode(encoding)
    coded = b"=?" in raw
    return Header(
        name.decode("ascii", "replace"), meant(text) if coded else text, start, end, "" if coded else encoding
    )


def _word(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    try:
        return piece.decode(charset or "ascii")
    except (LookupError, UnicodeError):
        return piece.decode(encoding_of(piece))


def _clean(value: str) -> str:
    raw = value.encode("utf-8", "surrogateescape")
    return raw.decode(encoding_of(raw))
