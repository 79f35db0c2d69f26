"""The first screen: at most 180 words, nothing that a person who is frightened cannot take in."""

from __future__ import annotations

import statistics
import time

import pytest
from guide_cases import JOURNEYS, NIGHT, plan, random_answers

from houvast.guide.engine import combinations, outcome
from houvast.guide.plan import MOST_TODAY, make_plan
from houvast.guide.plan_text import as_json, as_text, first_screen
from houvast.knowledge.load import knowledge
from houvast.knowledge.records import LANGS, Lang
from houvast.knowledge.vocabulary import fact_values

MOST_WORDS = 180


def words(lines: tuple[str, ...]) -> int:
    return sum(len(line.split()) for line in lines)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", JOURNEYS)
def test_the_first_plan_of_a_journey_has_at_most_180_words(name: str, lang: Lang) -> None:
    assert words(first_screen(plan(**JOURNEYS[name]), lang)) <= MOST_WORDS


def test_no_first_plan_has_more_than_180_words() -> None:
    for seed in range(2500):
        made = plan(**random_answers(seed))
        for lang in LANGS:
            assert words(first_screen(made, lang)) <= MOST_WORDS, seed


def test_even_the_longest_words_that_can_meet_stay_within_180() -> None:
    """Every set of cards that can meet, with the steps that then come first, and the longest steps for the rest."""
    known = knowledge()
    safety = next(table for table in known.tables if table.id == "safety")
    for lang in LANGS:
        size = {name: words((step.title[lang], step.why[lang])) + 3 for name, step in known.steps.items()}
        longest = sorted(size.values(), reverse=True)
        bare = words(first_screen(plan(), lang)) - sum(size[planned.id] for planned in plan().today)
        for cell in combinations(safety.facts, fact_values()):
            given = outcome(safety, cell)
            cards = [known.cards[name] for kind, name in given if kind == "cards"]
            first = [size[name] for kind, name in given if kind == "today" and known.steps[name].order <= MOST_TODAY]
            said = sum(words((f"! {card.title[lang]} {card.text[lang]}",)) for card in cards)
            assert said + bare + sum(first) + sum(longest[: MOST_TODAY - len(first)]) <= MOST_WORDS
        assert max(words((step.title[lang],)) for step in known.steps.values()) <= 9
        assert max(words((step.why[lang],)) for step in known.steps.values()) <= 12


def test_who_reads_with_somebody_beside_sees_only_neutral_words() -> None:
    made = plan(**{**JOURNEYS["anna"], "privacy": "elsewhere"})
    for lang in LANGS:
        said = as_text(made, lang).lower()
        for telling in ("doxing", "politie", "police", "113", "slachtoffer", "adres", "address", "dader", "offender"):
            assert telling not in said


def test_danger_outranks_the_neutral_page() -> None:
    assert "112" in as_text(plan(privacy="elsewhere", safety="now"), "nl")


@pytest.mark.parametrize("lang", LANGS)
def test_the_whole_plan_says_everything_that_stands_in_its_data(lang: Lang) -> None:
    made = plan(**JOURNEYS["karim"])
    text, data = as_text(made, lang), as_json(made, lang)
    steps = [step for at in ("today", "week", "later") for step in data[at]]
    assert len(steps) == len(made.steps) > 10
    for step in steps:
        for field in ("title", "do", "expect", "cost", "who_else", "shows"):
            assert step[field] and step[field] in text
        for line in (*step["notes"], *step["because"], *step["sources"]):
            assert line in text
    for note in data["better_not"]:
        assert note["text"] in text
    assert data["not_reviewed"] in text


def test_what_nobody_knows_is_said_so() -> None:
    data = as_json(plan(**JOURNEYS["anna"]), "nl")
    said = {step["id"]: step["expect"] for at in ("today", "week", "later") for step in data[at]}
    assert said["report_in_app"] == "Dat weten we niet."


def test_a_plan_is_made_in_under_five_milliseconds() -> None:
    answers = {name: list(values) for name, values in JOURNEYS["karim"].items()}
    known = knowledge()
    took = []
    for _ in range(60):
        begun = time.perf_counter()
        make_plan(answers, known, now=NIGHT)
        took.append(time.perf_counter() - begun)
    assert statistics.median(took) < 0.005
