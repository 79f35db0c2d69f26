"""Nothing that went in can be read in any file, and the files open with age alone."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest
from dossier_kit import NOW, PASSPHRASE, Saved, act, entropy, keep

from houvast.dossier.dossier import copy_dossier, open_dossier
from houvast.dossier.refs import blob_path

CANARIES = [
    "Anneloes Kanarie",
    "06-19 86 54 21",
    "Kanariestraat 12",
    "kanarie@example.org",
    "https://example.org/kanarie",
    "kanarie.png",
]


def spellings(text: str) -> list[bytes]:
    raw = text.encode()
    return [
        raw,
        raw.hex().encode(),
        text.encode("utf-16-le"),
        *(base64.b64encode(b" " * n + raw)[4:-4] for n in range(3)),
    ]


def test_no_text_that_went_in_is_found_in_any_file(saved: Saved, tmp_path: Path) -> None:
    """Lines, originals, derived data, destroyed content, a crash's remains, keyring, copy."""
    dossier = saved.dossier
    for book in dossier.books():
        for text in CANARIES:
            seq, ref = keep(book, text.encode() * 1000, text=text)
            book.derived_put(ref.sha256, "reading", "1", text.encode() * 50)
            book.append(act(text=text), entropy=entropy)
        book.destroy(seq, [ref.name], "own_choice", now=NOW, entropy=entropy)
    copy_dossier(saved.folder, tmp_path / "copy")
    open_dossier(saved.folder, PASSPHRASE, entropy=entropy)
    everything = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(everything) > 40
    for path in everything:
        data = path.read_bytes()
        for text in [*CANARIES, PASSPHRASE, saved.recovery_key]:
            for spelling in spellings(text):
                assert spelling not in data, (path, text)
        assert "anarie" not in path.relative_to(tmp_path).as_posix()


def test_the_two_books_cannot_be_told_apart_by_what_stands_in_their_files(saved: Saved) -> None:
    """They differ in name only: same folders, and no file says which it is."""
    record, private = ((saved.folder / label / "book.json").read_bytes() for label in ("record", "private"))
    assert len(record) == len(private)
    for label in ("record", "private"):
        data = (saved.folder / label / "log" / "000000001").read_bytes()
        assert b"record" not in data
        assert b"private" not in data


def test_an_original_opens_with_any_age_library_and_the_recovery_key(saved: Saved) -> None:
    packet = pyrage.decrypt(
        (saved.folder / "record" / "keys" / "1.age").read_bytes(),
        [pyrage.x25519.Identity.from_str(saved.recovery_key)],
    )
    identity = json.loads(packet)["epochs"]["1"]["identity"]
    sealed = (saved.folder / "record" / blob_path(saved.refs[0].name)).read_bytes()
    assert pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)]) == b"the first original " * 9


@pytest.mark.long
def test_an_original_opens_with_the_age_program_and_the_recovery_key(saved: Saved, tmp_path: Path) -> None:
    """No Houvast needed: the recovery key opens keys/1.age, and what stands in there opens the originals."""
    age = shutil.which("age") or shutil.which("rage")
    assert age, "this long test needs Debian's package age"
    (tmp_path / "recovery").write_text(saved.recovery_key + "\n", "utf-8")
    packet = subprocess.run(
        [age, "-d", "-i", tmp_path / "recovery", saved.folder / "record" / "keys" / "1.age"],
        capture_output=True,
        check=True,
    ).stdout
    identity = packet.split(b'"identity":"')[1].split(b'"')[0]
    (tmp_path / "epoch").write_bytes(identity + b"\n")
    opened = subprocess.run(
        [age, "-d", "-i", tmp_path / "epoch", saved.folder / "record" / blob_path(saved.refs[0].name)],
        capture_output=True,
        check=True,
    ).stdout
    assert opened == b"the first original " * 9
