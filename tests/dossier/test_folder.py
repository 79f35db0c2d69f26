"""What a folder promises beyond the contract: files of 10,000 lines, several programs, and what a crash leaves."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

import pytest

from houvast.dossier import disk
from houvast.dossier.folder import FolderStorage
from houvast.dossier.storage import ConflictError
from houvast.errors import DossierError


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    folder = FolderStorage(tmp_path / "book")
    folder.begin(b"{}")
    return folder


def line(number: int) -> bytes:
    return b"head%d\tsignature\tcontent" % number


def fill_to(storage: FolderStorage, count: int) -> None:
    log = storage.folder / "log"
    log.mkdir(exist_ok=True)
    for first in range(0, count, 10_000):
        text = b"".join(line(number) + b"\n" for number in range(first, min(count, first + 10_000)))
        (log / f"{first + 1:09}").write_bytes(text)


@pytest.mark.parametrize("count", [9_999, 10_000, 10_001, 20_000])
def test_a_new_file_begins_every_ten_thousand_lines(storage: FolderStorage, count: int) -> None:
    fill_to(storage, count)
    for number in range(count, count + 3):
        storage.append(line(number), number)
    assert list(storage.lines(count - 2)) == [line(number) for number in range(count - 2, count + 3)]
    assert sum(1 for _ in FolderStorage(storage.folder).lines()) == count + 3
    sizes = [path.read_bytes().count(b"\n") for path in sorted((storage.folder / "log").iterdir())]
    assert all(size == 10_000 for size in sizes[:-1])


def test_a_second_program_is_noticed_also_at_the_end_of_a_file(storage: FolderStorage) -> None:
    fill_to(storage, 9_999)
    other = FolderStorage(storage.folder)
    storage.append(line(9_999), 9_999)
    other.append(line(10_000), 10_000)
    with pytest.raises(ConflictError):
        storage.append(line(10_000), 10_000)
    assert list(storage.lines(9_999)) == [line(9_999), line(10_000)]
    storage.append(line(10_001), 10_001)


def test_other_lines_in_the_same_number_are_noticed(storage: FolderStorage) -> None:
    storage.append(line(0), 0)
    assert list(storage.lines())
    path = storage.folder / "log" / "000000001"
    path.write_bytes(b"another\tx\ty\n")
    with pytest.raises(ConflictError):
        storage.append(line(1), 1)


@pytest.mark.parametrize("remains", [b"head2\tsig", b"h", b"head2\tsig\tbod\0\0\0\0\n", b"\0" * 40])
def test_a_torn_last_line_is_set_aside_under_a_name_and_its_number_is_free(
    storage: FolderStorage, remains: bytes
) -> None:
    for number in range(2):
        storage.append(line(number), number)
    with (storage.folder / "log" / "000000001").open("ab") as file:
        file.write(remains)
    again = FolderStorage(storage.folder)
    again.tidy()
    again.append(line(2), 2)
    assert list(again.lines()) == [line(0), line(1), line(2)]
    [name] = again.torn()
    assert name.startswith("torn/000000003-")
    assert (storage.folder / name).read_bytes() == remains


def test_a_line_that_holds_zeros_but_is_not_the_last_is_left_where_it_is(storage: FolderStorage) -> None:
    for number in range(3):
        storage.append(line(number), number)
    path = storage.folder / "log" / "000000001"
    path.write_bytes(path.read_bytes().replace(b"head1", b"head\0"))
    again = FolderStorage(storage.folder)
    again.tidy()
    assert len(list(again.lines())) == 3
    assert again.torn() == ()


def test_a_reader_leaves_out_what_another_program_is_still_writing(storage: FolderStorage) -> None:
    storage.append(line(0), 0)
    with (storage.folder / "log" / "000000001").open("ab") as file:
        file.write(b"head1\tsig")
    assert list(FolderStorage(storage.folder).lines()) == [line(0)]


def test_temporary_files_of_the_dead_are_swept_and_those_in_use_are_not(storage: FolderStorage) -> None:
    held, descriptor = disk.new_temporary(storage.folder / "tmp")
    (storage.folder / "tmp" / "99999-0").write_bytes(b"left behind")
    FolderStorage(storage.folder).tidy()
    assert [path.name for path in (storage.folder / "tmp").iterdir()] == [held.name]
    os.close(descriptor)


class FullDisk:
    """`os.write` and file writes that fit so many bytes and no more."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.write = os.write

    def __call__(self, descriptor: int, data: bytes) -> int:
        if self.room <= 0:
            raise OSError(28, "No space left on device")
        done = self.write(descriptor, bytes(data)[: self.room])
        self.room -= done
        return done


@pytest.mark.parametrize("room", [0, 1, 10])
def test_a_full_disk_loses_nothing_and_leaves_no_half_line(
    storage: FolderStorage, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    storage.append(line(0), 0)
    before = (storage.folder / "log" / "000000001").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(disk.os, "write", FullDisk(room))
        with pytest.raises(DossierError) as caught:
            storage.append(line(1), 1)
    assert caught.value.code == "dossier.disk_full"
    assert (storage.folder / "log" / "000000001").read_bytes() == before
    storage.append(line(1), 1)
    assert list(storage.lines()) == [line(0), line(1)]


def test_what_the_source_of_a_file_raises_is_not_taken_for_the_disk(storage: FolderStorage) -> None:
    def fill(file: BinaryIO) -> None:
        raise OSError(5, "the source")

    with pytest.raises(OSError, match="the source"):
        storage.put("keys/1.age", fill)
    assert not list((storage.folder / "tmp").iterdir())


def test_files_are_for_their_owner_alone(storage: FolderStorage) -> None:
    storage.append(line(0), 0)
    storage.put("keys/1.age", lambda file: None)
    paths = list(storage.folder.rglob("*"))
    assert paths
    for path in paths:
        assert path.stat().st_mode & 0o077 == 0, path
