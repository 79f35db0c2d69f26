"""Write down what happened: one line, then or later, with or without a file."""

from __future__ import annotations

from houvast.actions.moments import moment
from houvast.actions.open import the_case, write
from houvast.actions.world import World
from houvast.case.acts import ACT_WORDS, SIGN_WORDS, Account, Affected, Event, Wishes
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError


def note(
    dossier: Dossier,
    *,
    told: str,
    when: str = "",
    acts: tuple[str, ...] = (),
    signs: tuple[str, ...] = (),
    actor: str = "",
    effect: str = "",
    witnesses: str = "",
    item_seqs: tuple[int, ...] = (),
    world: World,
) -> int:
    """Write an event in the record book and return its number.

    Args:
        acts, signs: words of the closed lists in `case.acts`; others are left out.
        told: what happened, in the person's own words.
        when: a date, a date and time, or any words ("vorige week"); words are kept as they are.

    Raises:
        ActionError: `actions.nothing_told` when there is no text.
    """
    if not told.strip():
        raise ActionError("actions.nothing_told")
    event = Event(
        written=world.written(),
        told=told.strip(),
        when=moment(when),
        acts=tuple(word for word in ACT_WORDS if word in acts),
        signs=tuple(word for word in SIGN_WORDS if word in signs),
        actor=actor.strip(),
        effect=effect.strip(),
        witnesses=witnesses.strip(),
        item_seqs=item_seqs,
    )
    return write(dossier, event, world)


def tell_account(dossier: Dossier, *, told: str, world: World) -> int:
    """Keep the person's own account, as it was told; a later one counts instead of an earlier one."""
    if not told.strip():
        raise ActionError("actions.nothing_told")
    return write(dossier, Account(written=world.written(), told=told.strip()), world)


def add_affected(
    dossier: Dossier,
    *,
    role: str,
    age_group: str = "unknown",
    called: str = "",
    klacht: str = "unknown",
    known_since: str = "",
    world: World,
) -> int:
    """Write down somebody who was hit: the person, a child, a partner, a colleague."""
    act = Affected(
        written=world.written(), role=role, age_group=age_group, called=called, klacht=klacht, known_since=known_since
    )
    return write(dossier, act, world)


def keep_wishes(dossier: Dossier, wishes: Wishes, world: World) -> int:
    """Keep what the person wants from whoever receives the file."""
    return write(dossier, wishes, world)


def kept_wishes(dossier: Dossier, world: World) -> Wishes:
    """The wishes that count now, or the ones with which everybody starts."""
    return the_case(dossier).latest(Wishes) or Wishes(written=world.written())
