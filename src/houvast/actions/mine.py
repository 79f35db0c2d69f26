"""The person's own data: written in the private book, each with its state."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from houvast.actions.open import the_case, write
from houvast.actions.world import World
from houvast.case.acts import OwnDatum, PrivateCorrection
from houvast.case.fold import Entered
from houvast.case.own_data import DataKind, DataState
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError
from houvast.exposure.check import check_datum


def add_datum(
    dossier: Dossier, *, kind: DataKind, value: str, state: DataState, affected_seq: int = 0, world: World
) -> int:
    """Write down one own datum and return its number.

    Raises:
        HouvastError: when the value cannot be what it says it is (a number that is no BSN); the sentence says so.
    """
    value = check_datum(kind, value)
    act = OwnDatum(written=world.written(), kind=kind, value=value, state=state, affected_seq=affected_seq)
    return write(dossier, act, world)


def take_back_datum(dossier: Dossier, seq: int, world: World) -> int:
    """Take an own datum back; the line stays, the datum is not used any more."""
    the_case(dossier).get(OwnDatum, seq)
    return write(dossier, PrivateCorrection(written=world.written(), target_seq=seq), world)


def own_data(dossier: Dossier) -> tuple[Entered[OwnDatum], ...]:
    """All own data that count now."""
    return the_case(dossier).of(OwnDatum)


def protected(data: tuple[Entered[OwnDatum], ...]) -> tuple[Entered[OwnDatum], ...]:
    """The data that should not leave unseen (V3): all that the offender may not have yet, so all but `spread`."""
    return tuple(datum for datum in data if datum.act.state is not DataState.SPREAD)


def add_from_toml(dossier: Dossier, text: str, world: World) -> tuple[int, ...]:
    """Write down the own data of a TOML text: a list `[[datum]]` with kind, value and state.

    All of it is checked before any of it is written.

    Raises:
        ActionError: `actions.mine_unreadable`, with what is wrong and where.
    """
    try:
        rows = tomllib.loads(text).get("datum", [])
    except tomllib.TOMLDecodeError as error:
        raise ActionError("actions.mine_unreadable", where=str(error)) from error
    data = [_datum(row, number) for number, row in enumerate(rows, 1)]
    if not data:
        raise ActionError("actions.mine_empty")
    checked = [(kind, check_datum(kind, value), state) for kind, value, state in data]
    return tuple(add_datum(dossier, kind=kind, value=value, state=state, world=world) for kind, value, state in checked)


def _datum(row: Mapping[str, Any], number: int) -> tuple[DataKind, str, DataState]:
    try:
        return DataKind(row["kind"]), str(row["value"]), DataState(row["state"])
    except (KeyError, ValueError, TypeError) as error:
        raise ActionError("actions.mine_unreadable", where=f"datum {number}") from error
