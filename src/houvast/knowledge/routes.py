"""Ways to reach a goal: who receives it, what that party learns of the person, which clock runs, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from houvast.errors import KnowledgeError
from houvast.knowledge.records import Both, both, needed, records, words

IDENTITY = ("none", "name_mail", "address", "id_copy")
RECIPIENTS = ("site", "search_engine", "host", "police", "regulator", "lawyer", "help")


@dataclass(frozen=True, slots=True)
class Route:
    """One way.

    `identity` is the most that the recipient learns of the person, one of `IDENTITY`. `recipient` is the kind of
    party; "site" is where the data stand, which is gone round when it is hostile. `clock` names a deadline record,
    "" where none runs. `next` are the routes that can follow when this one fails.
    """

    id: str
    name: Both
    recipient: str
    identity: str
    clock: str
    next: tuple[str, ...]
    sources: tuple[str, ...]
    serves: tuple[str, ...]


@cache
def routes() -> Mapping[str, Route]:
    """All routes, by id.

    Raises:
        KnowledgeError: `knowledge.missing_field`, `knowledge.unknown_value`.
    """
    found: dict[str, Route] = {}
    for record in records("routes", "route"):
        where = str(needed(record, "id", "routes"))
        recipient, identity = str(needed(record, "recipient", where)), str(needed(record, "identity", where))
        for field, value, allowed in (("recipient", recipient, RECIPIENTS), ("identity", identity, IDENTITY)):
            if value not in allowed:
                raise KnowledgeError("knowledge.unknown_value", record=where, fact=field, value=value)
        found[where] = Route(
            where,
            both(record, where),
            recipient,
            identity,
            str(record.get("clock", "")),
            words(record, "next"),
            words(record, "sources"),
            words(record, "serves"),
        )
    return found
