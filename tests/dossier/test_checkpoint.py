"""Opening a long book: hashes of all lines, signatures only of those that this person has not checked before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier_kit import NOW, PASSPHRASE, act, entropy

from houvast.dossier import chain, log
from houvast.dossier.dossier import Dossier, begin, open_dossier
from houvast.errors import DamageError


@pytest.fixture
def long_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    monkeypatch.setattr(log, "CHECKPOINT_EVERY", 5)
    dossier = begin(passphrase=None, entropy=entropy, now=NOW)
    for number in range(20):
        dossier.record.append(act(number=number), entropy=entropy)
    dossier.save(tmp_path, "map", PASSPHRASE, entropy=entropy, now=NOW)
    return dossier


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The numbers of the lines of which a signature is checked."""
    seen: list[int] = []
    really = chain.signed

    def signed(key: str, line: object) -> bool:
        seen.append(line.seq)  # type: ignore[attr-defined]
        return really(key, line)  # type: ignore[arg-type]

    monkeypatch.setattr(chain, "signed", signed)
    return seen


def reopened(dossier: Dossier) -> Dossier:
    assert dossier.folder is not None
    return open_dossier(dossier.folder, PASSPHRASE, entropy=entropy)


def test_signatures_are_checked_once(long_one: Dossier, checked: list[int]) -> None:
    reopened(long_one)
    long_one.record.append(act(), entropy=entropy)
    checked.clear()
    again = reopened(long_one)
    assert max(checked) == 22
    assert sorted(checked) == [1, 22]  # the private book is too short for a checkpoint
    assert [entry.seq for entry in again.record.entries()] == list(range(1, 23))


def test_a_line_that_changed_before_the_checkpoint_is_named(long_one: Dossier) -> None:
    reopened(long_one)
    assert long_one.folder is not None
    path = long_one.folder / "record" / "log" / "000000001"
    lines = path.read_bytes().split(b"\n")
    lines[6] = lines[6].replace(b'"by":1', b'"by":2')
    path.write_bytes(b"\n".join(lines))
    with pytest.raises(DamageError) as caught:
        reopened(long_one)
    assert (caught.value.values["where"], caught.value.values["line"]) == ("record/log/000000001", 7)


def test_without_its_checkpoint_everything_is_checked_again(long_one: Dossier, checked: list[int]) -> None:
    reopened(long_one)
    assert long_one.folder is not None
    for path in (long_one.folder / "record" / "derived").iterdir():
        path.write_bytes(b"something else")
    checked.clear()
    assert len(list(reopened(long_one).record.entries())) == 21
    assert len(checked) == 22


def test_destroying_leaves_a_checkpoint_that_fits(long_one: Dossier, checked: list[int]) -> None:
    again = reopened(long_one)
    again.record.destroy(4, [], "own_choice", now=NOW, entropy=entropy)
    checked.clear()
    entries = {entry.seq: entry for entry in reopened(long_one).record.entries()}
    assert entries[4].parts is None
    assert len(checked) <= 2


def test_a_short_log_after_a_checkpoint_is_read_and_reported(long_one: Dossier) -> None:
    reopened(long_one)
    assert long_one.folder is not None
    path = long_one.folder / "record" / "log" / "000000001"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-3]))
    assert [one.code for one in reopened(long_one).notices] == ["dossier.set_back"]
