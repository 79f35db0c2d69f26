"""V9: a human being who is open now, and allowed for this person, stands on every first screen."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import product

import pytest
from guide_cases import NETHERLANDS, NIGHT

from houvast.guide.people import open_at, people
from houvast.guide.plan import make_plan
from houvast.guide.plan_text import PEOPLE_ON_FIRST_SCREEN, first_screen
from houvast.knowledge.load import knowledge
from houvast.knowledge.organisations import Line, Span

KNOWN = knowledge()
MONDAY = datetime(2026, 11, 23, tzinfo=NETHERLANDS)
HOURS = [MONDAY + timedelta(hours=hour) for hour in range(168)]
HOLIDAYS = [
    datetime.combine(day, time(hour), NETHERLANDS)
    for day in sorted(KNOWN.calendars["nl"].days)[:20]
    for hour in (3, 14)
]
CONSTRAINTS = [
    {"who": who, "police": police, "family": family, "voice": voice, "anonymous_only": anonymous, "safety": safety}
    for who, police, family, voice, anonymous, safety in product(
        ("self_adult", "self_minor", "i_help", "unknown"),
        ("open", "not_wanted", "unknown"),
        ("helps", "must_not_know", "is_danger", "unknown"),
        ("yes", "no", "unknown"),
        ("yes", "no", "unknown"),
        ("now", "safe"),
    )
]


def test_v9_at_each_of_the_168_hours_and_on_each_holiday_somebody_is_open_for_everybody() -> None:
    alone: set[str] = set()
    for now in HOURS + HOLIDAYS:
        for facts in CONSTRAINTS:
            shown = people(facts, KNOWN, now)[:PEOPLE_ON_FIRST_SCREEN]
            fits = [reach for reach in shown if reach.open == "yes" and reach.id != "112"]
            assert fits, (now, facts)
            if facts["voice"] == "no":
                assert all(line.channel != "phone" for reach in fits for line in reach.lines)
            if facts["anonymous_only"] == "yes":
                assert all(reach.organisation.anonymous == "yes" for reach in fits)
            if facts["police"] == "not_wanted":
                assert all(reach.organisation.kind != "police" for reach in fits)
            if len(fits) == 1 and facts["safety"] != "now":
                alone.add(facts["voice"])
    # Who can only type has one line with confirmed hours, the chat of 113. It is a gap in what we could confirm.
    assert alone == {"no"}


def test_v9_the_first_screen_itself_names_somebody_who_is_open() -> None:
    for facts in CONSTRAINTS:
        answers = {name: [value] for name, value in facts.items()}
        made = make_plan(answers, KNOWN, now=NIGHT)
        for lang, words in (("nl", "Nu open"), ("en", "Open now")):
            assert any(words in line for line in first_screen(made, lang))


def test_112_is_there_only_in_danger() -> None:
    for facts in CONSTRAINTS:
        named = {reach.id for reach in people(facts, KNOWN, NIGHT)}
        fits = facts["safety"] == "now" and facts["anonymous_only"] != "yes"
        assert ("112" in named) == fits


def test_s40_slachtofferhulp_is_always_there() -> None:
    for facts in CONSTRAINTS:
        assert "slachtofferhulp" in {reach.id for reach in people(facts, KNOWN, NIGHT)}


def test_only_confirmed_hours_count_as_open() -> None:
    for organisation in KNOWN.organisations.values():
        if any(line.open != "unknown" for line in organisation.lines):
            assert organisation.status == "confirmed", organisation.id
            assert organisation.sources


OFFICE = Line("phone", "1", "hours", (Span(frozenset({1, 2, 3, 4, 5}), time(8, 30), time(17)),))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24T08:29", "no"),
        ("2026-11-24T08:30", "yes"),
        ("2026-11-24T16:59", "yes"),
        ("2026-11-24T17:00", "no"),
        ("2026-11-28T12:00", "no"),
        ("2026-12-25T12:00", "unknown"),
    ],
)
def test_hours_are_read_to_the_minute_and_say_nothing_about_holidays(moment: str, expected: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=NETHERLANDS)
    assert open_at(OFFICE, KNOWN.calendars["nl"].days, now) == expected


def test_an_office_is_not_shown_when_it_is_closed() -> None:
    facts = {"shared.id_bank": "yes"}
    assert "cmi" not in {reach.id for reach in people(facts, KNOWN, NIGHT)}
    noon = NIGHT.replace(hour=12)
    assert {reach.id: reach.open for reach in people(facts, KNOWN, noon)}["cmi"] == "yes"
