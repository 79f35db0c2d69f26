"""The sheet to tell it once, for help, police or work; looked through before it leaves (V3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from houvast.actions.find import find_all
from houvast.actions.leaks import LeakHit, leaving_bytes, look_through_files
from houvast.actions.open import the_case
from houvast.actions.views import case_view
from houvast.actions.world import World
from houvast.dossier.dossier import Dossier
from houvast.intake.child import Reader
from houvast.letters.render import pdf
from houvast.letters.tell import compose_tell

Audience = Literal["help", "police", "work"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet as PDF, with the protected data that stand in it."""

    pdf: bytes
    hits: tuple[LeakHit, ...]


def tell_sheet(
    dossier: Dossier, *, audience: Audience, leave_out: tuple[str, ...] = (), world: World, reader: Reader
) -> Sheet:
    """Make the sheet.

    Args:
        leave_out: the boxes of the sheet that stay empty (`letters.tell.BOXES`).
    """
    case = the_case(dossier)
    found = find_all(dossier, world, reader)
    view = case_view(dossier, case, found=found, world=world, reader=reader)
    drawn = pdf(compose_tell(view, audience, leave_out=leave_out))
    looked = look_through_files(dossier, [leaving_bytes("Vertel-het-een-keer.pdf", drawn)], world, reader)
    return Sheet(drawn, looked.hits)
