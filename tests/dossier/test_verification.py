"""What is changed, cut, swapped, missing or extra in a dossier folder is named; what was destroyed is called that."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from dossier_kit import NOW, PASSPHRASE, Saved, act, entropy, keep

from houvast.dossier.dossier import begin, open_dossier
from houvast.dossier.findings import Report
from houvast.dossier.refs import blob_path
from houvast.dossier.verification import verify_dossier
from houvast.errors import DossierError


def check(saved: Saved, *, keys: bool = True, against: str | None = None) -> Report:
    return verify_dossier(saved.folder, saved.dossier.keyring if keys else None, against)


def damaged(report: Report) -> set[str]:
    return {finding.where for finding in report.findings if finding.severity == "damage"}


def codes(report: Report, severity: str) -> set[str]:
    return {finding.code for finding in report.findings if finding.severity == severity}


def test_a_whole_dossier_is_whole_and_says_what_was_not_checked(saved: Saved) -> None:
    report = check(saved)
    assert report.ok
    assert codes(report, "unchecked") == {"dossier.nothing_to_compare"}
    assert {(book.label, book.seq) for book in report.books} == {("record", 6), ("private", 4)}
    closed = check(saved, keys=False)
    assert closed.ok
    assert codes(closed, "unchecked") == {"dossier.nothing_to_compare", "dossier.closed"}


def test_one_bit_changed_in_any_file_names_that_file(saved: Saved) -> None:
    """With the keys every file; without them all but the originals, whose hashes stand in sealed lines."""
    random.seed(5)
    for path in sorted(saved.folder.rglob("*")):
        if path.is_dir() or "derived" in path.parts:
            continue
        whole, name = path.read_bytes(), path.relative_to(saved.folder).as_posix()
        for at in random.sample(range(len(whole)), min(len(whole), 12)):
            changed = bytearray(whole)
            changed[at] ^= 1 << random.randrange(8)
            path.write_bytes(changed)
            assert name in damaged(check(saved)), (name, at)
            if "/blobs/" not in name and at < len(whole) - 1:
                assert name in damaged(check(saved, keys=False)), (name, at)
        path.write_bytes(whole)
    assert check(saved).ok


def test_every_missing_file_is_named(saved: Saved) -> None:
    for path in sorted(saved.folder.rglob("*")):
        if path.is_dir() or "derived" in path.parts:
            continue
        whole, name = path.read_bytes(), path.relative_to(saved.folder).as_posix()
        path.unlink()
        assert name in damaged(check(saved)), name
        path.write_bytes(whole)


@pytest.mark.parametrize(
    "name",
    [
        "record/log/000000001 (conflicted copy)",
        "record/keys/9.age",
        "record/anchors/" + "0" * 64 + ".tsr",
        "record/anchors/Copy of x",
        "private/notes.txt",
        "readme.txt",
        "third/book.json",
    ],
)
def test_a_file_that_does_not_belong_is_named(saved: Saved, name: str) -> None:
    path = saved.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"something")
    assert any(name.startswith(where) for where in damaged(check(saved)))


def lines_of(saved: Saved, change: Callable[[list[bytes]], None]) -> None:
    path = saved.folder / "record" / "log" / "000000001"
    lines = path.read_bytes().splitlines(keepends=True)
    change(lines)
    path.write_bytes(b"".join(lines))


def _swap(lines: list[bytes]) -> None:
    lines[2], lines[3] = lines[3], lines[2]


def _exchange_contents(lines: list[bytes]) -> None:
    one, other = lines[2].split(b"\t"), lines[3].split(b"\t")
    one[2], other[2] = other[2], one[2]
    lines[2], lines[3] = b"\t".join(one), b"\t".join(other)


FORGERIES: dict[str, Callable[[list[bytes]], None]] = {
    "two lines swapped": _swap,
    "the contents of two lines exchanged": _exchange_contents,
    "a line dropped": lambda lines: lines.__delitem__(3),
    "a line twice": lambda lines: lines.insert(3, lines[3]),
    "another writer": lambda lines: lines.__setitem__(3, lines[3].replace(b'"by":1', b'"by":2')),
    "a key twice": lambda lines: lines.__setitem__(3, lines[3].replace(b'{"body"', b'{"by":1,"body"')),
    "an older format": lambda lines: lines.__setitem__(3, lines[3].replace(b'"v":1}', b'"v":0}')),
    "a content emptied": lambda lines: lines.__setitem__(3, lines[3].rsplit(b"\t", 1)[0] + b"\t\n"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_log_is_named_with_the_line(saved: Saved, name: str) -> None:
    lines_of(saved, FORGERIES[name])
    report = check(saved)
    assert damaged(report) == {"record/log/000000001"}
    [line] = {finding.values["line"] for finding in report.findings if finding.severity == "damage"}
    assert line in {3, 4, 5}


def test_a_dropped_tail_shows_only_against_a_head_kept_elsewhere(saved: Saved) -> None:
    seq, head = saved.dossier.record.last
    lines_of(saved, lambda lines: lines.__delitem__(-1))
    assert check(saved, keys=False).ok
    assert damaged(check(saved)) == {"record"}, "the keyring saw a later line"
    report = check(saved, keys=False, against=f"{seq}:{head[:16]}")
    assert codes(report, "damage") == {"dossier.differs_from_kept"}


def test_a_head_on_paper_is_found_again(saved: Saved) -> None:
    seq, head = saved.dossier.record.last
    saved.dossier.record.append(act(), entropy=entropy)
    report = check(saved, against=f"{seq}:{head[:16]}")
    assert report.ok
    assert codes(report, "note") == {"dossier.same_as_kept"}
    assert not check(saved, against=f"{seq}:{'0' * 16}").ok
    assert not check(saved, against=f"999:{head[:16]}").ok


def test_the_log_of_another_dossier_does_not_fit(saved: Saved, tmp_path: Path) -> None:
    other = begin(passphrase=None, entropy=entropy, now=NOW)
    other.save(tmp_path / "other", "ander", PASSPHRASE, entropy=entropy, now=NOW)
    for name in ("log/000000001", "keys/1.age"):
        whole = (saved.folder / "record" / name).read_bytes()
        shutil.copy(tmp_path / "other" / "ander" / "record" / name, saved.folder / "record" / name)
        assert damaged(check(saved)) & {f"record/{name}", "record/book.json"}, name
        (saved.folder / "record" / name).write_bytes(whole)


def test_swapped_originals_are_both_named(saved: Saved) -> None:
    one, other = (saved.folder / "record" / blob_path(ref.name) for ref in saved.refs)
    first = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(first)
    assert damaged(check(saved)) == {f"record/{blob_path(ref.name)}" for ref in saved.refs}


def test_what_was_destroyed_on_purpose_is_called_that_and_is_no_damage(saved: Saved) -> None:
    saved.dossier.record.destroy(2, [saved.refs[0].name], "own_choice", now=NOW, entropy=entropy)
    report = check(saved)
    assert report.ok
    [note] = [finding for finding in report.findings if finding.code == "dossier.destroyed_on_purpose"]
    assert note.values == {"line": 2, "by_line": 7}
    assert "dossier.content_gone" in codes(check(saved, keys=False), "unchecked")


def test_an_original_that_came_back_after_it_was_destroyed_is_named(saved: Saved) -> None:
    name = blob_path(saved.refs[0].name)
    whole = (saved.folder / "record" / name).read_bytes()
    saved.dossier.record.destroy(2, [saved.refs[0].name], "own_choice", now=NOW, entropy=entropy)
    (saved.folder / "record" / name).write_bytes(whole)
    assert damaged(check(saved)) == {f"record/{name}"}


def test_an_original_without_a_line_is_worth_a_note(saved: Saved) -> None:
    """A crash between sealing an original and writing its line leaves one; nothing is lost by it."""
    _, ref = keep(saved.dossier.record, b"an original")
    lines_of(saved, lambda lines: lines.__delitem__(-1))
    (saved.data / "keyring.json").unlink()
    saved.dossier.keyring.books[saved.dossier.record.fingerprint].seen = (0, "")
    report = check(saved)
    assert report.ok
    assert [one.where for one in report.findings if one.severity == "note"] == [f"record/{blob_path(ref.name)}"]


def test_a_missing_log_file_in_the_middle_is_named(saved: Saved) -> None:
    log = saved.folder / "record" / "log"
    (log / "000000001").rename(log / "000010001")
    report = check(saved, keys=False)
    assert damaged(report) == {"record/log/000000001", "record/log/000010001"}
    with pytest.raises(DossierError):
        open_dossier(saved.folder, PASSPHRASE, entropy=entropy)


def test_a_torn_last_line_is_reported_before_and_after_it_is_set_aside(saved: Saved) -> None:
    with (saved.folder / "record" / "log" / "000000001").open("ab") as file:
        file.write(b'{"body"')
    report = check(saved)
    assert report.ok
    assert "dossier.torn_tail" in codes(report, "note")
    open_dossier(saved.folder, PASSPHRASE, entropy=entropy)
    report = check(saved)
    assert report.ok
    assert "dossier.torn_line" in codes(report, "note")


def test_a_folder_that_is_not_there_and_a_file_that_cannot_be_read_have_their_answer(saved: Saved) -> None:
    with pytest.raises(DossierError) as caught:
        verify_dossier(saved.folder / "nowhere", None, None)
    assert caught.value.code == "dossier.not_found"
    log = saved.folder / "record" / "log" / "000000001"
    log.unlink()
    log.mkdir()
    assert not check(saved).ok
    with pytest.raises(DossierError) as caught:
        open_dossier(saved.folder, PASSPHRASE, entropy=entropy)
    assert caught.value.code == "dossier.unreadable_file"
