"""The passphrase and the recovery key of a keyring."""

from __future__ import annotations

from pathlib import Path

from houvast.actions.world import World
from houvast.dossier import keyring_file
from houvast.dossier.passphrase import generate_passphrase


def new_passphrase(world: World) -> str:
    """A passphrase of words that nobody can guess, in the person's language."""
    return generate_passphrase(world.entropy, world.lang)


def change_passphrase(folder: Path, *, old: str, new: str, world: World) -> None:
    """Give the keyring beside the dossier in `folder` another passphrase. The recovery key stays the same.

    Raises:
        DossierError: `dossier.wrong_passphrase`, `dossier.short_passphrase`, `dossier.no_keyring`.
    """
    keyring_file.change_passphrase(folder.absolute().parent, old, new, entropy=world.entropy)


def recover(folder: Path, *, key: str, new: str, world: World) -> None:
    """Give the keyring beside the dossier in `folder` a new passphrase, with the recovery key.

    Raises:
        DossierError: `dossier.wrong_recovery_key`, `dossier.short_passphrase`, `dossier.no_keyring`.
    """
    keyring_file.recover(folder.absolute().parent, key, new, entropy=world.entropy)
