"""Decision tables: rows over at most seven facts; the only place where advice is decided.

Hit policies:
- first: the first row that holds fires;
- unique: exactly one row holds for every combination, except that the last row, "*", takes what is left;
- collect: every row that holds fires, and the last row, "*", always.

The last row is always "*", so nothing falls through in silence. What a row gives stands in `then`:
today, week, later (steps), cards, better_not, notes, forbid (tags).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from houvast.errors import KnowledgeError
from houvast.knowledge.conditions import Condition, parse_when
from houvast.knowledge.records import Both, both, files, needed, words
from houvast.knowledge.steps import TAGS, cards, notes, steps
from houvast.knowledge.vocabulary import fact_values

HITS = ("first", "unique", "collect")
TIMES = ("today", "week", "later")
MOST_FACTS = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: when it holds, what it gives, and why in words."""

    id: str
    when: Condition
    then: Mapping[str, tuple[str, ...]]
    said: Both
    sources: tuple[str, ...]
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One question that is decided; `said` is that question in words."""

    id: str
    said: Both
    hit: str
    facts: tuple[str, ...]
    rows: tuple[Row, ...]


@cache
def tables() -> tuple[Table, ...]:
    """All decision tables, in the order of their files, each checked against the vocabulary and the records.

    Raises:
        KnowledgeError: `knowledge.bad_table`, `knowledge.unknown_value`, and what `parse_when` raises.
    """
    found = [_table(f"tables/{name}", body) for name, body in files("tables")]
    ids = [table.id for table in found] + [row.id for table in found for row in table.rows]
    if twice := {name for name in ids if ids.count(name) > 1}:
        raise KnowledgeError("knowledge.two_homes", key=min(twice), file="tables")
    return tuple(found)


def _table(where: str, body: Mapping[str, Any]) -> Table:
    head = needed(body, "table", where)
    rows = tuple(_row(where, record) for record in body.get("row", []))
    facts = words(head, "facts")
    hit = str(needed(head, "hit", where))
    read = frozenset(fact for row in rows for fact in row.when.facts)
    if hit not in HITS or len(facts) > MOST_FACTS or not rows or not rows[-1].when.always or read != set(facts):
        raise KnowledgeError("knowledge.bad_table", table=where)
    return Table(str(needed(head, "id", where)), both(head, where), hit, facts, rows)


def _row(table: str, record: Mapping[str, Any]) -> Row:
    where = f"{table}:{needed(record, 'id', table)}"
    then = {name: words(record["then"], name) for name in record.get("then", {})}
    known: Mapping[str, Any] = {
        **dict.fromkeys(TIMES, steps()),
        "cards": cards(),
        "better_not": notes(),
        "notes": notes(),
        "forbid": TAGS,
    }
    for kind, named in then.items():
        if kind not in known:
            raise KnowledgeError("knowledge.unknown_value", record=where, fact="then", value=kind)
        for name in named:
            if name not in known[kind]:
                raise KnowledgeError("knowledge.unknown_value", record=where, fact=kind, value=name)
    return Row(
        str(record["id"]),
        parse_when(needed(record, "when", where), fact_values(), where),
        then,
        both(record, where),
        words(record, "sources"),
        words(record, "serves"),
    )
