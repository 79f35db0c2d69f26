"""Mail (.eml): every header, the bodies as text, attachments of known kinds; nothing is fetched and no link followed.

The structure comes from the standard library, the headers from our own lines, so that a mail at which the library
fails is still read: its headers, and the rest as bare text.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message as Part
from email.utils import parseaddr
from typing import BinaryIO

from houvast.case.reading import Carrier, LineCount, Message, MessageKind, Passage, Reading, Span
from houvast.intake.readers.html import decoded, html_passages
from houvast.intake.readers.inside import MOST_DEEP, read_inside
from houvast.intake.readers.mail_headers import Header, headers_of, inner_headers, meant, sent
from houvast.intake.readers.text import encoding_of, passages_of, stretches
from houvast.intake.taken import Request, Taken

_MOST_PARTS = 1_000
_MOST_LEVELS = 20
_AS_ATTACHED = {Carrier.BODY: Carrier.ATTACHMENT, Carrier.PAGE: Carrier.ATTACHMENT, Carrier.MESSAGE: Carrier.ATTACHMENT}
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, IndexError, KeyError)
Fields = list[tuple[str, object]]


def read(source: BinaryIO, request: Request) -> Taken:
    """One mail."""
    data = source.read()
    headers, body = headers_of(data)
    parts = _Parts(data, body, request)
    try:
        parts.take(message_from_bytes(data))
    except (RecursionError, *_BROKEN):
        parts.take_raw()
    named = {header.name.lower(): " ".join(header.value.split()) for header in reversed(headers)}
    limits = ["limit.mail_can_be_forged"]
    limits += ["limit.mail_partly_read"] if parts.partly else []
    limits += ["limit.mail_attachments_not_read"] if parts.not_searched else []
    author, address = parseaddr(named.get("from", ""))
    message = Message(
        MessageKind.MESSAGE,
        Span("", 0, len(data)),
        author or address,
        address,
        sent(named.get("date", "")),
        next((one.text for one in parts.passages if one.carrier is Carrier.BODY), ""),
        tuple(parts.attachments),
    )
    facts = [(key, named[key]) for key in ("subject", "from", "to", "date", "message-id") if named.get(key)]
    reading = Reading(
        "mail",
        "mail 1",
        (*(_of_message(header) for header in headers), *parts.passages),
        (message,),
        LineCount(1, 1),
        tuple(facts),
        tuple(limits),
        tuple(dict.fromkeys(parts.not_searched)),
    )
    return Taken(reading)


def _of_message(header: Header) -> Passage:
    return header.passage


class _Parts:
    """What stands in the parts of one mail, depth first, named as IMAP names them: "1", "1.2"."""

    def __init__(self, data: bytes, body: int, request: Request) -> None:
        self._data, self._body, self._request = data, body, request
        self._count = 0
        self.passages: list[Passage] = []
        self.attachments: list[str] = []
        self.not_searched: list[str] = []
        self.partly = False

    def take(self, mail: Part) -> None:
        """The whole of a parsed mail."""
        multi = mail.is_multipart()
        for number, part in enumerate(_children(mail) if multi else [mail], 1):
            self._part(part, str(number), 1, headers=multi)
        for text in (mail.preamble, mail.epilogue):
            if isinstance(text, str) and text.strip():
                self._add(text.encode("utf-8", "surrogateescape"), "", "text/plain", "")

    def take_raw(self) -> None:
        """The body as bare text, at its exact place."""
        self.partly = True
        self.passages = []
        rest = self._data[self._body :]
        encoding = encoding_of(rest)
        for one in passages_of(rest.decode(encoding), encoding):
            span = Span("", one.span.start + self._body, one.span.end + self._body)
            self.passages.append(Passage(one.text, Carrier.BODY, span, encoding))

    def _part(self, part: Part, member: str, level: int, *, headers: bool) -> None:
        self._count += 1
        if level > _MOST_LEVELS or self._count > _MOST_PARTS:
            self.partly = True
            self.not_searched.append(f"attachment:{member}")
            return
        if headers:
            self.passages += inner_headers(_fields(part), member)
        kind = part.get_content_type()
        if part.is_multipart():
            for number, child in enumerate(_children(part), 1):
                # A mail inside a mail keeps its headers; the envelope of a multipart has none worth repeating.
                self._part(child, f"{member}.{number}", level + 1, headers=True)
            return
        name = _name(part)
        payload = _payload(part)
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            self._attached(payload, name or f"{member} ({kind})", member)
        else:
            self._add(payload, member, kind, _charset(part), part)

    def _attached(self, payload: bytes, name: str, member: str) -> None:
        self.attachments.append(name)
        self.passages.append(Passage(name, Carrier.FILE_NAME, Span(member), label="attachment"))
        if self._request.depth >= MOST_DEEP:
            self.not_searched.append(f"attachment:{name}")
            return
        found = read_inside(payload, name, member, self._request, kind="attachment", carriers=_AS_ATTACHED)
        self.passages += found.passages
        self.not_searched += found.not_searched

    def _add(self, payload: bytes, member: str, kind: str, charset: str, part: Part | None = None) -> None:
        if kind == "text/html":
            self.passages += html_passages(decoded(payload, charset), member=member)
            return
        encoding = _fits(payload, charset)
        text = payload.decode(encoding)
        at = self._place(payload, part)
        if at >= 0:
            self.passages += (_shifted(one, at, member) for one in passages_of(text, encoding))
        else:
            self.passages += (Passage(one, Carrier.BODY, Span(member)) for one in stretches(text))

    def _place(self, payload: bytes, part: Part | None) -> int:
        """Where these bytes stand in the file, when they stand there unchanged and only once; else -1."""
        if part is None or not payload or str(part.get("Content-Transfer-Encoding", "7bit")).lower() not in _PLAIN:
            return -1
        at = self._data.find(payload, self._body)
        return at if at >= 0 and self._data.find(payload, at + 1) < 0 else -1


_PLAIN = ("", "7bit", "8bit", "binary")


def _shifted(passage: Passage, by: int, member: str) -> Passage:
    span = Span("", passage.span.start + by, passage.span.end + by)
    return Passage(passage.text, Carrier.BODY, span, passage.encoding, member)


def _children(part: Part) -> Iterator[Part]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (child for child in payload if isinstance(child, Part))


def _fields(part: Part) -> Fields:
    try:
        return list(part.raw_items())
    except _BROKEN:
        return []


def _name(part: Part) -> str:
    try:
        return meant(part.get_filename() or "").strip()
    except _BROKEN:
        return ""


def _charset(part: Part) -> str:
    try:
        return part.get_content_charset() or ""
    except _BROKEN:
        return ""


def _payload(part: Part) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except _BROKEN:
        found = None
    if isinstance(found, bytes):
        return found
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _fits(payload: bytes, charset: str) -> str:
    """The charset that was declared, if it decodes and encodes back to the same bytes; else what does."""
    try:
        if charset and payload.decode(charset).encode(charset) == payload:
            return charset
    except (LookupError, UnicodeError):
        pass
    return encoding_of(payload)
