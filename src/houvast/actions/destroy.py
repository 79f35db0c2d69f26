"""Have the content of a line and its originals destroyed on purpose (V2). What, when, who and why stay, signed."""

from __future__ import annotations

from houvast.actions.open import the_case
from houvast.actions.world import World
from houvast.case.acts import Act, Blob, BookName, HandOver, Item, Notice
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError

REASONS = ("own_choice", "never_taken_in", "kept_long_enough")


def destroy(dossier: Dossier, *, book: BookName = "record", seq: int, why: str, world: World) -> int:
    """Destroy the content of a line with its originals and all that was derived from them.

    Copies elsewhere (a second copy, a bundle that was handed over) are not reached; the pages say so.

    Args:
        why: one of `REASONS`.

    Returns:
        The number of the line that says it was done on purpose.

    Raises:
        ActionError: `actions.no_such_line`, `actions.no_such_reason`.
    """
    if why not in REASONS:
        raise ActionError("actions.no_such_reason", reasons=", ".join(REASONS))
    entered = the_case(dossier).entries[book].get(seq)
    if entered is None:
        raise ActionError("actions.no_such_line", number=seq)
    target = dossier.record if book == "record" else dossier.private
    names = [blob.name for blob in blobs_of(entered.act)]
    return target.destroy(seq, names, why, now=world.now(), entropy=world.entropy)


def blobs_of(act: Act) -> tuple[Blob, ...]:
    """The originals that belong to an act."""
    match act:
        case Item():
            return act.blobs
        case Notice() | HandOver():
            return act.paper
    return ()
