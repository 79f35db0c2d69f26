"""kill -9 at any moment loses nothing that was acknowledged (T-CRASH-1: 200 kills)."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from dossier_kit import NOW, entropy

from houvast.dossier import plain
from houvast.dossier.book import Book
from houvast.dossier.books import begin_book, open_book
from houvast.dossier.folder import FolderStorage
from houvast.dossier.refs import blob_path

KILLS = 200
WRITER = Path(__file__).with_name("writer.py")


def begun(folder: Path) -> Book:
    """A book on disk, opened with keys at hand: no passphrase to stretch two hundred times."""
    storage = FolderStorage(folder)
    storage.begin(plain.dump({"v": 1}))
    return begin_book(storage, recovery=[], derived_key=bytes(32), label="record", now=NOW, entropy=entropy)


def reopened(folder: Path, book: Book) -> Book:
    storage = FolderStorage(folder)
    storage.tidy()
    again = open_book(storage, book.keys, book.fingerprint, derived_key=bytes(32), label="record", entropy=entropy)
    again.finish_destroying()
    return again


def run_and_kill(folder: Path, book: Book, seed: int, moment: float) -> list[list[bytes]]:
    """Start the writer, kill it a moment after its first words, and return all that it acknowledged."""
    keys = {
        "number": book.keys.number,
        "sign": book.keys.sign.hex(),
        "identity": book.keys.identity,
        "fingerprint": book.fingerprint,
    }
    command = [sys.executable, str(WRITER), str(folder), json.dumps(keys), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as writer:
        assert writer.stdout is not None
        ready, _, _ = select.select([writer.stdout], [], [], 60)
        assert ready, "the writer does not start"
        time.sleep(moment)
        os.kill(writer.pid, signal.SIGKILL)
        words = [line.split() for line in writer.stdout.read().splitlines()]
    assert writer.returncode == -signal.SIGKILL
    assert words[0][0] == b"open"
    return words[1:]


def test_two_hundred_kills_lose_no_acknowledged_entry(tmp_path: Path) -> None:
    dice = random.Random(20261124)
    book = begun(tmp_path / "book")
    heads: dict[int, str] = {}
    blobs: dict[str, tuple[str, int]] = {}
    destroyed: set[int] = set()
    maybe: set[int] = set()
    for kill in range(KILLS):
        for kind, *values in run_and_kill(tmp_path / "book", book, kill, dice.random() * 0.05):
            match kind:
                case b"entry":
                    heads[int(values[0])] = values[1].decode()
                case b"blob":
                    blobs[values[0].decode()] = (values[1].decode(), int(values[2]))
                case b"destroying":
                    maybe.add(int(values[0]))
                case b"destroyed":
                    destroyed.add(int(values[0]))
    assert len(heads) > KILLS, "the writer was killed before it wrote anything worth losing"
    again = reopened(tmp_path / "book", book)
    entries = {entry.seq: entry for entry in again.entries()}
    assert again.last[0] >= max(heads)
    assert {seq: entries[seq].head for seq in heads} == heads
    assert all(entries[seq].parts is None for seq in destroyed)
    gone = {seq for seq, entry in entries.items() if entry.parts is None}
    assert gone <= maybe
    kept = {name: sha256 for name, (sha256, seq) in blobs.items() if seq not in gone}
    for name, sha256 in kept.items():
        assert again.ref(name).sha256 == sha256
        again.open_blob(name).close()
    for name in set(blobs) - set(kept):
        assert not (tmp_path / "book" / blob_path(name)).exists()
    assert not list((tmp_path / "book" / "tmp").iterdir())
