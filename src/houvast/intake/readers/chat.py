"""Chats that were exported as text: WhatsApp (Android, iOS; Dutch, English; 12 and 24 hours), Signal tools.

One pass over the lines. Every line is a message, the continuation of one, a system line, or not understood (what stands
before the first header); the spans of the messages cover the file without a gap, byte for byte. Line ends are "\\n";
"\\r\\n" stays in the span. Order of day and month, zone and clock changes: `local_time`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, BinaryIO

from houvast.case.reading import Carrier, LineCount, Message, MessageKind, Passage, Reading, SentTime, Span
from houvast.intake.chat_form import ANY, MARKS, own_form
from houvast.intake.readers.chat_words import OMITTED, SYSTEM, attachments_in
from houvast.intake.readers.local_time import Clock, Numbers, order_of
from houvast.intake.readers.text import encoding_of
from houvast.intake.taken import Request, Taken

_Head = tuple[str, Numbers, int, bool]
"""Raw time, the numbers of the date, seconds since midnight (-1: no such time), whether seconds were written."""
_Found = tuple[_Head | None, MessageKind, Span, str, str, tuple[str, ...]]
"""Head, kind, leaf, author, text and attachments of a message whose time is not read yet."""
_AUTHOR = re.compile(r"([^:\r\n]{1,120}):(?: |\r?$)", re.MULTILINE)
_TITLE = re.compile(r"WhatsApp[ -]chat (?:with|met|-) ([^/]{1,200})\.(?:txt|zip)$", re.IGNORECASE)
_TIGHT_AUTHOR = re.compile(r"([^:\r\n]{1,120}):")


def read(source: BinaryIO, request: Request) -> Taken:
    """The messages of an exported chat."""
    return Taken(read_chat(source, request))


def read_chat(source: IO[bytes], request: Request, member: str = "") -> Reading:
    """The messages of an exported chat that is the file itself or a member of a container."""
    lines = _Lines(member)
    for raw in source:
        lines.take(raw)
    return lines.reading(request)


class _Lines:
    """What the lines add up to while they come in; times are read at the end, when all dates have voted."""

    def __init__(self, member: str) -> None:
        self._member = member
        self._form: re.Pattern[str] | None = None
        self._first: re.Match[str] | None = None
        self._found: list[_Found] = []
        self._passages: list[Passage] = []
        self._dates: list[Numbers] = []
        self._authors: dict[str, str] = {}
        self._count = dict.fromkeys(MessageKind, 0)
        self._continuations = self._other_forms = self._line = self._at = 0
        self._guessed = self._omitted = False
        self._held: list[bytes] = []
        self._head: _Head | None = None
        self._skip = self._start = 0
        self._first_line = 1

    def take(self, raw: bytes) -> None:
        """One line of the file, with its end."""
        self._line += 1
        header, line = self._header(raw)
        if header is not None:
            self._close()
            self._open(header, line)
        elif self._head is not None:
            self._continuations += 1
        else:
            self._count[MessageKind.NOT_UNDERSTOOD] += 1
        self._held.append(raw)
        self._at += len(raw)

    def _header(self, raw: bytes) -> tuple[re.Match[str] | None, str]:
        # A header begins with a digit, a bracket, or a direction mark (first byte above 0x7f).
        if not (raw[0] > 0x7F or 0x30 <= raw[0] <= 0x39 or raw[0] == 0x5B):
            return None, ""
        line = raw.decode("utf-8", "replace")
        if self._form is None:
            self._first = ANY.match(line)
            if self._first is None:
                return None, ""
            self._form = own_form(self._first)
        found = self._form.match(line)
        if found is None and ANY.match(line) is not None:
            self._other_forms += 1
        return found, line

    def _open(self, header: re.Match[str], line: str) -> None:
        raw, a, b, c, hour, minute, second, half = header.group(
            "raw", "a", "b", "c", "hour", "minute", "second", "half"
        )
        numbers = (int(a), int(b), int(c))
        if not self._dates or self._dates[-1] != numbers:
            self._dates.append(numbers)
        prefix = line[: header.end()]
        seconds = _seconds(int(hour), int(minute), int(second or 0), half)
        self._head = (raw, numbers, seconds, second is not None)
        self._skip = len(prefix) if prefix.isascii() else len(prefix.encode())
        self._start, self._first_line = self._at, self._line

    def _close(self) -> None:
        """Make what was held into a message whose time is read later."""
        if not self._held:
            return
        whole = b"".join(self._held)
        self._held = []
        body = whole[self._skip :].removesuffix(b"\n").removesuffix(b"\r")
        try:
            text, encoding = body.decode(), "utf-8"
        except UnicodeDecodeError:
            encoding = encoding_of(body)
            text = body.decode(encoding)
            self._guessed = True
        kind, author, said = self._who(text)
        attachments = attachments_in(said)
        if attachments:
            self._omitted = self._omitted or any(OMITTED.match(name) for name in attachments)
        leaf = Span(self._member, self._start, self._start + len(whole), line=self._first_line)
        if text:
            place = Span(
                self._member, self._start + self._skip, self._start + self._skip + len(body), line=self._first_line
            )
            self._passages.append(Passage(text, Carrier.MESSAGE, place, encoding, "", len(self._found)))
        self._found.append((self._head, kind, leaf, author, said, attachments))
        if kind is not MessageKind.NOT_UNDERSTOOD:
            self._count[kind] += 1

    def _who(self, text: str) -> tuple[MessageKind, str, str]:
        if self._head is None:
            return MessageKind.NOT_UNDERSTOOD, "", text
        found = _AUTHOR.match(text)
        if found is None and (tight := _TIGHT_AUTHOR.match(text)) and tight[1].strip(MARKS) in self._authors:
            found = tight
        if found is None:
            return MessageKind.SYSTEM, "", text
        author, said = found[1].strip(MARKS), text[found.end() :]
        known = self._authors.get(author)
        if known is None:
            if SYSTEM.search(found[1]):  # "Jan changed the subject to "Boos: deel 2""
                return MessageKind.SYSTEM, "", text
            known = self._authors[author] = author
        if said.startswith("\u200e") and SYSTEM.search(said):  # iOS names the group as author of system lines
            return MessageKind.SYSTEM, known, said
        return MessageKind.MESSAGE, known, said  # one string for all messages of an author

    def reading(self, request: Request) -> Reading:
        """All of it, with times."""
        self._close()
        order = ""
        if self._first is not None:
            year_first = len(self._first["a"]) == 4
            order = order_of(self._dates, year_first=year_first, separator=self._first["sep"])
        messages = tuple(self._timed(Clock(request.zone, order)))
        return Reading(
            request.medium,
            "chat 1",
            tuple(self._passages),
            messages,
            LineCount(
                self._line,
                self._count[MessageKind.MESSAGE],
                self._continuations,
                self._count[MessageKind.SYSTEM],
                self._count[MessageKind.NOT_UNDERSTOOD],
            ),
            facts=(
                ("platform", "signal" if request.medium == "signal" else "whatsapp"),
                *_title(self._member or request.name),
                ("date_order", order or "undecided"),
                ("zone", request.zone),
                ("authors", str(len(self._authors))),
            ),
            limits=tuple(self._limits(messages)),
        )

    def _timed(self, clock: Clock) -> Iterator[Message]:
        for head, kind, leaf, author, said, attachments in self._found:
            sent = SentTime("")
            if head is not None:
                raw, numbers, seconds, precise = head
                sent = SentTime(raw) if seconds < 0 else clock.sent(raw, numbers, seconds, precise=precise)
            yield Message(kind, leaf, author, "", sent, said, attachments)

    def _limits(self, messages: tuple[Message, ...]) -> Iterator[str]:
        yield "limit.chat_export_is_text"
        if any(message.sent.ambiguous == "day-month" for message in messages):
            yield "limit.day_month_undecided"
        if any(message.sent.ambiguous not in ("", "day-month") for message in messages):
            yield "limit.clock_change"
        if self._omitted:
            yield "limit.media_not_in_export"
        if self._other_forms:
            yield "limit.lines_like_messages"
        if self._guessed:
            yield "limit.encoding_guessed"
        if self._count[MessageKind.NOT_UNDERSTOOD]:
            yield "limit.lines_not_understood"


def _title(name: str) -> tuple[tuple[str, str], ...]:
    found = _TITLE.search(name)
    return (("chat_title", found[1]),) if found else ()


def _seconds(hour: int, minute: int, second: int, half: str | None) -> int:
    if half is not None and hour <= 12:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return -1 if hour > 23 or minute > 59 or second > 59 else hour * 3600 + minute * 60 + second
