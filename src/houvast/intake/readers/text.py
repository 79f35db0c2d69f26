"""Plain text: UTF-8, UTF-16 with a byte-order mark, otherwise Windows-1252, and Latin-1 where that has no letter.

Each passage is one or more whole lines up to an empty line; passages cover the file without a gap, and the bytes of
each decode to exactly its text.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from houvast.case.reading import Carrier, LineCount, Passage, Reading, Span
from houvast.intake.taken import Request, Taken

_LONGEST = 65_536


def encoding_of(data: bytes) -> str:
    """The encoding in which `data` decodes without loss; decoding and encoding again gives the same bytes."""
    if data.startswith(codecs.BOM_UTF16_LE) and _decodes(data, "utf-16-le"):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE) and _decodes(data, "utf-16-be"):
        return "utf-16-be"
    return next(encoding for encoding in ("utf-8", "cp1252", "latin-1") if _decodes(data, encoding))


def read(source: BinaryIO, request: Request) -> Taken:
    """The text in passages, with its encoding as a fact."""
    data = source.read()
    encoding = encoding_of(data)
    passages = tuple(passages_of(data.decode(encoding), encoding))
    lines = sum(passage.text.count("\n") for passage in passages)
    lines += bool(passages) and not passages[-1].text.endswith("\n")
    limits = ("limit.encoding_guessed",) if encoding in ("cp1252", "latin-1") else ()
    return Taken(
        Reading(
            request.medium,
            "text 1",
            passages,
            lines=LineCount(total=lines, messages=lines),
            facts=(("encoding", encoding),),
            limits=limits,
        )
    )


def passages_of(text: str, encoding: str, *, carrier: Carrier = Carrier.BODY, member: str = "") -> Iterator[Passage]:
    """Passages that together are `text`, each with its bytes in a member that begins with `text`."""
    start, first = 0, 1
    for stretch in stretches(text):
        end = start + len(stretch.encode(encoding))
        yield Passage(stretch, carrier, Span(member, start, end, line=first), encoding)
        start, first = end, first + stretch.count("\n")


def stretches(text: str) -> Iterator[str]:
    """The text in pieces of whole lines, each up to and with its empty lines; together they are the text."""
    held: list[str] = []
    length, empty_seen = 0, False
    for line in _lines(text):
        blank = not line.strip("\r\n\t ")
        if held and ((empty_seen and not blank) or length + len(line) > _LONGEST):
            yield "".join(held)
            held, length, empty_seen = [], 0, False
        held.append(line)
        length += len(line)
        empty_seen = empty_seen or blank
    if held:
        yield "".join(held)


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
