"""The child process: closes its doors, then reads originals until its pipe ends. Started by `child.py`.

No parser is imported before `close_doors` has run. An exception of a reader is an outcome, not an end; after one that
may have left the process unwell (memory, recursion), and after a very large one, it ends, and the parent starts anew.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import BinaryIO

import msgspec

from houvast.intake import frames
from houvast.intake.limits import Limits
from houvast.intake.lockdown import allow, close_doors
from houvast.intake.packed import pack_taken
from houvast.intake.readers import read_with
from houvast.intake.taken import Request, refusal

_LARGE = 64 * 1024**2
"""After an outcome of more bytes the process ends: that much memory is only given back so."""


class _Original(io.RawIOBase):
    """The original, piece by piece through the pipe."""

    def __init__(self, asked: BinaryIO, told: BinaryIO, size: int) -> None:
        super().__init__()
        self._asked, self._told, self._size, self._at = asked, told, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        length = min(len(buffer), frames.PIECE, max(0, self._size - self._at))
        if length == 0:
            return 0
        frames.send(self._told, frames.WANT, frames.wanted(self._at, length))
        letter, piece = frames.receive(self._asked)
        if letter != frames.DATA or len(piece) > length:
            raise EOFError
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def main() -> None:
    """Read until the pipe ends."""
    gc.disable()  # what readers make has no cycles worth collecting; a million messages take twice as long with it
    told = os.fdopen(os.dup(1), "wb")
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)  # what a library prints must not look like a frame
    sys.stdout = None
    asked = sys.stdin.buffer
    frames.send(told, frames.HELLO, msgspec.msgpack.encode(close_doors()))
    while True:
        try:
            letter, payload = frames.receive(asked)
        except EOFError:
            return
        if letter != frames.REQUEST:
            return
        request, limits = msgspec.msgpack.decode(payload, type=tuple[Request, Limits])
        allow(limits.memory, limits.processor)
        packed, well = _outcome(_Original(asked, told, request.size), request)
        frames.send(told, frames.TAKEN if well else frames.LAST, packed)
        if not well:
            return


def _outcome(original: _Original, request: Request) -> tuple[bytes, bool]:
    """The packed outcome, and whether this process is fit for another original."""
    try:
        packed = pack_taken(read_with(io.BufferedReader(original, frames.PIECE), request))
    except (MemoryError, RecursionError):
        return pack_taken(refusal(request.medium, "refused.too_heavy")), False
    except Exception:  # noqa: BLE001  the one border at which whatever a parser throws becomes an outcome
        return pack_taken(refusal(request.medium, "refused.unreadable")), True
    return packed, len(packed) < _LARGE


if __name__ == "__main__":
    main()
