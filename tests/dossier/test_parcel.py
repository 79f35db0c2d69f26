"""One door for what was written elsewhere: quoted whole, with its own signature, once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from dossier_kit import NOW, Saved, act, entropy

from houvast.dossier import age, control, parcel, plain
from houvast.dossier.books import open_book
from houvast.dossier.dossier import Dossier, begin
from houvast.dossier.folder import FolderStorage
from houvast.dossier.keys import BookKeys, new_keys
from houvast.errors import DossierError


def send(dossier: Dossier, content: bytes, keys: BookKeys, counter: int = 0) -> bytes:
    record = dossier.record
    return parcel.make(
        content,
        book=record.fingerprint,
        recipient=record.log.chain.recipient,
        keys=keys,
        counter=counter,
        entropy=entropy,
    )


def accept(dossier: Dossier, sealed: bytes) -> tuple[dict[str, object], bytes]:
    seq = dossier.record.accept(sealed, now=NOW, entropy=entropy)
    entry = next(dossier.record.entries(seq - 1))
    assert entry.control == "accepted"
    assert entry.parts is not None
    return control.read(entry.parts), entry.parts[1]


def refused(dossier: Dossier, sealed: bytes) -> str:
    with pytest.raises(DossierError) as caught:
        dossier.record.accept(sealed, now=NOW, entropy=entropy)
    return caught.value.code


def test_a_parcel_of_a_member_is_known_as_such(saved: Saved) -> None:
    keys = new_keys(2, entropy)
    saved.dossier.record.add_member(keys.card(), now=NOW, entropy=entropy)
    facts, quote = accept(saved.dossier, send(saved.dossier, b"what the helper saw", keys, 3))
    assert (facts["kind"], facts["by"], facts["counter"]) == ("parcel", 2, 3)
    assert parcel.content(quote) == b"what the helper saw"


def test_a_parcel_of_somebody_unknown_is_shown_as_such(dossier: Dossier) -> None:
    facts, quote = accept(dossier, send(dossier, b"from nobody knows whom", new_keys(2, entropy)))
    assert facts["by"] == 0
    assert parcel.content(quote) == b"from nobody knows whom"


def test_a_parcel_is_accepted_once(dossier: Dossier) -> None:
    sealed = send(dossier, b"x", new_keys(2, entropy))
    accept(dossier, sealed)
    assert refused(dossier, sealed) == "dossier.already_accepted"


def test_a_parcel_shows_nothing_while_it_lies_in_the_inbox(dossier: Dossier) -> None:
    assert b"canary" not in send(dossier, b"canary " * 100, new_keys(2, entropy))


def test_a_parcel_for_another_book_a_changed_one_and_a_large_one_are_refused(dossier: Dossier) -> None:
    other = begin(passphrase=None, entropy=entropy, now=NOW)
    keys = new_keys(2, entropy)
    sealed = send(dossier, b"text", keys)
    assert refused(other, sealed) == "dossier.not_a_parcel"
    assert refused(dossier, sealed[:-1]) == "dossier.not_a_parcel"
    assert refused(dossier, b"") == "dossier.not_a_parcel"
    with pytest.raises(DossierError) as caught:
        send(dossier, b"x" * 40_000, keys)
    assert caught.value.code == "dossier.parcel_too_large"


def test_a_forged_sender_is_refused(dossier: Dossier) -> None:
    """Whoever has the public recipient can seal; only the signature says who did."""
    mallory = new_keys(2, entropy)
    head = plain.dump(
        {
            "v": 1,
            "book": dossier.record.fingerprint,
            "id": "00" * 16,
            "counter": 0,
            "from": dossier.record.keys.card().sign,
            "body": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        }
    )
    text = b"\t".join([head, mallory.signature(head, b"houvast/parcel/1\0"), b""])
    assert refused(dossier, age.encrypt_bytes(text, [dossier.record.log.chain.recipient])) == "dossier.not_a_parcel"


def test_a_line_of_a_copy_that_a_sync_program_made_is_quoted_with_its_signature(saved: Saved, tmp_path: Path) -> None:
    shutil.copytree(saved.folder / "record", tmp_path / "copy")
    copy = open_book(
        FolderStorage(tmp_path / "copy"),
        saved.dossier.record.keys,
        saved.dossier.record.fingerprint,
        derived_key=entropy(32),
        label="record",
        entropy=entropy,
    )
    seq = copy.append(act(text="written on the other computer"), entropy=entropy)
    saved.dossier.record.append(act(text="written here meanwhile"), entropy=entropy)
    line = list(copy.storage.lines())[seq - 1]
    facts, quote = accept(saved.dossier, line + b"\n")
    assert (facts["kind"], facts["by"], facts["seq"]) == ("line", 1, seq)
    assert json.loads(quote)["text"].encode() == line
    assert refused(saved.dossier, line) == "dossier.already_accepted"


def test_a_line_of_another_dossier_is_quoted_as_of_somebody_unknown(dossier: Dossier) -> None:
    other = begin(passphrase=None, entropy=entropy, now=NOW)
    [line] = other.record.storage.lines()
    facts, _ = accept(dossier, line)
    assert (facts["by"], facts["book"]) == (0, "0" * 64)


def test_a_changed_line_is_not_taken_for_a_member(saved: Saved) -> None:
    line = list(saved.dossier.record.storage.lines())[2]
    assert refused(saved.dossier, line[:-5] + b"AAAA=") == "dossier.not_a_parcel"
    forged = line.replace(b'"seq":3', b'"seq":9')
    facts, _ = accept(saved.dossier, forged)
    assert facts["by"] == 0
