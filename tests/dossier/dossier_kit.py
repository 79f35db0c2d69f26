"""A dossier in memory and on disk, with a passphrase that costs next to nothing."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from houvast.dossier import keyring
from houvast.dossier.book import BlobRef, Book
from houvast.dossier.dossier import Dossier, begin

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PASSPHRASE = "rivier tafel wolk sleutel boom"
entropy = secrets.token_bytes


@pytest.fixture(autouse=True)
def cheap_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """Milliseconds instead of the second that a real one takes; `test_keyring` has the real floor."""
    for name in ("COST", "FLOOR"):
        monkeypatch.setattr(keyring, name, keyring.Cost(256, 1, 1))


@pytest.fixture
def dossier() -> Dossier:
    """A dossier in memory."""
    return begin(passphrase=None, entropy=entropy, now=NOW)


def act(**fields: object) -> list[bytes]:
    """The parts of an act as a case would write them: the act, what it says, and a note."""
    return [
        b'{"part":"act","kind":"item"}',
        json.dumps({"part": "what", **fields}).encode(),
        b'{"part":"note","text":"stays closed"}',
    ]


def keep(book: Book, data: bytes, **fields: object) -> tuple[int, BlobRef]:
    """Seal an original and write the line that names it."""
    ref = book.put_blob(BytesIO(data), entropy=entropy)
    named = {"name": ref.name, "sha256": ref.sha256, "size": ref.size, "sealed_sha256": ref.sealed_sha256}
    return book.append(act(blob=named, **fields), entropy=entropy), ref


@dataclass(frozen=True, slots=True)
class Saved:
    """A dossier on disk with two originals and a few lines, and what was needed to make it."""

    dossier: Dossier
    folder: Path
    recovery_key: str
    refs: tuple[BlobRef, ...]

    @property
    def data(self) -> Path:
        return self.folder.parent


@pytest.fixture
def saved(dossier: Dossier, tmp_path: Path) -> Saved:
    """See `Saved`."""
    refs = [keep(dossier.record, text)[1] for text in (b"the first original " * 9, b"the second original " * 9)]
    for number in range(3):
        dossier.record.append(act(number=number), entropy=entropy)
        dossier.private.append(act(number=number), entropy=entropy)
    recovery_key = dossier.save(tmp_path / "data", "map", PASSPHRASE, entropy=entropy, now=NOW)
    return Saved(dossier, tmp_path / "data" / "map", recovery_key, tuple(refs))
