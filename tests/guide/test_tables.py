"""Every decision table, enumerated completely: nothing unreachable, nothing redundant, nothing that falls through."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from math import prod
from pathlib import Path

import pytest

from houvast.guide.engine import combinations, evaluate, outcome
from houvast.knowledge.conditions import ALWAYS, Condition, Test, Truth, truth
from houvast.knowledge.load import knowledge
from houvast.knowledge.tables import MOST_FACTS, Row, Table
from houvast.knowledge.vocabulary import fact_values

TABLES = {table.id: table for table in knowledge().tables}
REVIEWED = Path(__file__).with_name("tables_reviewed.json")


def cells(table: Table) -> list[dict[str, str]]:
    return list(combinations(table.facts, fact_values()))


def whole(table: Table) -> list[list[tuple[str, str]]]:
    """What a table gives in every cell."""
    return [sorted(outcome(table, cell)) for cell in cells(table)]


def digest(table: Table) -> str:
    return hashlib.sha256(json.dumps(whole(table)).encode()).hexdigest()[:16]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_small_enough_to_be_read_and_enumerated(name: str) -> None:
    table = TABLES[name]
    assert len(table.facts) <= MOST_FACTS
    assert len(cells(table)) == prod(len(fact_values()[fact]) for fact in table.facts) <= 10_000


@pytest.mark.parametrize("name", TABLES)
def test_every_row_fires_somewhere_and_some_row_fires_everywhere(name: str) -> None:
    fired: set[str] = set()
    for cell in cells(TABLES[name]):
        here = [item for item in evaluate(TABLES[name], cell) if item.fired]
        assert here
        if TABLES[name].hit != "collect":
            assert len(here) == 1
        fired |= {item.row.id for item in here}
    assert fired == {row.id for row in TABLES[name].rows}


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if table.hit == "unique"])
def test_rows_of_a_unique_table_never_overlap(name: str) -> None:
    for cell in cells(TABLES[name]):
        assert sum(truth(row.when, cell) is Truth.YES for row in TABLES[name].rows[:-1]) <= 1


@pytest.mark.parametrize("name", TABLES)
def test_every_fact_of_a_table_changes_its_outcome_somewhere(name: str) -> None:
    table = TABLES[name]
    results = {tuple(cell.values()): outcome(table, cell) for cell in cells(table)}
    for index in range(len(table.facts)):
        groups: dict[tuple[str, ...], set[frozenset[tuple[str, str]]]] = {}
        for key, result in results.items():
            groups.setdefault(key[:index] + key[index + 1 :], set()).add(result)
        assert any(len(found) > 1 for found in groups.values()), table.facts[index]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_that_does_not_fire_names_a_fact_that_did_not_fit(name: str) -> None:
    table = TABLES[name]
    for cell in cells(table):
        for item in evaluate(table, cell):
            if not item.fired:
                assert item.failed in {*item.row.when.facts, "earlier"}


@pytest.mark.parametrize("name", TABLES)
def test_dropping_or_turning_round_any_row_changes_what_the_table_gives(name: str) -> None:
    table, as_it_is = TABLES[name], digest(TABLES[name])
    for row in table.rows:
        others = tuple(other for other in table.rows if other is not row)
        if row.then and not row.when.always:
            assert digest(replace(table, rows=others)) != as_it_is, f"{row.id} is not needed"
        if not row.when.always:
            turned = tuple(replace(other, when=turn(row)) if other is row else other for other in table.rows)
            if row.then or table.hit != "collect":
                assert digest(replace(table, rows=turned)) != as_it_is, f"{row.id} could be turned round"
        elif row.then:
            emptied = tuple(replace(other, then={}) if other is row else other for other in table.rows)
            assert digest(replace(table, rows=emptied)) != as_it_is, f"{row.id} gives nothing of its own"


def turn(row: Row) -> Condition:
    """The condition with the values of its first test turned round."""
    (first, *rest), *ways = row.when.ways
    values = fact_values()[first.fact] - first.values
    return Condition(((Test(first.fact, values), *rest), *ways)) if values else ALWAYS


def test_every_table_gives_what_was_last_reviewed() -> None:
    """A change of any row shows here; whoever changed it reads the table again and renews the file."""
    assert {name: digest(table) for name, table in TABLES.items()} == json.loads(REVIEWED.read_text())
