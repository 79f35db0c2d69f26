"""The folders of this computer, for a person who chooses one. Names of folders only; no file is opened or listed."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to go into. `dossier` says whether it is a dossier itself."""

    path: Path
    dossier: bool

    @property
    def name(self) -> str:
        """Its name alone."""
        return self.path.name or str(self.path)


def begin_at() -> Path:
    """Where choosing begins: the person's documents, or the home folder."""
    home = Path.home()
    return next((home / name for name in ("Documenten", "Documents") if (home / name).is_dir()), home)


def sticks() -> tuple[Path, ...]:
    """Sticks and other discs that are plugged in."""
    roots = [Path("/Volumes")] if sys.platform == "darwin" else [Path("/media"), Path("/run/media")]
    if os.name == "nt":
        return tuple(Path(f"{letter}:\\") for letter in "DEFGHIJKLMNOPQRSTUVWXYZ" if Path(f"{letter}:\\").is_dir())
    found = [inner for root in roots for inner in _inside(root)]
    return tuple(found if sys.platform == "darwin" else [inner for user in found for inner in _inside(user)])


def inside(folder: Path) -> tuple[Folder, ...]:
    """The folders in a folder, by name, without hidden ones. What may not be read is empty."""
    return tuple(Folder(path, is_dossier(path)) for path in _inside(folder))


def is_dossier(folder: Path) -> bool:
    """Whether this folder holds a dossier."""
    try:
        return (folder / "record" / "book.json").is_file() and (folder / "private" / "book.json").is_file()
    except OSError:
        return False


def has_keyring(folder: Path) -> bool:
    """Whether this folder has a keyring already, so that what is kept in it opens with that passphrase."""
    return (folder / "keyring.json").is_file()


def _inside(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if not path.name.startswith(".") and path.is_dir()]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.name.casefold())
