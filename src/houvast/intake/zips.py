"""Zip files that may be hostile: looked at before a byte is unpacked, and counted while unpacking.

Nothing is ever unpacked to disk, so names with "..", links and drive letters harm nobody; they are only names here.
"""

from __future__ import annotations

import struct
import zipfile
from typing import BinaryIO

from houvast.errors import IntakeError

MOST_MEMBERS = 10_000
MOST_BYTES = 2 * 1024**3
MOST_RATIO = 200
"""A text of a chat packs to a tenth; a member that packs to less than a two-hundredth is a bomb (or empty)."""

_SMALL = 10 * 1024**2
_DIRECTORY = 400 * MOST_MEMBERS
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, OSError, EOFError, ValueError, KeyError, struct.error, NotImplementedError)


def open_zip(data: BinaryIO) -> zipfile.ZipFile:
    """A zip file whose members fit within the limits.

    Raises:
        IntakeError: `intake.zip_unreadable`; `intake.zip_too_large` (members, bytes or ratio: a zip bomb);
            `intake.zip_dishonest` (members that lie over each other, or two of one name).
    """
    try:
        if _directory_size(data) > _DIRECTORY:
            raise IntakeError("intake.zip_too_large")
        archive = zipfile.ZipFile(data)
    except _BROKEN as error:
        raise IntakeError("intake.zip_unreadable") from error
    members = archive.infolist()
    if (
        len(members) > MOST_MEMBERS
        or sum(member.file_size for member in members) > MOST_BYTES
        or any(member.file_size > max(_SMALL, MOST_RATIO * member.compress_size) for member in members)
    ):
        raise IntakeError("intake.zip_too_large")
    if len({member.filename for member in members}) < len(members) or _overlap(members):
        raise IntakeError("intake.zip_dishonest")
    return archive


def is_closed(member: zipfile.ZipInfo) -> bool:
    """Whether a member cannot be read: encrypted, or packed in a way that is rare and slow to judge."""
    return bool(member.flag_bits & _ENCRYPTED) or member.compress_type not in _METHODS


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of one member; never more than it says it has.

    Raises:
        IntakeError: `intake.zip_unreadable` (damaged, encrypted), `intake.zip_too_large` (more than `most` bytes).
    """
    if is_closed(member):
        raise IntakeError("intake.zip_unreadable")
    if member.file_size > most:
        raise IntakeError("intake.zip_too_large")
    try:
        return archive.read(member)
    except (*_BROKEN, RuntimeError) as error:
        raise IntakeError("intake.zip_unreadable") from error


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    # Fifield's bomb lets thousands of members share the same packed bytes.
    ordered = sorted(members, key=lambda member: member.header_offset)
    ends = [member.header_offset + 30 + member.compress_size for member in ordered]
    return any(end > later.header_offset for end, later in zip(ends, ordered[1:], strict=False))


def _directory_size(data: BinaryIO) -> int:
    """How long the list of members says it is; zipfile would read all of it before anybody can count."""
    size = data.seek(0, 2)
    data.seek(max(0, size - 65_557 - 20 - 56))
    tail = data.read()
    data.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(tail):
        raise zipfile.BadZipFile
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    if length == 0xFFFFFFFF:
        at = tail.rfind(b"PK\x06\x06")
        length = int.from_bytes(tail[at + 40 : at + 48], "little") if at >= 0 else 0
    return length
