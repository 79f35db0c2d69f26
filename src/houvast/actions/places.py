"""Where the data stands: written in the record book, and numbered by its line."""

from __future__ import annotations

from houvast.actions.moments import moment
from houvast.actions.open import the_case, write
from houvast.actions.world import World
from houvast.case.acts import Place
from houvast.case.fold import Entered
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError
from houvast.knowledge.load import knowledge


def add_place(
    dossier: Dossier,
    *,
    platform: str,
    address: str = "",
    group: str = "",
    account: str = "",
    account_id: str = "",
    site: str = "unknown",
    posted: str = "",
    seen: str = "",
    world: World,
) -> int:
    """Write down a place and return its number.

    Args:
        platform: the id of a platform record, or any name of a site that has none.

    Raises:
        ActionError: `actions.no_place` when there is neither an address nor a group.
    """
    if not (address.strip() or group.strip()):
        raise ActionError("actions.no_place")
    act = Place(
        written=world.written(),
        platform=platform.strip(),
        address=address.strip(),
        group=group.strip(),
        account=account.strip(),
        account_id=account_id.strip(),
        site=site,
        posted=moment(posted),
        seen=moment(seen),
    )
    return write(dossier, act, world)


def places(dossier: Dossier) -> tuple[Entered[Place], ...]:
    """All places, in the order in which they were written down."""
    return the_case(dossier).of(Place)


def platform_name(platform: str) -> str:
    """What people call a platform: the name in its record, or the word that was typed."""
    record = knowledge().platforms.get(platform)
    return record.name if record else platform
