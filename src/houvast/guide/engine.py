"""Read a decision table: which rows fire, and for each that does not, the first fact because of which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from houvast.knowledge.conditions import Facts, Truth, first_that_failed, truth
from houvast.knowledge.tables import Row, Table

EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Fired:
    """One row and what became of it. `failed` names the first fact that did not fit; "" where the row fired, and
    "earlier" where another row had already decided."""

    table: str
    row: Row
    fired: bool
    failed: str


def evaluate(table: Table, facts: Facts) -> tuple[Fired, ...]:
    """Every row of a table with what became of it, in order. At least one fired: the last row is "*".

    Of a table that collects, every row that holds fires, so its last row always does. Of the others the first that
    holds fires; where the policy is unique, a test shows that there is never a second but the last.
    """
    found: list[Fired] = []
    done = False
    for row in table.rows:
        holds = truth(row.when, facts) is Truth.YES
        fires = holds and not (done and table.hit != "collect")
        failed = "" if fires else EARLIER if holds else first_that_failed(row.when, facts)
        found.append(Fired(table.id, row, fires, failed))
        done = done or fires
    return tuple(found)


def outcome(table: Table, facts: Facts) -> frozenset[tuple[str, str]]:
    """What a table gives, without the rows: pairs of kind and name."""
    return frozenset(
        (kind, name)
        for item in evaluate(table, facts)
        if item.fired
        for kind, names in item.row.then.items()
        for name in names
    )


def combinations(facts: Iterable[str], values: Mapping[str, Iterable[str]]) -> Iterator[dict[str, str]]:
    """Every combination of the values of some facts."""
    named = tuple(facts)
    for cells in product(*(sorted(values[fact]) for fact in named)):
        yield dict(zip(named, cells, strict=True))
