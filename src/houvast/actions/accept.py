"""Accept a parcel of a helper: quoted whole, with its own signature, in a new line."""

from __future__ import annotations

from pathlib import Path

from houvast.actions.world import World
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError

LARGEST = 64 * 1024 * 1024


def accept(dossier: Dossier, parcel: Path, world: World) -> int:
    """Accept the parcel in a file and return the number of the line that quotes it.

    Raises:
        ActionError: `actions.unreadable_parcel`.
        DossierError: when it is no parcel for this dossier, was accepted before, or its signature is not good.
    """
    try:
        with parcel.open("rb") as file:
            sealed = file.read(LARGEST + 1)
    except OSError as error:
        raise ActionError("actions.unreadable_parcel") from error
    if len(sealed) > LARGEST:
        raise ActionError("actions.unreadable_parcel")
    return dossier.record.accept(sealed, now=world.now(), entropy=world.entropy)
