"""Where a fact comes from, when somebody last looked, and how long that lasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from houvast.errors import KnowledgeError
from houvast.knowledge.records import needed, records, words

STATUSES = ("confirmed", "to_be_checked")


@dataclass(frozen=True, slots=True)
class Source:
    """A public page, law or judgment.

    `checked_on` is the day on which the sentence itself was last read; `read_as` says in what form ("live", "archived
    copy", "text of 2015"). `status` is "to_be_checked" where that is not good enough to state the fact.
    """

    id: str
    title: str
    publisher: str
    url: str
    checked_on: date
    check_every_days: int
    status: str
    read_as: str
    serves: tuple[str, ...]


@cache
def sources() -> Mapping[str, Source]:
    """All sources, by id.

    Raises:
        KnowledgeError: `knowledge.missing_field`, `knowledge.unknown_value`, `knowledge.two_homes`.
    """
    found: dict[str, Source] = {}
    for record in records("sources", "source"):
        source = _source(record)
        if source.id in found:
            raise KnowledgeError("knowledge.two_homes", key=source.id, file="sources")
        found[source.id] = source
    return found


def _source(record: Mapping[str, Any]) -> Source:
    where = str(needed(record, "id", "sources"))
    status = str(needed(record, "status", where))
    if status not in STATUSES:
        raise KnowledgeError("knowledge.unknown_value", record=where, fact="status", value=status)
    checked_on = needed(record, "checked_on", where)
    if not isinstance(checked_on, date):
        raise KnowledgeError("knowledge.missing_field", record=where, field="checked_on")
    return Source(
        where,
        str(needed(record, "title", where)),
        str(needed(record, "publisher", where)),
        str(needed(record, "url", where)),
        checked_on,
        int(needed(record, "check_every_days", where)),
        status,
        str(record.get("read_as", "archived copy")),
        words(record, "serves"),
    )
