"""Look for words on disk: in files that are new, and in files that are deleted but still held open by a process."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

READ_AT_MOST = 300 * 1024 * 1024
IN_MEMORY = ("/dev/shm/", "/memfd:")


def own_children() -> set[int]:
    """Process numbers of this process and of all that it started."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def open_files(processes: set[int]) -> Iterator[tuple[str, Path]]:
    """Each file on disk that these processes hold open, with the name it has or had; not what lies in memory."""
    for process in processes:
        with suppress(OSError):
            for descriptor in Path(f"/proc/{process}/fd").iterdir():
                with suppress(OSError):
                    name = str(descriptor.readlink())
                    if name.startswith("/") and not name.startswith((*IN_MEMORY, "/dev/", "/proc/", "/sys/")):
                        yield name, descriptor


def words_in(path: Path, words: Sequence[bytes]) -> list[bytes]:
    """Which of `words` stand in a file."""
    with suppress(OSError):
        if path.is_file():  # not a pipe: reading one would wait, and take what is another's
            with path.open("rb") as file:
                content = file.read(READ_AT_MOST)
            return [word for word in words if word in content]
    return []


def files_since(folders: Sequence[Path], moment: float) -> Iterator[Path]:
    """Each file below `folders` that changed at or after `moment` (seconds since 1970)."""
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in names:
                path = Path(root) / name
                with suppress(OSError):
                    if not path.is_symlink() and path.stat().st_mtime >= moment:
                        yield path


def traces(folders: Sequence[Path], moment: float, words: Sequence[bytes]) -> list[tuple[str, bytes]]:
    """Every place on disk, named or not, where one of `words` can be read now."""
    found = [(str(path), word) for path in files_since(folders, moment) for word in words_in(path, words)]
    for name, descriptor in open_files(own_children()):
        found += [(f"open: {name}", word) for word in words_in(descriptor, words)]
    return found
