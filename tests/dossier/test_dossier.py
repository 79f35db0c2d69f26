"""A whole dossier: begun in memory, saved, opened, copied, recovered, ended; and whether it was set back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from dossier_kit import NOW, PASSPHRASE, Saved, act, entropy, keep

from houvast.dossier import keyring_file
from houvast.dossier.dossier import Dossier, begin, copy_dossier, end_dossier, open_dossier
from houvast.dossier.refs import blob_path
from houvast.errors import DamageError, DossierError


def reopened(saved: Saved, passphrase: str = PASSPHRASE) -> Dossier:
    return open_dossier(saved.folder, passphrase, entropy=entropy)


def test_a_dossier_begins_in_memory_without_a_passphrase(dossier: Dossier, tmp_path: Path) -> None:
    seq, ref = keep(dossier.record, b"kept in memory")
    assert dossier.folder is None
    assert dossier.name == ""
    with dossier.record.open_blob(ref.name) as file:
        assert file.read() == b"kept in memory"
    assert seq == 2
    assert not list(tmp_path.iterdir())


def test_both_books_exist_from_the_first_day(saved: Saved) -> None:
    dossier = begin(passphrase=None, entropy=entropy, now=NOW)
    dossier.save(saved.data, "leeg", PASSPHRASE, entropy=entropy, now=NOW)
    for label in ("record", "private"):
        assert (saved.data / "leeg" / label / "log" / "000000001").is_file()


def test_saving_writes_line_for_line_and_goes_on_there(dossier: Dossier, tmp_path: Path) -> None:
    keep(dossier.record, b"before")
    lines = list(dossier.record.storage.lines())
    dossier.save(tmp_path, "map", PASSPHRASE, entropy=entropy, now=NOW)
    written = (tmp_path / "map" / "record" / "log" / "000000001").read_bytes()
    assert written == b"".join(line + b"\n" for line in lines)
    _, ref = keep(dossier.record, b"after")
    again = open_dossier(tmp_path / "map", PASSPHRASE, entropy=entropy)
    assert again.record.last == dossier.record.last
    with again.record.open_blob(ref.name) as file:
        assert file.read() == b"after"
    assert dossier.name == "map"


def test_the_layout_is_that_of_the_design(saved: Saved) -> None:
    found = {path.relative_to(saved.data).as_posix() for path in saved.data.rglob("*") if path.is_file()}
    blobs = {f"map/record/{blob_path(ref.name)}" for ref in saved.refs}
    books = {f"map/{label}/{name}" for label in ("record", "private") for name in ("book.json", "keys/1.age")}
    logs = {f"map/{label}/log/000000001" for label in ("record", "private")}
    assert found == {"keyring.json", "keyring.lock"} | blobs | books | logs


def test_a_second_dossier_shares_the_keyring_and_its_recovery_key(saved: Saved) -> None:
    second = begin(passphrase=None, entropy=entropy, now=NOW)
    second.record.append(act(text="of the second"), entropy=entropy)
    assert second.save(saved.data, "tweede", PASSPHRASE, entropy=entropy, now=NOW) == ""
    reopened(saved)
    keyring_file.recover(saved.data, saved.recovery_key, "een heel nieuw wachtwoord", entropy=entropy)
    for name in ("map", "tweede"):
        open_dossier(saved.data / name, "een heel nieuw wachtwoord", entropy=entropy)


def test_a_second_dossier_needs_the_passphrase_of_the_keyring(saved: Saved) -> None:
    second = begin(passphrase=None, entropy=entropy, now=NOW)
    with pytest.raises(DossierError) as caught:
        second.save(saved.data, "tweede", "een ander lang wachtwoord", entropy=entropy, now=NOW)
    assert caught.value.code == "dossier.wrong_passphrase"
    assert second.folder is None
    assert not (saved.data / "tweede").exists()


def test_the_recovery_key_opens_the_key_packets_of_every_epoch_with_age_alone(saved: Saved) -> None:
    from houvast.dossier import age

    packet = (saved.folder / "record" / "keys" / "1.age").read_bytes()
    assert b'"secret"' in age.decrypt_bytes(packet, saved.recovery_key)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "../x", ".hidden", "x" * 81, "keyring.json", "a\\b", "a:b", "a\nb"]
)
def test_a_name_that_is_no_plain_folder_is_refused(dossier: Dossier, tmp_path: Path, name: str) -> None:
    with pytest.raises(DossierError) as caught:
        dossier.save(tmp_path, name, PASSPHRASE, entropy=entropy, now=NOW)
    assert caught.value.code == "dossier.bad_name"
    assert not list(tmp_path.iterdir())


def test_nothing_is_ever_written_over(saved: Saved) -> None:
    second = begin(passphrase=None, entropy=entropy, now=NOW)
    with pytest.raises(DossierError) as caught:
        second.save(saved.data, "map", PASSPHRASE, entropy=entropy, now=NOW)
    assert caught.value.code == "dossier.exists"
    reopened(saved)


def test_a_save_that_fails_leaves_nothing_and_can_be_tried_elsewhere(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(dossier.record, b"an original")
    with monkeypatch.context() as patch:
        patch.setattr("houvast.dossier.keyring_file.disk.write_bytes", _full)
        with pytest.raises(DossierError) as caught:
            dossier.save(tmp_path / "full", "map", PASSPHRASE, entropy=entropy, now=NOW)
    assert caught.value.code == "dossier.disk_full"
    assert not list((tmp_path / "full").glob("map*"))
    assert dossier.folder is None
    dossier.save(tmp_path / "other", "map", PASSPHRASE, entropy=entropy, now=NOW)
    open_dossier(tmp_path / "other" / "map", PASSPHRASE, entropy=entropy)


def _full(*args: object, **named: object) -> None:
    raise DossierError("dossier.disk_full")


def test_a_wrong_passphrase_and_a_missing_dossier_have_their_own_answer(saved: Saved, tmp_path: Path) -> None:
    with pytest.raises(DossierError) as caught:
        reopened(saved, "een ander lang wachtwoord")
    assert caught.value.code == "dossier.wrong_passphrase"
    with pytest.raises(DossierError) as caught:
        open_dossier(tmp_path / "nergens", PASSPHRASE, entropy=entropy)
    assert caught.value.code == "dossier.not_found"
    (saved.data / "keyring.json").unlink()
    with pytest.raises(DossierError) as caught:
        reopened(saved)
    assert caught.value.code == "dossier.no_keyring"


def test_a_dossier_beside_another_keyring_says_so(saved: Saved, tmp_path: Path) -> None:
    other = begin(passphrase=None, entropy=entropy, now=NOW)
    other.save(tmp_path / "elsewhere", "ander", PASSPHRASE, entropy=entropy, now=NOW)
    shutil.copytree(saved.folder, tmp_path / "elsewhere" / "map")
    with pytest.raises(DossierError) as caught:
        open_dossier(tmp_path / "elsewhere" / "map", PASSPHRASE, entropy=entropy)
    assert caught.value.code == "dossier.not_in_keyring"


def test_books_that_were_exchanged_are_named(saved: Saved) -> None:
    """Between the two of one dossier, and between two dossiers of one keyring."""
    second = begin(passphrase=None, entropy=entropy, now=NOW)
    second.save(saved.data, "tweede", PASSPHRASE, entropy=entropy, now=NOW)
    (saved.folder / "private").rename(saved.data / "kept")
    shutil.copytree(saved.data / "tweede" / "private", saved.folder / "private")
    with pytest.raises(DamageError) as caught:
        reopened(saved)
    assert caught.value.code == "dossier.other_book"
    shutil.rmtree(saved.folder / "private")
    (saved.folder / "record").rename(saved.folder / "private")
    (saved.data / "kept").rename(saved.folder / "record")
    with pytest.raises(DamageError) as caught:
        reopened(saved)
    assert caught.value.code == "dossier.other_book"


def test_a_changed_passphrase_opens_and_the_old_one_does_not(saved: Saved) -> None:
    keyring_file.change_passphrase(saved.data, PASSPHRASE, "een heel nieuw wachtwoord", entropy=entropy)
    reopened(saved, "een heel nieuw wachtwoord")
    with pytest.raises(DossierError):
        reopened(saved)


def test_a_dossier_that_was_set_back_opens_and_says_so(saved: Saved, tmp_path: Path) -> None:
    """The keyring lies beside the dossier and remembers the head it saw last."""
    shutil.copytree(saved.folder, tmp_path / "older")
    saved.dossier.record.append(act(number=99), entropy=entropy)
    shutil.rmtree(saved.folder)
    shutil.copytree(tmp_path / "older", saved.folder)
    opened = reopened(saved)
    assert [(one.code, one.where) for one in opened.notices] == [("dossier.set_back", "record")]


def test_another_continuation_of_the_same_length_is_noticed(saved: Saved, tmp_path: Path) -> None:
    shutil.copytree(saved.folder, tmp_path / "older")
    for number in range(2):
        saved.dossier.record.append(act(number=number), entropy=entropy)
    seen = saved.dossier.record.last
    keyring = (saved.data / "keyring.json").read_bytes()
    shutil.rmtree(saved.folder)
    shutil.copytree(tmp_path / "older", saved.folder)
    other = reopened(saved)
    while other.record.last[0] < seen[0]:
        other.record.append(act(number=7), entropy=entropy)
    (saved.data / "keyring.json").write_bytes(keyring)
    assert [one.code for one in reopened(saved).notices] == ["dossier.set_back"]


def test_opening_an_untouched_dossier_has_nothing_to_report(saved: Saved) -> None:
    assert reopened(saved).notices == ()


def test_a_torn_last_line_is_reported_at_opening(saved: Saved) -> None:
    with (saved.folder / "private" / "log" / "000000001").open("ab") as file:
        file.write(b'{"body":"torn')
    [notice] = reopened(saved).notices
    assert (notice.code, notice.severity) == ("dossier.torn_line", "note")
    assert (saved.folder / notice.where).read_bytes() == b'{"body":"torn'


def test_a_dossier_on_a_disk_that_cannot_be_written_still_opens_and_reads(
    saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.dossier.keyring_file.write", _full)
    opened = reopened(saved)
    with opened.record.open_blob(saved.refs[0].name) as file:
        assert file.read().startswith(b"the first")


def test_a_second_copy_is_checked_and_opens(saved: Saved, tmp_path: Path) -> None:
    files, report = copy_dossier(saved.folder, tmp_path / "stick")
    assert files == sum(1 for path in saved.folder.rglob("*") if path.is_file() and "derived" not in path.parts)
    assert report.ok
    copy = open_dossier(tmp_path / "stick" / "map", PASSPHRASE, entropy=entropy)
    assert copy.record.last == saved.dossier.record.last
    with copy.record.open_blob(saved.refs[1].name) as file:
        assert file.read().startswith(b"the second")


def test_a_second_copy_goes_over_nothing(saved: Saved, tmp_path: Path) -> None:
    copy_dossier(saved.folder, tmp_path / "stick")
    with pytest.raises(DossierError) as caught:
        copy_dossier(saved.folder, tmp_path / "stick")
    assert caught.value.code == "dossier.exists"
    other = begin(passphrase=None, entropy=entropy, now=NOW)
    other.save(tmp_path / "elsewhere", "ander", PASSPHRASE, entropy=entropy, now=NOW)
    with pytest.raises(DossierError) as caught:
        copy_dossier(saved.folder, tmp_path / "elsewhere")
    assert caught.value.code == "dossier.exists"


def test_an_ended_dossier_is_gone_and_its_copy_opens_no_more(saved: Saved, tmp_path: Path) -> None:
    shutil.copytree(saved.folder, tmp_path / "kept")
    end_dossier(saved.dossier, entropy=entropy)
    assert not saved.folder.exists()
    shutil.copytree(tmp_path / "kept", saved.folder)
    with pytest.raises(DossierError) as caught:
        reopened(saved)
    assert caught.value.code == "dossier.not_in_keyring"
