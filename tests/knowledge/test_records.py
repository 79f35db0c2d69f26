"""The records: everything that is named exists, nothing is orphaned, and what is unsure says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from houvast.knowledge.freshness import due_on, overdue
from houvast.knowledge.load import knowledge

KNOWN = knowledge()
PUBLISHED = date(2026, 11, 24)
"""The day that stands for today, so that the tests say the same next year."""


def test_every_source_is_used_or_serves_a_link_of_the_brochure() -> None:
    used = {name for group in (KNOWN.steps, KNOWN.notes, KNOWN.cards, KNOWN.routes, KNOWN.pages, KNOWN.organisations)
            for record in group.values() for name in record.sources}  # fmt: skip
    used |= {name for table in KNOWN.tables for row in table.rows for name in row.sources}
    assert {name for name, source in KNOWN.sources.items() if not source.serves} - used == set()


def test_every_source_has_an_address_and_a_day_that_has_been() -> None:
    for source in KNOWN.sources.values():
        assert source.url.startswith(("https://", "http://"))
        assert date(2026, 1, 1) <= source.checked_on <= PUBLISHED
        assert 30 <= source.check_every_days <= 365
    assert len({source.url + source.id for source in KNOWN.sources.values()}) == len(KNOWN.sources)


def test_a_step_with_a_number_or_a_term_in_it_names_where_that_comes_from() -> None:
    for step in KNOWN.steps.values():
        said = f"{step.do.nl} {step.expect.nl if step.expect else ''}".replace("112NL", "")
        if any(letter.isdigit() for letter in said) or " maand" in said:
            assert step.sources, step.id


def test_what_rests_on_a_text_of_2015_says_so_or_rests_on_more() -> None:
    unsure = {name for name, source in KNOWN.sources.items() if source.status == "to_be_checked"}
    for step in KNOWN.steps.values():
        if step.sources and set(step.sources) <= unsure:
            said = " ".join([step.do.nl, step.expect.nl if step.expect else ""])
            assert "nog na te kijken" in said, step.id
    for note in KNOWN.notes.values():
        if note.sources and set(note.sources) & unsure:
            assert "nog na te kijken" in note.text.nl, note.id


def test_every_route_is_taken_by_a_step_or_follows_on_another() -> None:
    taken = {step.route for step in KNOWN.steps.values()} | {name for way in KNOWN.routes.values() for name in way.next}
    assert set(KNOWN.routes) <= taken


def test_every_clock_of_a_route_is_a_deadline_that_is_known() -> None:
    assert {way.clock for way in KNOWN.routes.values() if way.clock} <= set(KNOWN.deadlines)


def test_every_page_names_steps_and_every_step_stands_on_a_page_or_belongs_to_a_row() -> None:
    on_pages = {name for page in KNOWN.pages.values() for name in page.steps}
    assert len(on_pages) > 30
    assert on_pages <= set(KNOWN.steps)


@pytest.mark.parametrize("days", [0, 89, 90, 91, 400])
def test_what_is_overdue_is_exactly_what_has_passed_its_day(days: int) -> None:
    today = PUBLISHED + timedelta(days=days)
    late = overdue(KNOWN.sources.values(), today)
    assert {item.id for item in late} == {name for name, source in KNOWN.sources.items() if due_on(source) < today}
    assert [item.days for item in late] == sorted((item.days for item in late), reverse=True)
    for item in late:
        assert item.due + timedelta(days=item.days) == today


def test_nothing_is_overdue_on_the_day_of_this_release() -> None:
    assert overdue(KNOWN.sources.values(), PUBLISHED) == ()
    assert overdue(KNOWN.organisations.values(), PUBLISHED) == ()
