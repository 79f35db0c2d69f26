"""Kinds that are kept and not opened: video, sound, Outlook .msg, and what is not known. Says so."""

from __future__ import annotations

from typing import BinaryIO

from houvast.case.reading import Reading
from houvast.intake.readers import MEDIA
from houvast.intake.taken import Request, Taken

_WHY = {
    "msg": "limit.msg_not_read",
    "video": "limit.video_not_read",
    "audio": "limit.audio_not_read",
}


def read(source: BinaryIO, request: Request) -> Taken:  # noqa: ARG001  not one byte of it is looked at
    """A reading that says why this original was not read."""
    left_out = request.without_media and request.medium in MEDIA
    why = "limit.media_left_out" if left_out else _WHY.get(request.medium, "limit.kind_not_known")
    return Taken(Reading(request.medium, "unread 1", limits=(why,), not_searched=("file:",)))
