"""`keyring.json` beside the dossiers: read, written whole, and never at the cost of what another program put in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from houvast.dossier import disk
from houvast.dossier.keyring import Keyring
from houvast.errors import DossierError

NAME = "keyring.json"
_LOCK = "keyring.lock"
_LARGEST = 64 << 20


def exists(folder: Path) -> bool:
    """Whether there is a keyring in a data folder."""
    return (folder / NAME).is_file()


def read(folder: Path) -> bytes:
    """The sealed keyring of a data folder.

    Raises:
        DossierError: `dossier.no_keyring`, `dossier.unreadable_file`.
    """
    try:
        with (folder / NAME).open("rb") as file:
            return file.read(_LARGEST)
    except FileNotFoundError as error:
        raise DossierError("dossier.no_keyring") from error
    except OSError as error:
        raise DossierError("dossier.unreadable_file", where=NAME) from error


def write(folder: Path, keyring: Keyring, *, entropy: Callable[[int], bytes]) -> None:
    """Write a keyring over an older state of the same one, or where none is.

    What another program added to the file since is taken over first.

    Raises:
        DossierError: `dossier.keyring_changed` when the file has got another passphrase meanwhile, or why it cannot be
            written.
    """
    with disk.told():
        disk.make_folder(folder)
    with disk.locked(folder / _LOCK):
        if exists(folder):
            there = read(folder)
            if not keyring.same_lock(there):
                raise DossierError("dossier.keyring_changed")
            keyring.merge(there)
        _replace(folder, keyring, entropy)


def remember(folder: Path, keyring: Keyring, *, entropy: Callable[[int], bytes]) -> None:
    """Write the last heads seen. A disk that cannot take them is no reason to stop: the lines themselves are kept."""
    with suppress(DossierError):
        write(folder, keyring, entropy=entropy)


def forget(folder: Path, books: list[str], keyring: Keyring, *, entropy: Callable[[int], bytes]) -> None:
    """Take the keys of books out of the keyring, for ever."""
    with disk.locked(folder / _LOCK):
        keyring.merge(read(folder))
        for book in books:
            keyring.books.pop(book, None)
        _replace(folder, keyring, entropy)


def change_passphrase(folder: Path, old: str, new: str, *, entropy: Callable[[int], bytes]) -> None:
    """Give the keyring of a data folder another passphrase.

    Raises:
        DossierError: `dossier.wrong_passphrase`, `dossier.short_passphrase`, `dossier.no_keyring`.
    """
    with disk.locked(folder / _LOCK):
        keyring = Keyring.open(read(folder), old)
        keyring.change_passphrase(new, entropy=entropy)
        _replace(folder, keyring, entropy)


def recover(folder: Path, recovery_key: str, new: str, *, entropy: Callable[[int], bytes]) -> None:
    """Set a new passphrase with the recovery key.

    Raises:
        DossierError: `dossier.wrong_recovery_key`, `dossier.short_passphrase`, `dossier.no_keyring`.
    """
    with disk.locked(folder / _LOCK):
        keyring = Keyring.recover(read(folder), recovery_key)
        keyring.change_passphrase(new, entropy=entropy)
        _replace(folder, keyring, entropy)


def _replace(folder: Path, keyring: Keyring, entropy: Callable[[int], bytes]) -> None:
    disk.write_bytes(folder / NAME, keyring.sealed(entropy=entropy), folder / "tmp", replace=True)
    with suppress(OSError):
        (folder / "tmp").rmdir()
