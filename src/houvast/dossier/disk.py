"""Writing that survives: every file and folder is forced to the disk before anybody is told that it is there.

New files: a temporary name, fsync, rename, fsync of the folder. Growing files: append, fsync. Errors of the target are
told apart from errors of the source; a full disk has its own code. Files are 0600 and folders 0700.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedIOBase
from itertools import count
from pathlib import Path
from typing import BinaryIO, cast

from houvast.errors import DossierError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCK_AT = 1 << 40
_numbers = count()


def failure(error: OSError) -> DossierError:
    """The error that says what went wrong with the target disk, and what can be done."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DossierError("dossier.disk_full")
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return DossierError("dossier.not_writable")
    return DossierError("dossier.cannot_write")


@contextmanager
def told() -> Iterator[None]:
    """Turn errors of the target disk into ours."""
    try:
        yield
    except OSError as error:
        raise failure(error) from error


def sync_file(descriptor: int) -> None:
    """Force a file to the disk itself; macOS needs its own call for that."""
    if sys.platform == "darwin":
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk. Windows does this by itself and offers no call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each on the disk before the next."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    sync_folder(folder.parent)


def new_temporary(folder: Path) -> tuple[Path, int]:
    """A new empty file in `folder`, locked while it is open, so that a sweep can tell it from what a crash left.

    Returns:
        Its path and an open descriptor for writing and reading.
    """
    make_folder(folder)
    while True:
        path = folder / f"{os.getpid()}-{next(_numbers)}"
        with suppress(FileExistsError):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            try_lock(descriptor)
            return path, descriptor


def write_new(target: Path, fill: Callable[[BinaryIO], None], temporaries: Path, *, replace: bool = False) -> None:
    """Write a file under a temporary name and give it its own when all of it is on the disk.

    Raises:
        DossierError: `dossier.exists` when the name is taken and may not be replaced; a code of `failure`.
            What `fill` raises comes through unchanged, and nothing is left behind.
    """
    with told():
        make_folder(target.parent)
        path, descriptor = new_temporary(temporaries)
    kept = False
    try:
        with os.fdopen(descriptor, "wb") as file:
            fill(cast(BinaryIO, _Target(file)))
            with told():
                file.flush()
                sync_file(file.fileno())
                if not replace and target.exists():
                    raise DossierError("dossier.exists", where=target.name)
                if sys.platform != "win32":  # while it is open and locked, so that no sweep can take it
                    path.replace(target)
                    kept = True
        with told():
            if not kept:  # Windows renames closed files only
                path.replace(target)
                kept = True
            sync_folder(target.parent)
    finally:
        if not kept:
            path.unlink(missing_ok=True)


def write_bytes(target: Path, data: bytes, temporaries: Path, *, replace: bool = False) -> None:
    """`write_new` for bytes at hand."""

    def fill(file: BinaryIO) -> None:
        file.write(data)

    write_new(target, fill, temporaries, replace=replace)


def append(path: Path, data: bytes, *, new: bool) -> None:
    """Add bytes to the end of a file and force them to the disk; what does not fit is taken away again.

    Raises:
        DossierError: a code of `failure`.
    """
    with told():
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0) | (os.O_CREAT | os.O_EXCL if new else 0)
        descriptor = os.open(path, flags, 0o600)
        try:
            before = os.fstat(descriptor).st_size
            try:
                left = memoryview(data)
                while left:
                    left = left[os.write(descriptor, left) :]
                sync_file(descriptor)
            except OSError:
                with suppress(OSError):
                    os.ftruncate(descriptor, before)
                    sync_file(descriptor)
                raise
        finally:
            os.close(descriptor)
        if new:
            sync_folder(path.parent)


def try_lock(descriptor: int) -> bool:
    """Lock an open file if nobody else has; it lasts until the file is closed."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCK_AT, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock that belongs to a file, waiting for whoever has it. The file is made when it is not there.

    Raises:
        DossierError: a code of `failure`, when the file cannot be opened for writing.
    """
    with told():
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        if sys.platform == "win32":
            while not try_lock(descriptor):  # LK_NBLCK gives up at once; LK_LOCK gives up after ten seconds
                pass
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> int:
    """Remove temporary files that nobody has open any more.

    Returns:
        How many there were.
    """
    removed = 0
    if not folder.is_dir():
        return 0
    for path in list(folder.iterdir()):
        with suppress(OSError):
            descriptor = os.open(path, os.O_RDWR)
            try:
                free = try_lock(descriptor)
                if free and sys.platform != "win32":
                    path.unlink()
            finally:
                os.close(descriptor)
            if free and sys.platform == "win32":
                path.unlink()
            removed += free
    return removed


class _Target(BufferedIOBase):
    """The file that `write_new` fills; its errors are already ours, so that they differ from those of a source."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        with told():
            return self._file.write(data)  # type: ignore[call-overload,no-any-return]
