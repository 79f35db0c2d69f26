"""Correct a part of an act, or take an act back. What stood there first stays in the book."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from houvast.actions.open import the_case, write
from houvast.actions.world import World
from houvast.case.acts import Act, BookName, Correction, PrivateCorrection
from houvast.case.codec import encode, part_of
from houvast.case.fold import replace_part
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError

FREE_TEXT = ("caption", "told", "actor", "effect", "witnesses", "account", "account_id", "address", "group")
"""The fields that can be corrected by typing a new text; others are corrected by a new act."""


def correct(dossier: Dossier, *, seq: int, field: str, text: str, why: str = "", world: World) -> int:
    """Replace one text of a record act and return the number of the correcting line.

    Raises:
        ActionError: `actions.not_correctable` when this act has no such text.
        CaseError: `case.no_such_entry`.
    """
    act = _act(dossier, "record", seq)
    item = next((item for item in fields(act) if item.name == field and field in FREE_TEXT), None)
    if item is None:
        raise ActionError("actions.not_correctable", field=field, number=seq)
    part = part_of(item)
    body: dict[str, Any] = next(found for found in map(json.loads, encode(act)) if found["part"] == part)
    replacement = json.dumps({**body, field: text.strip()}, separators=(",", ":"))
    replace_part(act, part, replacement)
    line = Correction(written=world.written(), target_seq=seq, target_part=part, replacement=replacement, why=why)
    return write(dossier, line, world)


def take_back(dossier: Dossier, *, book: BookName, seq: int, why: str = "", world: World) -> int:
    """Take a whole act back (undo). It stays readable in the book, and counts no more."""
    _act(dossier, book, seq)
    kind = Correction if book == "record" else PrivateCorrection
    return write(dossier, kind(written=world.written(), target_seq=seq, why=why), world)


def _act(dossier: Dossier, book: BookName, seq: int) -> Act:
    entered = the_case(dossier).entries[book].get(seq)
    if entered is None:
        raise ActionError("actions.no_such_line", number=seq)
    return entered.act
