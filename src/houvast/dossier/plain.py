"""JSON so poor that it has one spelling: whole numbers, plain ASCII strings, objects; keys sorted, no spaces.

Heads, key packets, proofs and seals are written this way. A reader who would write the same bytes differently refuses
them, so two programs can never understand one text in two ways (duplicate keys, floats, escapes, spaces).
"""

from __future__ import annotations

import base64
import json
import re
from typing import Any

from houvast.errors import DossierError

LARGEST = 2**53 - 1
_PLAIN = re.compile(r"[ !#-\[\]-~]*")


def dump(value: dict[str, Any]) -> bytes:
    """The one spelling of an object."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def load(data: bytes) -> dict[str, Any]:
    """Read an object that is spelt by the rules.

    Raises:
        DossierError: `dossier.not_by_rules`.
    """
    try:
        value = json.loads(data)
        by_rules = isinstance(value, dict) and _poor(value) and dump(value) == data
    except (ValueError, RecursionError):
        by_rules = False
    if not by_rules:
        raise DossierError("dossier.not_by_rules")
    return value  # type: ignore[no-any-return]


def _poor(value: object) -> bool:
    if isinstance(value, dict):
        return all(_poor(key) and _poor(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(_poor(inner) for inner in value)
    if isinstance(value, str):
        return _PLAIN.fullmatch(value) is not None
    return type(value) is int and 0 <= value <= LARGEST


def encode64(data: bytes) -> bytes:
    """Base64 (RFC 4648, section 4), with padding."""
    return base64.b64encode(data)


def decode64(text: bytes) -> bytes:
    """Read base64 in its one spelling.

    Raises:
        DossierError: `dossier.not_by_rules`.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise DossierError("dossier.not_by_rules") from error
    if base64.b64encode(data) != text:
        raise DossierError("dossier.not_by_rules")
    return data
