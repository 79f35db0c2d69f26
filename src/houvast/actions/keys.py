"""The passphrase and the recovery key of a keyring."""

from __future__ import annotations

from houvast.actions.world import World
from houvast.dossier import keyring


def new_passphrase(world: World) -> str:
    """A passphrase of words that nobody can guess, in the person's language."""
    return keyring.generate_passphrase(world.entropy, world.lang)
