"""Frames on the pipes between Houvast and its child process: one letter, a length, the bytes.

parent                          child
                                HELLO   what is closed (Guard)
REQUEST what to read, limits
                                WANT    offset and length of the original
DATA    those bytes
                                TAKEN   the outcome
"""

from __future__ import annotations

import struct
from typing import IO

HELLO, REQUEST, WANT, DATA, TAKEN, LAST = b"H", b"R", b"W", b"D", b"T", b"L"
LARGEST = 2 * 1024**3
"""Bytes of one frame; the reading of a chat of a million messages takes 0.4 GB."""
PIECE = 1_048_576
"""The most bytes of an original that travel in one DATA frame."""

_HEAD = struct.Struct("<cQ")
_WANTED = struct.Struct("<QQ")


def send(pipe: IO[bytes], letter: bytes, payload: bytes) -> None:
    """Write one frame.

    Raises:
        OSError: the other side is gone.
    """
    pipe.write(_HEAD.pack(letter, len(payload)))
    pipe.write(payload)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    """The next frame, as letter and payload.

    Raises:
        EOFError: the other side is gone, or what it says is no frame.
    """
    head = _exactly(pipe, _HEAD.size)
    letter, length = _HEAD.unpack(head)
    if letter not in (HELLO, REQUEST, WANT, DATA, TAKEN, LAST) or length > LARGEST:
        raise EOFError
    return letter, _exactly(pipe, length)


def wanted(offset: int, length: int) -> bytes:
    """The payload of a WANT frame."""
    return _WANTED.pack(offset, length)


def read_wanted(payload: bytes) -> tuple[int, int]:
    """Offset and length that a WANT frame asks for, the length at most `PIECE`.

    Raises:
        EOFError: it is no WANT frame.
    """
    if len(payload) != _WANTED.size:
        raise EOFError
    offset, length = _WANTED.unpack(payload)
    return int(offset), min(int(length), PIECE)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    found = pipe.read(length)
    if len(found) != length:
        raise EOFError
    return found
