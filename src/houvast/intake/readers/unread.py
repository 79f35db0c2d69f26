"""Kinds that are kept and not opened: video, sound, Outlook .msg, and what is not known. Says so.

Plain text that lies in their first bytes is given all the same, so that an address in it is found before it leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from houvast.case.reading import Carrier, Passage, Reading, Span
from houvast.intake.readers import MEDIA
from houvast.intake.taken import Request, Taken

_WHY = {
    "msg": "limit.msg_not_read",
    "video": "limit.video_not_read",
    "audio": "limit.audio_not_read",
}


_LOOKED_AT = 16 << 20
_MOST_RUNS = 5_000
_RUNS = (
    ("utf-8", re.compile(rb"(?:[\x20-\x7e]|[\xc3-\xdf][\x80-\xbf]){8,}")),
    ("utf-16-le", re.compile(rb"(?:[\x20-\x7e]\x00){8,}")),
    ("utf-16-be", re.compile(rb"(?:\x00[\x20-\x7e]){8,}")),
)


def read(source: BinaryIO, request: Request) -> Taken:
    """A reading that says why this original was not read; of media that are left out (V1) not one byte is looked at."""
    left_out = request.without_media and request.medium in MEDIA
    why = "limit.media_left_out" if left_out else _WHY.get(request.medium, "limit.kind_not_known")
    passages = () if left_out else tuple(_runs(source.read(_LOOKED_AT)))
    return Taken(Reading(request.medium, "unread 1", passages, limits=(why,), not_searched=("file:",)))


def _runs(data: bytes) -> Iterator[Passage]:
    for encoding, pattern in _RUNS:
        for number, found in enumerate(pattern.finditer(data)):
            if number == _MOST_RUNS:
                break
            span = Span(start=found.start(), end=found.end())
            yield Passage(found[0].decode(encoding), Carrier.METADATA, span, encoding, "plain text")
