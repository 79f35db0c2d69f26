"""End a whole dossier (V2): its folder goes, and its keys leave the keyring, so that copies elsewhere say nothing more.

What was handed over and copies that somebody else holds are not reached; the pages say so before.
"""

from __future__ import annotations

from houvast.actions.world import World
from houvast.dossier import dossier as sealed
from houvast.dossier.dossier import Dossier


def end(dossier: Dossier, world: World) -> None:
    """End a dossier that is open.

    Raises:
        DossierError: when something of it could not be removed; it is named.
    """
    sealed.end_dossier(dossier, entropy=world.entropy)
