"""Where a book keeps its bytes: lines that only grow, and named files that are written once.

One small protocol, so that a folder, the memory of the program, and later a database serve alike; one contract test
holds for all. The lock is held only while writing. A storage knows nothing of what the bytes mean, except that the
content of a line stands after its second tab.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from houvast.errors import DossierError

_NAME = re.compile(r"(keys|blobs|inbox|anchors|derived)(/[0-9a-z][0-9a-z-]*)+(\.[a-z0-9]+)?")


class ConflictError(Exception):
    """Somebody else has written since this storage last looked: read on, then try again."""


class Storage(Protocol):
    """What a book asks of the place where it is kept."""

    def lines(self, after: int = 0) -> Iterator[bytes]:
        """The whole lines after number `after`, without their line ends. An unfinished last one is left out."""

    def append(self, line: bytes, after: int) -> None:
        """Add a line behind number `after`; on return it survives a power cut.

        Raises:
            ConflictError: when something else was written since the last look.
            DossierError: when it cannot be written; then nothing was.
        """

    def strip(self, number: int) -> None:
        """Take away what stands after the second tab of a line, for ever."""

    def put(self, name: str, fill: Callable[[BinaryIO], None]) -> None:
        """Write a new file with what `fill` writes; whole or not at all.

        Raises:
            DossierError: `dossier.exists`, or why it cannot be written.
        """

    def get(self, name: str) -> BinaryIO:
        """Open a file for reading.

        Raises:
            DossierError: `dossier.missing_file`.
        """

    def names(self, prefix: str) -> Iterator[str]:
        """The names that begin so, sorted."""

    def destroy(self, name: str) -> None:
        """Remove a file for ever; nothing happens when it is not there."""

    def scratch(self) -> BinaryIO | None:
        """A nameless file for sealed bytes that do not fit in memory, gone when closed; None: keep them in memory."""


def check_name(name: str) -> str:
    """The name, if it is one that a storage may use.

    Raises:
        DossierError: `dossier.bad_name`.
    """
    if _NAME.fullmatch(name) is None:
        raise DossierError("dossier.bad_name")
    return name


class MemoryStorage:
    """A book that is not on disk."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._files: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def lines(self, after: int = 0) -> Iterator[bytes]:
        """See `Storage`."""
        yield from self._lines[after:]

    def append(self, line: bytes, after: int) -> None:
        """See `Storage`."""
        with self._lock:
            if len(self._lines) != after:
                raise ConflictError
            self._lines.append(line)

    def strip(self, number: int) -> None:
        """See `Storage`."""
        with self._lock:
            self._lines[number - 1] = stripped(self._lines[number - 1])

    def put(self, name: str, fill: Callable[[BinaryIO], None]) -> None:
        """See `Storage`."""
        target = io.BytesIO()
        fill(target)
        with self._lock:
            if check_name(name) in self._files:
                raise DossierError("dossier.exists", where=name)
            self._files[name] = target.getvalue()

    def get(self, name: str) -> BinaryIO:
        """See `Storage`."""
        data = self._files.get(check_name(name))
        if data is None:
            raise DossierError("dossier.missing_file", where=name)
        return io.BytesIO(data)

    def names(self, prefix: str) -> Iterator[str]:
        """See `Storage`."""
        yield from sorted(name for name in list(self._files) if name.startswith(prefix))

    def destroy(self, name: str) -> None:
        """See `Storage`."""
        self._files.pop(check_name(name), None)

    def scratch(self) -> BinaryIO | None:
        """See `Storage`."""
        return None


def stripped(line: bytes) -> bytes:
    """A line without what stands after its second tab."""
    head, signature, _content = line.split(b"\t", 2)
    return head + b"\t" + signature + b"\t"
