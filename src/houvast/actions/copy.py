"""Make a second copy of a dossier with its keyring, and check that it is the same."""

from __future__ import annotations

from pathlib import Path

from houvast.actions.world import World
from houvast.dossier.dossier import copy_dossier


def copy(folder: Path, to: Path, world: World) -> int:
    """Copy the dossier in `folder`, with the keyring beside it, into the folder `to`.

    Returns:
        How many files were copied and read back.

    Raises:
        DossierError: when `to` holds something of that name already, or a file did not come back the same.
    """
    return copy_dossier(folder, to, progress=lambda done, total: world.progress("progress.copying", done, total))
