"""A dossier: two books and the keyring that opens them; begun in memory, saved when the person says so."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from houvast.dossier import disk, keyring_file, plain
from houvast.dossier.book import Book
from houvast.dossier.books import begin_book, open_book
from houvast.dossier.findings import Finding, Report
from houvast.dossier.folder import FolderStorage
from houvast.dossier.keyring import BookRecord, Keyring, same_wraps
from houvast.dossier.storage import MemoryStorage, Storage
from houvast.dossier.verification import LABELS, read_book_file, verify_dossier
from houvast.errors import DamageError, DossierError

__all__ = ["Dossier", "begin", "copy_dossier", "end_dossier", "open_dossier", "verify_dossier"]

FORMAT = 1
_NAME = re.compile(r"[^\W_][\w .-]{0,78}[\w-]|[^\W_]")


class Dossier:
    """An open dossier. `notices` says what opening it had to report; `folder` is None while it is in memory."""

    def __init__(
        self,
        record: Book,
        private: Book,
        keyring: Keyring,
        *,
        folder: Path | None,
        entropy: Callable[[int], bytes],
        notices: tuple[Finding, ...] = (),
    ) -> None:
        self.record = record
        self.private = private
        self.keyring = keyring
        self.folder = folder
        self.notices = notices
        self._entropy = entropy
        self._recovery_key = ""
        self._remembering = threading.Lock()
        for book in self.books():
            book.on_append = self.remember

    @property
    def name(self) -> str:
        """The name of its folder; "" while it is in memory."""
        return self.folder.name if self.folder else ""

    def books(self) -> tuple[Book, Book]:
        """The record book and the private book."""
        return self.record, self.private

    def remember(self) -> None:
        """Write the heads seen last into the keyring, so that a dossier that was set back is noticed."""
        with self._remembering:
            for book in self.books():
                known = self.keyring.books[book.fingerprint]
                if book.last[0] > known.seen[0]:
                    known.seen = book.last
            if self.folder is not None:
                keyring_file.remember(self.folder.parent, self.keyring, entropy=self._entropy)

    def save(
        self,
        data_folder: Path,
        name: str,
        passphrase: str,
        *,
        entropy: Callable[[int], bytes],
        now: datetime,
    ) -> str:
        """Write a dossier that is in memory to `data_folder/name`, line for line; from then on each act is on disk.

        Where the folder has a keyring already, `passphrase` must be that keyring's, and its recovery key opens this
        dossier too.

        Returns:
            The recovery key, to be shown once; "" when the keyring was there before.

        Raises:
            DossierError: `dossier.bad_name`, `dossier.exists`, `dossier.wrong_passphrase`, `dossier.short_passphrase`,
                or why it cannot be written; then nothing is left behind and the dossier is still in memory.
        """
        target = _target(data_folder, name)
        assert self.folder is None, "a dossier is saved once"
        with self.record.held(), self.private.held():
            return self._save(target, passphrase, entropy=entropy, now=now)

    def _save(self, target: Path, passphrase: str, *, entropy: Callable[[int], bytes], now: datetime) -> str:
        data_folder = target.parent
        keyring, recovery_key = self.keyring, self._recovery_key
        if keyring_file.exists(data_folder):
            keyring, recovery_key = Keyring.open(keyring_file.read(data_folder), passphrase), ""
            for book in self.books():
                book.rekey([keyring.recovery], now=now, entropy=entropy)
            keyring.books |= self.keyring.books
        else:
            keyring.change_passphrase(passphrase, entropy=entropy)
        building = target.with_name(f"{target.name}.new")
        shutil.rmtree(building, ignore_errors=True)
        try:
            for book in self.books():
                _write_out(book, FolderStorage(building / book.log.label))
            for book in self.books():
                keyring.books[book.fingerprint].seen = book.last
            keyring_file.write(data_folder, keyring, entropy=entropy)
            with disk.told():
                building.rename(target)
                disk.sync_folder(data_folder)
        finally:
            shutil.rmtree(building, ignore_errors=True)
        for book in self.books():
            book.move(FolderStorage(target / book.log.label), keyring.derived)
        self.keyring, self.folder, self._recovery_key = keyring, target, ""
        return recovery_key


def begin(*, passphrase: str | None, entropy: Callable[[int], bytes], now: datetime) -> Dossier:
    """A new dossier in memory, with both books begun.

    Args:
        passphrase: for its keyring when it is known already; `save` asks for one anyway.
    """
    keyring, recovery_key = Keyring.create(passphrase, entropy=entropy)
    books = [
        begin_book(
            MemoryStorage(),
            recovery=[keyring.recovery],
            derived_key=keyring.derived,
            label=label,
            now=now,
            entropy=entropy,
        )
        for label in LABELS
    ]
    for book, twin in zip(books, reversed(books), strict=True):
        keyring.books[book.fingerprint] = BookRecord(book.log.label, twin.fingerprint, book.keys, book.last)
    dossier = Dossier(books[0], books[1], keyring, folder=None, entropy=entropy)
    dossier._recovery_key = recovery_key  # handed to nobody but `save`
    return dossier


def open_dossier(folder: Path, passphrase: str, *, entropy: Callable[[int], bytes]) -> Dossier:
    """Open the dossier in `folder`; its keyring lies beside it.

    What a crash left undone is finished; what is worth telling stands in `notices`.

    Raises:
        DossierError: `dossier.not_found`, `dossier.no_keyring`, `dossier.wrong_passphrase`, `dossier.not_in_keyring`.
        DamageError: when a line or file is not what was written; its name is in the values.
    """
    if not any((folder / label / "book.json").is_file() for label in LABELS):
        raise DossierError("dossier.not_found")
    keyring = Keyring.open(keyring_file.read(folder.parent), passphrase)
    fingerprints = [read_book_file(folder, label) for label in LABELS]
    if not any(fingerprint in keyring.books for fingerprint in fingerprints):
        raise DossierError("dossier.not_in_keyring")
    books, notices = [], []
    for label, fingerprint, twin in zip(LABELS, fingerprints, reversed(fingerprints), strict=True):
        known = keyring.books.get(fingerprint)
        if known is None or (known.role, known.twin) != (label, twin):
            raise DamageError("dossier.other_book", where=f"{label}/book.json")
        storage = FolderStorage(folder / label)
        storage.tidy()
        book = open_book(storage, known.keys, fingerprint, derived_key=keyring.derived, label=label, entropy=entropy)
        seq, head = known.seen
        if seq > book.last[0] or (seq and book.log.head_of(seq) != head):
            notices.append(Finding("dossier.set_back", label, {"line": seq, "last": book.last[0]}))
            known.seen = book.last
        notices += [Finding("dossier.torn_line", f"{label}/{name}", {}, "note") for name in storage.torn()]
        book.finish_destroying()
        books.append(book)
    dossier = Dossier(books[0], books[1], keyring, folder=folder, entropy=entropy, notices=tuple(notices))
    dossier.remember()
    return dossier


def copy_dossier(folder: Path, to: Path) -> tuple[int, Report]:
    """Make a second copy of a dossier and its keyring under the folder `to`, and check it.

    What can be made again is left out. Each copied file is read back and compared.

    Returns:
        How many files were copied, and the report on the copy.

    Raises:
        DossierError: `dossier.not_found`, `dossier.exists`, or why it cannot be written.
        DamageError: `dossier.copy_differs`, when a file reads back differently; its name is in the values.
    """
    if not (folder / LABELS[0] / "book.json").is_file():
        raise DossierError("dossier.not_found")
    target = _target(to, folder.name)
    files = [
        path.relative_to(folder)
        for label in LABELS
        for path in sorted((folder / label).rglob("*"))
        if path.is_file() and path.relative_to(folder / label).parts[0] not in {"derived", "tmp"}
    ]
    with_keyring = keyring_file.exists(folder.parent)
    if (
        with_keyring
        and keyring_file.exists(to)
        and not same_wraps(keyring_file.read(folder.parent), keyring_file.read(to))
    ):
        raise DossierError("dossier.exists", where=keyring_file.NAME)
    building = to / f"{folder.name}.new"
    try:
        with ExitStack() as held:
            for label in LABELS:
                with suppress(DossierError):  # from a disk that cannot be written: then nobody writes meanwhile either
                    held.enter_context(disk.locked(folder / label / "book.json"))
            for file in files:
                _copy(folder / file, building / file)
        if with_keyring:
            _copy(folder.parent / keyring_file.NAME, to / keyring_file.NAME)
        report = verify_dossier(building, None, None)
        with disk.told():
            building.rename(target)
            disk.sync_folder(to)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return len(files), report


def end_dossier(dossier: Dossier, *, entropy: Callable[[int], bytes]) -> None:
    """End a whole dossier: its files go, and its keys go from the keyring, so that a copy of it opens no more with it.

    Copies of the keyring elsewhere, and bundles that were handed over, are not reached.
    """
    if dossier.folder is None:
        return
    data_folder, fingerprints = dossier.folder.parent, [book.fingerprint for book in dossier.books()]
    keyring_file.forget(data_folder, fingerprints, dossier.keyring, entropy=entropy)
    with disk.told():
        shutil.rmtree(dossier.folder)
        disk.sync_folder(data_folder)


def _target(folder: Path, name: str) -> Path:
    if _NAME.fullmatch(name) is None or name in {keyring_file.NAME, "tmp"}:
        raise DossierError("dossier.bad_name")
    if (folder / name).exists():
        raise DossierError("dossier.exists", where=name)
    return folder / name


def _write_out(book: Book, target: FolderStorage) -> None:
    target.begin(plain.dump({"v": FORMAT, "book": book.fingerprint}))
    for name in book.storage.names(""):
        if not name.startswith("derived/"):
            _put(book.storage, name, target)
    for number, line in enumerate(book.storage.lines()):
        target.append(line, number)


def _put(source: Storage, name: str, target: Storage) -> None:
    def fill(file: BinaryIO) -> None:
        with source.get(name) as data:
            shutil.copyfileobj(data, file)

    target.put(name, fill)


def _copy(source: Path, target: Path) -> None:
    def fill(file: BinaryIO) -> None:
        try:
            data = source.open("rb")
        except OSError as error:
            raise DossierError("dossier.unreadable_file", where=source.name) from error
        with data:
            shutil.copyfileobj(data, file, 1 << 20)

    disk.write_new(target, fill, target.parent, replace=target.name == keyring_file.NAME)
    with source.open("rb") as one, target.open("rb") as other:
        while (piece := one.read(1 << 20)) == other.read(1 << 20):
            if not piece:
                return
    raise DamageError("dossier.copy_differs", where=target.name)
