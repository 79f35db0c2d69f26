"""Make a second copy of a dossier with its keyring, and check that it is the same."""

from __future__ import annotations

from pathlib import Path

from houvast.actions.world import World
from houvast.dossier.dossier import copy_dossier
from houvast.errors import ActionError


def copy(folder: Path, to: Path, world: World) -> int:
    """Copy the dossier in `folder`, with the keyring beside it, into the folder `to`.

    Returns:
        How many files were copied and read back.

    Raises:
        DossierError: when `to` holds something of that name already, or a file did not come back the same.
        ActionError: `actions.copy_inside` when `to` lies in the dossier itself, `actions.copy_not_whole` when the
            copy does not verify.
    """
    if to.resolve().is_relative_to(folder.resolve()):
        raise ActionError("actions.copy_inside")
    world.progress("progress.copying", 0, 0)
    count, report = copy_dossier(folder.absolute(), to.absolute())
    if not report.ok:
        raise ActionError("actions.copy_not_whole")
    return count
