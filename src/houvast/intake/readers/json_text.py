"""JSON of any program: every string and every longer number is a passage with its key, at its exact place.

The file is not parsed but looked through, so a cut-off or invalid file gives what stands in it. Exports of Meta hold
UTF-8 that was read as Latin-1; where undoing that works without loss, the passage has the text as it was meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from houvast.case.reading import Carrier, Passage, Reading, Span
from houvast.intake.readers import text as plain
from houvast.intake.readers.text import encoding_of
from houvast.intake.taken import Request, Taken

_STRING = rb'"([^"\\]*(?:\\.[^"\\]*)*)"'
_TOKENS = re.compile(
    _STRING + rb"(?:\s*:\s*(?:" + _STRING + rb"|(-?\d{5,}(?:\.\d+)?))?)?|(-?\d{5,}(?:\.\d+)?)", re.DOTALL
)
"""A string, a key with a string or number as its value, or a number."""


@dataclass(frozen=True, slots=True)
class Word:
    """One value of a JSON text: its key ("" in a list), what it says, the bytes between its quotes, and whether these
    bytes are the text as it stands."""

    key: str
    text: str
    start: int
    end: int
    exact: bool


def read(source: BinaryIO, request: Request) -> Taken:
    """All strings and longer numbers of a JSON file."""
    data = source.read()
    if encoding_of(data) not in ("utf-8", "cp1252", "latin-1"):
        source.seek(0)
        return plain.read(source, request)
    passages = tuple(_passage(word) for word in words_of(data) if word.text.strip())
    return Taken(Reading(request.medium, "json 1", passages, limits=("limit.json_strings_only",)))


def words_of(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The values between two offsets, in their order; keys without a string or number as value are passed over."""
    for found in _TOKENS.finditer(data, start, len(data) if end is None else end):
        if found.start(1) < 0:
            yield _number("", found, 4)
        elif found.start(2) >= 0:
            yield _string(_said(found[1])[0], found, 2)
        elif found.start(3) >= 0:
            yield _number(_said(found[1])[0], found, 3)
        elif not found[0].rstrip().endswith(b":"):
            yield _string("", found, 1)


def _string(key: str, found: re.Match[bytes], group: int) -> Word:
    text, exact = _said(found[group])
    return Word(key, text, found.start(group), found.end(group), exact)


def _number(key: str, found: re.Match[bytes], group: int) -> Word:
    return Word(key, found[group].decode(), found.start(group), found.end(group), exact=True)


def _said(raw: bytes) -> tuple[str, bool]:
    if b"\\" not in raw:
        try:
            return raw.decode(), True
        except UnicodeDecodeError:
            return raw.decode("latin-1"), False
    try:
        return str(json.loads(b'"' + raw + b'"', strict=False)), False
    except ValueError:
        return raw.decode("utf-8", "replace"), False


def _passage(word: Word) -> Passage:
    meant = _unmangled(word.text)
    exact = word.exact and meant == word.text
    where = Span("", word.start, word.end)
    return Passage(meant, Carrier.BODY, where, "utf-8" if exact else "", word.key[:80])


def _unmangled(text: str) -> str:
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text
