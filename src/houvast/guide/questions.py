"""Which question comes next: the six first ones in order, later ones only while a table still turns on them."""

from __future__ import annotations

from houvast.guide.answers import Answers, facts_from
from houvast.guide.engine import outcome
from houvast.guide.people import fitting
from houvast.knowledge.conditions import Truth, truth
from houvast.knowledge.load import Knowledge
from houvast.knowledge.questions import Question

FIRST_SIX = ("who", "safety", "privacy", "shared", "effects", "wants")


def next_question(answers: Answers, knowledge: Knowledge) -> Question | None:
    """The first of the six that was not yet asked; None when the first plan can be shown.

    A skipped question stands in `answers` as ["unknown"], so that it is not asked again.
    """
    return next((knowledge.questions[name] for name in FIRST_SIX if name not in answers), None)


def later_questions(answers: Answers, knowledge: Knowledge) -> tuple[Question, ...]:
    """The later questions that would still change something under the answers given, the most useful first.

    A question is there only while its answers give at least two outcomes of some table that reads its fact, or make
    another choice of people to talk to.
    """
    facts = facts_from(answers, knowledge)
    return tuple(
        question
        for question in knowledge.questions.values()
        if not question.first
        and question.id not in answers
        and truth(question.when, facts) is Truth.YES
        and _matters(question, facts, knowledge)
    )


def _matters(question: Question, facts: dict[str, str], knowledge: Knowledge) -> bool:
    return any(_turns_on(fact, facts, knowledge) for fact in question.facts)


def _turns_on(fact: str, facts: dict[str, str], knowledge: Knowledge) -> bool:
    """Whether two values of a fact give two outcomes while the rest stays as it is."""
    ways = [facts | {fact: value} for value in knowledge.facts[fact].values]
    if any(len({outcome(table, way) for way in ways}) > 1 for table in knowledge.tables if fact in table.facts):
        return True
    choices = {tuple((one.id, lines) for one, lines in fitting(way, knowledge)) for way in ways}
    return len(choices) > 1
