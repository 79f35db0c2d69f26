"""A place for opened bytes until the last of them was checked: memory first, above 64 MiB a sealed nameless file.

The file holds chunks under ChaCha20-Poly1305 with a key that exists in memory only and a counter as nonce. It can be
read at any position, as a zip or video reader needs.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, cast

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from houvast.dossier import disk

CHUNK = 1 << 20
_TAG = 16
IN_MEMORY = 64 << 20


class Spool(io.RawIOBase):
    """Written once from begin to end, then read.

    Args:
        scratch: opens the nameless file, or gives None where memory is the only place.
        entropy: gives the key.
    """

    def __init__(self, scratch: Callable[[], BinaryIO | None], entropy: Callable[[int], bytes]) -> None:
        self._scratch = scratch
        self._entropy = entropy
        self._memory = io.BytesIO()
        self._file: BinaryIO | None = None
        self._cipher: ChaCha20Poly1305 | None = None
        self._pending = bytearray()
        self._size = 0
        self._at = 0
        self._open_chunk: tuple[int, bytes] = (-1, b"")

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Add bytes at the end."""
        self._size += len(data)
        if self._file is None and self._size > IN_MEMORY:
            self._file = self._scratch()
            if self._file is not None:
                self._cipher = ChaCha20Poly1305(self._entropy(32))
                self._add(self._memory.getvalue())
                self._memory = io.BytesIO()
        if self._file is None:
            self._memory.write(data)
        else:
            self._add(data)
        return len(data)

    def finish(self) -> BinaryIO:
        """End the writing; what was written, from its beginning."""
        if self._file is None:
            self._memory.seek(0)
            return self._memory
        if self._pending:
            self._seal(bytes(self._pending))
        return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, self), CHUNK))

    def readable(self) -> bool:
        """As a file."""
        return True

    def seekable(self) -> bool:
        """As a file."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As a file."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        """As a file."""
        return self._at

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """As a file."""
        number, skip = divmod(self._at, CHUNK)
        if self._at >= self._size:
            return 0
        piece = self._chunk(number)[skip : skip + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        """Forget the bytes; the file goes with its last descriptor."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _add(self, data: bytes) -> None:
        self._pending += data
        while len(self._pending) >= CHUNK:
            self._seal(bytes(self._pending[:CHUNK]))
            del self._pending[:CHUNK]

    def _seal(self, chunk: bytes) -> None:
        assert self._file is not None
        assert self._cipher is not None
        number = self._file.seek(0, io.SEEK_END) // (CHUNK + _TAG)
        with disk.told():
            self._file.write(self._cipher.encrypt(number.to_bytes(12, "big"), chunk, b""))
            self._file.flush()

    def _chunk(self, number: int) -> bytes:
        if self._open_chunk[0] != number:
            assert self._file is not None
            assert self._cipher is not None
            self._file.seek(number * (CHUNK + _TAG))
            sealed = self._file.read(CHUNK + _TAG)
            self._open_chunk = (number, self._cipher.decrypt(number.to_bytes(12, "big"), sealed, b""))
        return self._open_chunk[1]
