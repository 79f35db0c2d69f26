"""From answers to facts. What was not answered, or answered with "weet ik niet", is unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from houvast.errors import KnowledgeError
from houvast.knowledge.conditions import UNKNOWN
from houvast.knowledge.load import Knowledge
from houvast.knowledge.questions import Question

Answers = Mapping[str, Sequence[str]]


def facts_from(answers: Answers, knowledge: Knowledge) -> dict[str, str]:
    """The facts that the answers give; only those that are known.

    Args:
        answers: question or fact id -> the values that were chosen. An empty list means that nothing was ticked,
            an absent one that the question was skipped. "unknown" beside other values leaves the rest unknown.

    Raises:
        KnowledgeError: `knowledge.unknown_fact`, `knowledge.unknown_value` for what is not in the vocabulary.
    """
    found: dict[str, str] = {}
    for name, values in answers.items():
        question = knowledge.questions.get(name)
        if question is not None and question.many:
            found |= _of_many(question, values)
        else:
            found[name] = _of_one(name, values, knowledge)
    return {fact: value for fact, value in found.items() if value != UNKNOWN}


def _of_many(question: Question, values: Sequence[str]) -> dict[str, str]:
    options = {option.value for option in question.options}
    for value in values:
        if value not in options and value != UNKNOWN:
            raise KnowledgeError("knowledge.unknown_value", record="answers", fact=question.id, value=value)
    rest = UNKNOWN if UNKNOWN in values else "no"
    return {f"{question.prefix}.{option}": "yes" if option in values else rest for option in options}


def _of_one(name: str, values: Sequence[str], knowledge: Knowledge) -> str:
    fact = knowledge.facts.get(name)
    if fact is None:
        raise KnowledgeError("knowledge.unknown_fact", record="answers", fact=name)
    if not values:
        return UNKNOWN
    if len(values) > 1 or values[0] not in fact.values:
        raise KnowledgeError("knowledge.unknown_value", record="answers", fact=name, value=values[-1])
    return values[0]
