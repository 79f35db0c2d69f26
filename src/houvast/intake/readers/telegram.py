"""Telegram exports (JSON): messages with numeric ids and exact instants, and every word of each at its exact place.

Leaves cover the file without a gap: a message with the comma before it is one leaf; what stands between (names of
chats, the person's own account in a full export) is a leaf of kind "system" of its own, so that an excerpt of messages
shows none of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO

from houvast.case.reading import Carrier, LineCount, Message, MessageKind, Passage, Reading, SentTime, Span
from houvast.intake.readers.json_text import Word, words_of
from houvast.intake.readers.local_time import YEAR_FIRST, Clock
from houvast.intake.readers.telegram_frame import CutOffError, message_ranges
from houvast.intake.readers.text import encoding_of, passages_of
from houvast.intake.taken import Request, Taken

_TIMES = frozenset({"type", "date", "date_unixtime", "edited_unixtime"})
_FILES = ("photo", "file", "thumbnail", "contact_vcard")
_START = datetime(1970, 1, 1, tzinfo=UTC)


def read(source: BinaryIO, request: Request) -> Taken:
    """The messages of a Telegram export."""
    return Taken(read_export(source.read(), request))


def read_export(data: bytes, request: Request, member: str = "") -> Reading:
    """The messages of a Telegram export that is the file itself or a member of a container."""
    export = _Export(data, member, Clock(request.zone, YEAR_FIRST))
    limits = ["limit.chat_export_is_text"]
    at = 0
    try:
        for start, end in message_ranges(data):
            if data[at:start].strip(b" \t\r\n,"):
                export.frame(at, start, MessageKind.SYSTEM)
                at = start
            export.message(at, start, end)
            at = end
        rest = MessageKind.SYSTEM
    except CutOffError:
        at = export.end
        rest = MessageKind.NOT_UNDERSTOOD
        limits.append("limit.lines_not_understood")
    if at < len(data):
        export.frame(at, len(data), rest)
    if any(message.sent.ambiguous for message in export.messages):
        limits.append("limit.clock_change")
    kinds = [message.kind for message in export.messages]
    return Reading(
        "telegram",
        "telegram 1",
        tuple(export.passages),
        tuple(export.messages),
        LineCount(
            len(kinds),
            kinds.count(MessageKind.MESSAGE),
            0,
            kinds.count(MessageKind.SYSTEM),
            kinds.count(MessageKind.NOT_UNDERSTOOD),
        ),
        facts=(("platform", "telegram"), *export.titles, ("zone", request.zone)),
        limits=tuple(limits),
    )


class _Export:
    def __init__(self, data: bytes, member: str, clock: Clock) -> None:
        self._data, self._member, self._clock = data, member, clock
        self.messages: list[Message] = []
        self.passages: list[Passage] = []
        self.titles: list[tuple[str, str]] = []
        self.end = 0

    def frame(self, start: int, end: int, kind: MessageKind) -> None:
        """What stands around the messages: a leaf, and its words; all of it where it is not understood."""
        lost = kind is MessageKind.NOT_UNDERSTOOD
        for word in words_of(self._data, start, end):
            if word.key == "name" and not self.titles:
                self.titles.append(("chat_title", word.text))
            if not word.exact if lost else word.key not in _TIMES:
                self._passage(word, Carrier.METADATA)
        if lost:
            self._raw(start, end)
        self.messages.append(Message(kind, Span(self._member, start, end)))
        self.end = end

    def _raw(self, start: int, end: int) -> None:
        rest = self._data[start:end]
        encoding = encoding_of(rest)
        for one in passages_of(rest.decode(encoding), encoding):
            where = Span(self._member, start + one.span.start, start + one.span.end)
            self.passages.append(Passage(one.text, Carrier.MESSAGE, where, encoding, "", len(self.messages)))

    def message(self, leaf: int, start: int, end: int) -> None:
        """One message, whose leaf begins before it, with the comma."""
        body = json.loads(self._data[start:end].decode("utf-8", "replace"), strict=False)
        if not isinstance(body, dict):
            self.frame(leaf, end, MessageKind.NOT_UNDERSTOOD)
            return
        service = body.get("type") == "service"
        text = _text(body.get("text"))
        self._words(start, end, text)
        self.messages.append(
            Message(
                MessageKind.SYSTEM if service else MessageKind.MESSAGE,
                Span(self._member, leaf, end),
                _plain(body.get("actor" if service else "from")),
                _plain(body.get("actor_id" if service else "from_id")),
                self._sent(body),
                text or (_plain(body.get("action")) if service else ""),
                tuple(name for key in _FILES if (name := _plain(body.get(key)))),
            )
        )
        self.end = end

    def _words(self, start: int, end: int, text: str) -> None:
        found = False
        for word in words_of(self._data, start, end):
            if word.key in _TIMES or not word.text.strip():
                continue
            if word.key == "text" and word.text == text and not found:
                found = True
                self._passage(word, Carrier.MESSAGE)
            elif word.key not in ("text", "") or word.text not in text:
                self._passage(word, Carrier.MESSAGE)
        if text and not found:  # bold and links cut a text into pieces; a number may run over them
            whole = Span(self._member, start, end)
            self.passages.append(Passage(text, Carrier.MESSAGE, whole, "", "text", len(self.messages)))

    def _passage(self, word: Word, carrier: Carrier) -> None:
        where = Span(self._member, word.start, word.end)
        encoding = "utf-8" if word.exact else ""
        self.passages.append(Passage(word.text, carrier, where, encoding, word.key[:80], len(self.messages)))

    def _sent(self, body: dict[str, Any]) -> SentTime:
        raw = _plain(body.get("date"))
        seconds = _plain(body.get("date_unixtime"))
        if seconds.isdecimal() and len(seconds) <= 10:
            moment = (_START + timedelta(seconds=int(seconds))).replace(tzinfo=None)
            return SentTime(raw or seconds, moment.isoformat() + "Z", "date_unixtime")
        try:
            local = datetime.fromisoformat(raw).replace(tzinfo=None)
        except ValueError:
            return SentTime(raw)
        into = local.hour * 3600 + local.minute * 60 + local.second
        return self._clock.sent(raw, (local.year, local.month, local.day), into, precise=True)


def _text(value: object) -> str:
    return "".join(_pieces(value))


def _pieces(value: object) -> Iterator[str]:
    for piece in value if isinstance(value, list) else [value]:
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, dict):
            yield _plain(piece.get("text"))


def _plain(value: object) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
