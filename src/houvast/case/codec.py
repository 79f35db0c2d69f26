"""Turns an act into the parts of a line, and the parts of a line back into an act.

A part is one JSON object with its name under "part". Only JSON strings, whole numbers, booleans, lists and objects
appear. A part that is closed or was destroyed leaves its fields at their defaults, so a reader of a bundle can decode
what it was shown.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from houvast.case.acts import ACTS, Act
from houvast.errors import CaseError

FORMAT = 1


def encode(act: Act) -> tuple[bytes, ...]:
    """The parts of an act, the part "act" first.

    Returns:
        One JSON object per part, as UTF-8 bytes.
    """
    parts: dict[str, dict[str, Any]] = {"act": {"part": "act", "kind": act.KIND, "v": FORMAT}}
    for item in fields(act):
        part = parts.setdefault(part_of(item), {"part": part_of(item)})
        part[item.name] = _plain(getattr(act, item.name))
    return tuple(json.dumps(part, separators=(",", ":")).encode() for part in parts.values())


def decode(parts: Sequence[bytes | None]) -> Act:
    """The act that the open parts tell; closed parts are None.

    Raises:
        CaseError: `case.unreadable_entry` when the parts are no act of this format, `case.newer_entry` when they are
            of a later one.
    """
    found: dict[str, dict[str, Any]] = {}
    for part in parts:
        if part is not None:
            body = _load(part)
            found[str(body.get("part"))] = body
    head = found.get("act", {})
    if head.get("v", 0) != FORMAT:
        raise CaseError(
            "case.newer_entry" if isinstance(head.get("v"), int) and head["v"] > FORMAT else "case.unreadable_entry"
        )
    kind = _by_kind().get(str(head.get("kind")))
    if kind is None:
        raise CaseError("case.unreadable_entry")
    hints = _hints(kind)  # type: ignore[arg-type]  # a class is hashable whatever its instances are
    values = {
        item.name: _typed(hints[item.name], found[part_of(item)][item.name])
        for item in fields(kind)
        if item.name in found.get(part_of(item), {})
    }
    for item in fields(kind):
        if item.name not in values and item.default is MISSING:
            values[item.name] = _empty(hints[item.name])
    return kind(**values)


def part_of(item: Field[Any]) -> str:
    """The name of the part in which a field stands."""
    return str(item.metadata.get("part", "what"))


def part_names(kind: type[Act]) -> tuple[str, ...]:
    """The names of the parts of a kind of act, in the order in which they are written."""
    return tuple(dict.fromkeys(["act", *(part_of(item) for item in fields(kind))]))


def _load(part: bytes) -> dict[str, Any]:
    try:
        body = json.loads(part)
    except ValueError as error:
        raise CaseError("case.unreadable_entry") from error
    if not isinstance(body, dict):
        raise CaseError("case.unreadable_entry")
    return body


@cache
def _by_kind() -> dict[str, type[Act]]:
    return {kind.KIND: kind for kind in ACTS}


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value


def _typed(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        return _typed_tuple(get_args(hint), value)
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, dict):
            raise CaseError("case.unreadable_entry")
        inner = _hints(hint)
        return hint(**{name: _typed(inner[name], value[name]) for name in inner if name in value})
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        try:
            return hint(value)
        except ValueError as error:
            raise CaseError("case.unreadable_entry") from error
    if type(value) is not hint:
        raise CaseError("case.unreadable_entry")
    return value


def _typed_tuple(args: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise CaseError("case.unreadable_entry")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_typed(args[0], inner) for inner in value)
    if len(args) != len(value):
        raise CaseError("case.unreadable_entry")
    return tuple(_typed(kind, inner) for kind, inner in zip(args, value, strict=True))


def _empty(hint: Any) -> Any:
    if get_origin(hint) is tuple:
        return ()
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    return hint()
