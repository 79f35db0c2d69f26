"""Write a whole story at once, from a TOML text: what the demo does with its fictional case."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from typing import Any

from houvast.actions.note import add_affected, keep_wishes, kept_wishes, note, tell_account
from houvast.actions.places import add_place
from houvast.actions.world import World
from houvast.case.acts import Wishes
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError


def write_story(dossier: Dossier, text: str, world: World) -> dict[str, int]:
    """Write account, people, places, events and wishes.

    Returns:
        The number of each place, by the `key` that the story gives it.

    Raises:
        ActionError: `actions.story_unreadable`.
    """
    try:
        story: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ActionError("actions.story_unreadable") from error
    if "account" in story:
        tell_account(dossier, told=story["account"]["told"], world=world)
    for row in story.get("affected", ()):
        add_affected(dossier, **row, world=world)
    places = {row["key"]: add_place(dossier, **_without_key(row), world=world) for row in story.get("place", ())}
    for row in story.get("event", ()):
        told: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}
        note(dossier, **told, world=world)
    if "wishes" in story:
        known = {item.name for item in fields(Wishes)}
        wishes = {name: value for name, value in story["wishes"].items() if name in known}
        keep_wishes(dossier, replace(kept_wishes(dossier, world), **wishes), world)
    return places


def _without_key(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "key"}
