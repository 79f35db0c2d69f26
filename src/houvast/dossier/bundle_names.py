"""Names that can stand in a bundle: plain letters, which `sha256sum -c` and every file system take as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_LONGEST = 80


def safe_path(path: str) -> str:
    """A path of ASCII letters, digits, dots, dashes and underscores. Folders are kept, "." and ".." are not."""
    pieces = [_safe(piece) for piece in path.split("/") if piece not in {"", ".", ".."}]
    return "/".join(pieces) or "_"


def distinct(paths: Iterable[str]) -> list[str]:
    """Safe paths of which no two are the same for a file system that does not tell capitals apart."""
    taken: set[str] = set()
    found = []
    for path in map(safe_path, paths):
        folder, slash, name = path.rpartition("/")
        stem, dot, ending = name.rpartition(".")
        candidate, number = path, 1
        while candidate.lower() in taken:
            number += 1
            again = f"{stem}-{number}{dot}{ending}" if stem else f"{name}-{number}"
            candidate = folder + slash + again
        taken.add(candidate.lower())
        found.append(candidate)
    return found


def _safe(piece: str) -> str:
    plain = unicodedata.normalize("NFKD", piece).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", plain).strip("._-") or "_"
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > _LONGEST:
        plain = stem[: _LONGEST - len(ending) - 1] + dot + ending if stem and len(ending) < 10 else plain[:_LONGEST]
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain
