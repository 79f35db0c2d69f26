"""The files inside an original, as bytes: for excerpts, for handing over, and for taking in an export without media."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

from houvast.errors import IntakeError
from houvast.intake.detect import is_chat_member
from houvast.intake.zips import is_closed, open_zip, read_member

_LONGEST_CHAT = 512 * 1024**2


def open_member(data: BinaryIO, member: str) -> BinaryIO:
    """A member of an original, from its beginning; "" is the original itself.

    Closing what comes back of a zip leaves `data` open.

    Raises:
        IntakeError: `intake.no_such_member`; `intake.zip_unreadable`, `intake.zip_too_large`, `intake.zip_dishonest`.
    """
    data.seek(0)
    if not member:
        return data
    archive = open_zip(data)
    try:
        info = archive.getinfo(member)
    except KeyError as error:
        raise IntakeError("intake.no_such_member") from error
    if is_closed(info):
        raise IntakeError("intake.zip_unreadable")
    return cast("BinaryIO", archive.open(info))


def chat_of_export(data: BinaryIO) -> tuple[str, io.BytesIO]:
    """The text of the chat in an exported zip, with its name, and nothing of the media (V1).

    Raises:
        IntakeError: `intake.no_chat_in_export`; those of `open_member`.
    """
    archive = open_zip(data)
    found = [member for member in archive.infolist() if is_chat_member(member.filename)]
    if len(found) != 1:
        raise IntakeError("intake.no_chat_in_export")
    return found[0].filename, io.BytesIO(read_member(archive, found[0], _LONGEST_CHAT))
