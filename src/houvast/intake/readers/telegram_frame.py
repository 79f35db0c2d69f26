"""Where the messages of a Telegram export stand: one chat (`result.json` of a chat) or all of them (full export).

The frame is walked by hand; each message is jumped over by the JSON scanner of the standard library, on the bytes read
as Latin-1, so that a position in the text is a position in the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator

_BLANK = re.compile(r"[ \t\r\n\xef\xbb\xbf]*")
_HOLDERS = frozenset({"chats", "left_chats", "list"})
_scan = json.JSONDecoder(strict=False).raw_decode


class CutOffError(ValueError):
    """The file ends, or is not JSON, from here on."""


def message_ranges(data: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of each message, in the order of the file.

    Raises:
        CutOffError: after the last message that could be read, when what follows is no export.
    """
    text = data.decode("latin-1")
    try:
        yield from _object(text, _blank(text, 0))
    except (ValueError, IndexError, RecursionError) as error:
        raise CutOffError from error


_Ranges = Generator[tuple[int, int], None, int]
"""Yields the messages on its way, and returns where the value that it walked ends."""


def _object(text: str, at: int) -> _Ranges:
    _expect(text, at, "{")
    at = _blank(text, at + 1)
    while text[at] != "}":
        key, at = _scan(text, at)
        at = _blank(text, at)
        _expect(text, at, ":")
        value = _blank(text, at + 1)
        if key == "messages" and text[value] == "[":
            end = yield from _messages(text, value)
        elif key in _HOLDERS and text[value] == "{":
            end = yield from _object(text, value)
        elif key in _HOLDERS and text[value] == "[":
            end = yield from _chats(text, value)
        else:
            end = _scan(text, value)[1]
        at = _next(text, _blank(text, end), "}")
    return at + 1


def _messages(text: str, at: int) -> _Ranges:
    at = _blank(text, at + 1)
    while text[at] != "]":
        end = _scan(text, at)[1]
        yield at, end
        at = _next(text, _blank(text, end), "]")
    return at + 1


def _chats(text: str, at: int) -> _Ranges:
    at = _blank(text, at + 1)
    while text[at] != "]":
        end = (yield from _object(text, at)) if text[at] == "{" else _scan(text, at)[1]
        at = _next(text, _blank(text, end), "]")
    return at + 1


def _next(text: str, at: int, closing: str) -> int:
    if text[at] == closing:
        return at
    _expect(text, at, ",")
    return _blank(text, at + 1)


def _expect(text: str, at: int, character: str) -> None:
    if text[at] != character:
        raise ValueError(at)


def _blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at
