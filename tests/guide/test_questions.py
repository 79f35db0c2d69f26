"""The questions: six first, each once, never a dead end, and later ones only while something turns on them."""

from __future__ import annotations

import random

import pytest
from guide_cases import JOURNEYS, NIGHT

from houvast.errors import KnowledgeError
from houvast.guide.answers import facts_from
from houvast.guide.plan import make_plan
from houvast.guide.questions import FIRST_SIX, later_questions, next_question
from houvast.knowledge.load import knowledge

KNOWN = knowledge()


def answer(dice: random.Random, values: list[str], *, many: bool) -> list[str]:
    if dice.random() < 0.2:
        return ["unknown"]
    return dice.sample(values, dice.randint(0, len(values))) if many else [dice.choice(values)]


def test_the_six_come_first_and_in_the_order_of_the_design() -> None:
    answers: dict[str, list[str]] = {}
    asked = []
    while (question := next_question(answers, KNOWN)) is not None:
        asked.append(question.id)
        answers[question.id] = ["unknown"]
    assert tuple(asked) == FIRST_SIX
    assert [KNOWN.questions[name].first for name in FIRST_SIX] == [1, 2, 3, 4, 5, 6]


def test_a_walk_asks_each_question_once_always_ends_and_has_a_plan_at_every_step() -> None:
    reached: set[str] = set()
    for seed in range(300):
        dice = random.Random(seed)
        answers: dict[str, list[str]] = {}
        for _ in range(len(KNOWN.questions) + 1):
            left = later_questions(answers, KNOWN)
            question = next_question(answers, KNOWN) or (left[0] if left else None)
            if question is None:
                break
            assert question.id not in answers
            reached.add(question.id)
            answers[question.id] = answer(dice, [option.value for option in question.options], many=question.many)
            assert make_plan(answers, KNOWN, now=NIGHT).today
        else:
            pytest.fail("the questions do not end")
    assert reached == set(KNOWN.questions)


def test_a_later_question_is_asked_only_while_its_answer_changes_something() -> None:
    for name, given in JOURNEYS.items():
        answers = {key: list(values) for key, values in given.items()}
        for question in later_questions(answers, KNOWN):
            plans = set()
            for value in KNOWN.facts[question.id].values:
                made = make_plan({**answers, question.id: [value]}, KNOWN, now=NIGHT)
                fired = frozenset(item.row.id for item in made.trace if item.fired)
                plans.add((fired, tuple((reach.id, reach.addresses) for reach in made.people)))
            assert len(plans) > 1, (name, question.id)


def test_what_was_said_is_never_asked_again() -> None:
    answers = {"who": ["self_adult"], "police": ["unknown"]}
    assert "police" not in {question.id for question in later_questions(answers, KNOWN)}


def test_a_question_for_whom_it_makes_no_sense_is_not_asked() -> None:
    assert "consent" not in {question.id for question in later_questions({"who": ["self_adult"]}, KNOWN)}
    assert "consent" in {question.id for question in later_questions({"who": ["i_help"]}, KNOWN)}
    assert "profession" not in {question.id for question in later_questions({"public_task": ["no"]}, KNOWN)}


def test_every_question_says_why_it_is_asked_and_has_more_than_one_answer() -> None:
    for question in KNOWN.questions.values():
        assert question.why.nl.endswith(".") and question.why.en.endswith(".")
        assert len(question.options) >= 2


@pytest.mark.parametrize(
    ("answers", "facts"),
    [
        ({}, {}),
        ({"who": []}, {}),
        ({"who": ["unknown"]}, {}),
        ({"who": ["self_adult"]}, {"who": "self_adult"}),
        ({"shared": ["unknown"]}, {}),
        ({"shared": ["phone", "unknown"]}, {"shared.phone": "yes"}),
        ({"wants": []}, dict.fromkeys(("wants.remove", "wants.punish", "wants.support", "wants.court"), "no")),
        ({"effect.over": ["yes"]}, {"effect.over": "yes"}),
    ],
)
def test_answers_become_facts_and_what_was_not_said_stays_unknown(
    answers: dict[str, list[str]], facts: dict[str, str]
) -> None:
    assert facts_from(answers, KNOWN) == facts


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"danger": ["yes"]}, "knowledge.unknown_fact"),
        ({"who": ["me"]}, "knowledge.unknown_value"),
        ({"who": ["self_adult", "self_minor"]}, "knowledge.unknown_value"),
        ({"shared": ["everything"]}, "knowledge.unknown_value"),
    ],
)
def test_an_answer_outside_the_vocabulary_is_refused_with_its_name(answers: dict[str, list[str]], code: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        facts_from(answers, KNOWN)
    assert caught.value.code == code
