"""What can be read without answering anything: the brochure's subjects, in its order, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from houvast.errors import KnowledgeError
from houvast.knowledge.records import Both, both, needed, records, words
from houvast.knowledge.steps import steps


@dataclass(frozen=True, slots=True)
class Page:
    """One subject: a title, whole sentences, behind a click the words of the law where there are any, and the steps
    that belong to it. `heading` is the heading of the brochure under which it comes."""

    id: str
    heading: str
    title: Both
    text: Both
    law: Both | None
    steps: tuple[str, ...]
    sources: tuple[str, ...]
    serves: tuple[str, ...]


@cache
def pages() -> Mapping[str, Page]:
    """All pages, by id, in the order in which they are read.

    Raises:
        KnowledgeError: `knowledge.missing_field`, `knowledge.missing_half`, `knowledge.unknown_value`.
    """
    found: dict[str, Page] = {}
    for record in records("pages", "page"):
        where = str(needed(record, "id", "pages"))
        named = words(record, "steps")
        for step in named:
            if step not in steps():
                raise KnowledgeError("knowledge.unknown_value", record=where, fact="steps", value=step)
        found[where] = Page(
            where,
            str(needed(record, "heading", where)),
            both(needed(record, "title", where), f"{where}.title"),
            both(needed(record, "text", where), f"{where}.text"),
            both(record["law"], f"{where}.law") if "law" in record else None,
            named,
            words(record, "sources"),
            words(record, "serves"),
        )
    return found
