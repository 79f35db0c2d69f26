"""A book in a folder: log files of 10,000 lines of which only the newest grows, and files beside them.

What a crash leaves of a last line is set aside under `torn/` by the next writer, never lost, and its number is free
again. Where the newest log file ends is remembered, so that appending does not read it again.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from houvast.dossier import disk
from houvast.dossier.storage import ConflictError, check_name, stripped
from houvast.errors import DossierError

LINES_PER_FILE = 10_000
LONGEST_LINE = 65_536


@dataclass(frozen=True, slots=True)
class _End:
    """Where the log ended at the last look: lines, newest file, its length, and where its last line began."""

    count: int
    path: Path | None
    inode: int = 0
    size: int = 0
    last_start: int = 0


class FolderStorage:
    """A book in a folder. Making one writes nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._end: _End | None = None

    def begin(self, lock_file: bytes) -> None:
        """Make the folder of a new book with its `book.json`, whose lock is the lock of the book."""
        with disk.told():
            disk.make_folder(self.folder)
        disk.write_bytes(self.folder / "book.json", lock_file, self._temporaries)

    def lines(self, after: int = 0) -> Iterator[bytes]:
        """See `Storage`."""
        end = self._end
        for path in self._log_files():
            first = int(path.name)
            if first + LINES_PER_FILE - 1 <= after:
                continue
            with _readable(path) as file:
                inode = os.fstat(file.fileno()).st_ino
                count, size, start = first - 1, 0, 0
                if end and (path, inode) == (end.path, end.inode) and first <= end.count <= after + 1:
                    count, size, start = end.count - 1, end.last_start, end.last_start
                    file.seek(start)
                for line in file:
                    if not line.endswith(b"\n"):
                        break
                    count, start, size = count + 1, size, size + len(line)
                    if count > after:
                        yield line[:-1]
            self._end = _End(count, path, inode, size, start)

    def append(self, line: bytes, after: int) -> None:
        """See `Storage`."""
        with self._locked():
            before, now = self._end, self._look()
            if now.count != after or (before is not None and now != before):
                raise ConflictError
            new = after % LINES_PER_FILE == 0
            path = self._log / f"{after + 1:09}" if new or now.path is None else now.path
            if new:
                with disk.told():
                    disk.make_folder(self._log)
            disk.append(path, line + b"\n", new=new and not path.exists())
            start = 0 if new else now.size
            self._end = _End(after + 1, path, path.stat().st_ino, start + len(line) + 1, start)

    def strip(self, number: int) -> None:
        """See `Storage`."""
        first = (number - 1) // LINES_PER_FILE * LINES_PER_FILE + 1
        path = self._log / f"{first:09}"
        with self._locked():
            self._look()

            def fill(target: BinaryIO) -> None:
                with path.open("rb") as source:
                    for at, line in enumerate(source, first):
                        target.write(stripped(line[:-1]) + b"\n" if at == number else line)

            disk.write_new(path, fill, self._temporaries, replace=True)
            self._end = self._scan()

    def put(self, name: str, fill: Callable[[BinaryIO], None]) -> None:
        """See `Storage`."""
        disk.write_new(self.folder / check_name(name), fill, self._temporaries)

    def get(self, name: str) -> BinaryIO:
        """See `Storage`."""
        try:
            return (self.folder / check_name(name)).open("rb")
        except FileNotFoundError as error:
            raise DossierError("dossier.missing_file", where=name) from error
        except OSError as error:
            raise DossierError("dossier.unreadable_file", where=name) from error

    def names(self, prefix: str) -> Iterator[str]:
        """See `Storage`."""
        top = self.folder / prefix.split("/", 1)[0]
        found = (Path(at, name).relative_to(self.folder).as_posix() for at, _, names in os.walk(top) for name in names)
        yield from sorted(name for name in found if name.startswith(prefix))

    def destroy(self, name: str) -> None:
        """See `Storage`."""
        path = self.folder / check_name(name)
        with disk.told(), suppress(FileNotFoundError):
            path.unlink()
            disk.sync_folder(path.parent)

    def scratch(self) -> BinaryIO | None:
        """See `Storage`."""
        with disk.told():
            path, descriptor = disk.new_temporary(self._temporaries)
            if sys.platform != "win32":
                path.unlink()
            return os.fdopen(descriptor, "w+b")

    def tidy(self) -> None:
        """Remove what a crash left behind: temporary files nobody holds, and a torn last line, which is set aside.

        On a disk that cannot be written nothing is done; a torn line is not read anyway.
        """
        disk.sweep(self._temporaries)
        if self.torn_tail():
            with suppress(DossierError), self._locked():
                self._end = self._scan()

    def log_names(self) -> tuple[str, ...]:
        """The log files that are read, as paths from the book."""
        return tuple(f"log/{path.name}" for path in self._log_files())

    def torn(self) -> tuple[str, ...]:
        """The names of the unfinished lines that were set aside."""
        return tuple(self.plain_names("torn"))

    def plain_names(self, folder: str) -> Iterator[str]:
        """The names of the files directly in one folder of the book, sorted, as paths from the book."""
        top = self.folder / folder
        if top.is_dir():
            yield from sorted(f"{folder}/{path.name}" for path in top.iterdir())

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    @property
    def _temporaries(self) -> Path:
        return self.folder / "tmp"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with disk.locked(self.folder / "book.json"):
            yield

    def _log_files(self) -> list[Path]:
        """The log files as far as none is missing."""
        try:
            names = {path.name for path in self._log.iterdir()}
        except FileNotFoundError:
            return []
        found: list[Path] = []
        while (name := f"{len(found) * LINES_PER_FILE + 1:09}") in names:
            found.append(self._log / name)
        return found

    def _look(self) -> _End:
        """Where the log ends now, under the lock; a torn last line is set aside."""
        known = self._end
        if known is not None and known.path is not None and known.count % LINES_PER_FILE:
            with suppress(FileNotFoundError):
                seen = known.path.stat()
                if (seen.st_ino, seen.st_size) == (known.inode, known.size):
                    return known
        self._end = self._scan()
        return self._end

    def _scan(self) -> _End:
        files = self._log_files()
        if not files:
            return _End(0, None)
        path = files[-1]
        with disk.told(), path.open("r+b") as file:
            count, size, start, before = int(path.name) - 1, 0, 0, 0
            for line in file:
                count, before, start, size = count + 1, start, size, size + len(line)
            file.seek(start)
            last = file.read()
            if _torn(last):
                self._set_aside(count, last)
                file.truncate(start)
                disk.sync_file(file.fileno())
                count, size, start = count - 1, start, before
            return _End(count, path, os.fstat(file.fileno()).st_ino, size, start)

    def _set_aside(self, number: int, remains: bytes) -> None:
        target = self.folder / "torn" / f"{number:09}-{hashlib.sha256(remains).hexdigest()[:16]}"
        if not target.exists():
            disk.write_bytes(target, remains, self._temporaries)

    def torn_tail(self) -> bool:
        """Whether the newest log file ends in a line that was not written to its end."""
        files = self._log_files()
        if not files:
            return False
        with _readable(files[-1]) as file:
            file.seek(max(0, files[-1].stat().st_size - LONGEST_LINE - 1))
            last = file.read()
        return _torn(last[last.rfind(b"\n", 0, -1) + 1 :])


@contextmanager
def _readable(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise DossierError("dossier.unreadable_file", where=f"log/{path.name}") from error


def _torn(line: bytes) -> bool:
    """Whether a last line was not written to its end: a power cut can also leave zeros where its bytes should be."""
    return bool(line) and (not line.endswith(b"\n") or b"\0" in line)
