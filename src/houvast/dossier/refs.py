"""References to originals: any JSON object in a part with these four keys names one.

That is part of the format: it ties the files under `blobs/` to signed lines, so that a swapped one is noticed and one
that belongs to no line is found, without knowing what the parts are about.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_KEYS = ("name", "sha256", "size", "sealed_sha256")


@dataclass(frozen=True, slots=True)
class BlobRef:
    """A sealed original: its random name, SHA-256 and size in bytes, and the SHA-256 of the age file."""

    name: str
    sha256: str
    size: int
    sealed_sha256: str


def blob_path(name: str) -> str:
    """Where a storage keeps an original."""
    return f"blobs/{name[:2]}/{name}.age"


def blob_refs(parts: Sequence[bytes]) -> Iterator[BlobRef]:
    """All references in the parts of a line."""
    for part in parts:
        if b'"sealed_sha256"' in part:
            try:
                value = json.loads(part)
            except ValueError:
                continue
            yield from _walk(value)


def _walk(value: object) -> Iterator[BlobRef]:
    if isinstance(value, dict):
        name, sha256, size, sealed = (value.get(key) for key in _KEYS)
        if isinstance(name, str) and isinstance(sha256, str) and isinstance(size, int) and isinstance(sealed, str):
            yield BlobRef(name, sha256, size, sealed)
        for inner in value.values():
            yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)
