"""One contract for every place where a book can be kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from houvast.dossier.folder import FolderStorage
from houvast.dossier.storage import ConflictError, MemoryStorage, Storage
from houvast.errors import DossierError


@pytest.fixture(params=["memory", "folder"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "memory":
        return MemoryStorage()
    folder = FolderStorage(tmp_path / "book")
    folder.begin(b"{}")
    return folder


def write(data: bytes) -> Callable[[BinaryIO], None]:
    def fill(file: BinaryIO) -> None:
        file.write(data)

    return fill


def line(number: int) -> bytes:
    return b"head%d\tsignature\tcontent" % number


def test_lines_come_back_as_they_were_written(storage: Storage) -> None:
    for number in range(5):
        storage.append(line(number), number)
    assert list(storage.lines()) == [line(number) for number in range(5)]
    assert list(storage.lines(3)) == [line(3), line(4)]
    assert list(storage.lines(5)) == []


def test_a_writer_who_does_not_know_the_last_line_is_told_so(storage: Storage) -> None:
    storage.append(line(0), 0)
    with pytest.raises(ConflictError):
        storage.append(line(1), 0)
    with pytest.raises(ConflictError):
        storage.append(line(1), 2)
    assert list(storage.lines()) == [line(0)]


def test_stripping_takes_only_what_stands_after_the_second_tab(storage: Storage) -> None:
    for number in range(3):
        storage.append(line(number), number)
    storage.strip(2)
    assert list(storage.lines()) == [line(0), b"head1\tsignature\t", line(2)]
    storage.append(line(3), 3)
    assert list(storage.lines(2)) == [line(2), line(3)]


def test_a_file_is_written_once(storage: Storage) -> None:
    storage.put("keys/1.age", write(b"one"))
    with pytest.raises(DossierError) as caught:
        storage.put("keys/1.age", write(b"other"))
    assert caught.value.code == "dossier.exists"
    with storage.get("keys/1.age") as file:
        assert file.read() == b"one"


def test_a_file_that_fails_half_way_is_not_there(storage: Storage) -> None:
    def fill(file: BinaryIO) -> None:
        file.write(b"half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        storage.put("keys/1.age", fill)
    assert list(storage.names("keys/")) == []


def test_names_are_listed_and_removed(storage: Storage) -> None:
    for name in ("blobs/7f/7f3a.age", "blobs/7f/7f00.age", "anchors/aa.tsr"):
        storage.put(name, write(b"x"))
    assert list(storage.names("blobs/7f/")) == ["blobs/7f/7f00.age", "blobs/7f/7f3a.age"]
    storage.destroy("blobs/7f/7f00.age")
    storage.destroy("blobs/7f/7f00.age")
    assert list(storage.names("blobs/")) == ["blobs/7f/7f3a.age"]
    with pytest.raises(DossierError) as caught:
        storage.get("blobs/7f/7f00.age")
    assert caught.value.code == "dossier.missing_file"


@pytest.mark.parametrize("name", ["../keyring.json", "keys/../../x", "/etc/passwd", "log/1", "keys/", "blobs/A.age"])
def test_a_name_from_a_hostile_line_reaches_nothing_else(storage: Storage, name: str) -> None:
    for use in (storage.get, storage.destroy, lambda name: storage.put(name, write(b"x"))):
        with pytest.raises(DossierError) as caught:
            use(name)
        assert caught.value.code == "dossier.bad_name"
