"""The `when` language: three values of truth, nothing outside the vocabulary."""

from __future__ import annotations

from typing import Any

import pytest

from houvast.errors import KnowledgeError
from houvast.knowledge.conditions import ALWAYS, Truth, first_that_failed, parse_when, truth
from houvast.knowledge.vocabulary import fact_values, vocabulary

VALUES = {
    "safety": frozenset({"now", "unsafe", "safe", "unknown"}),
    "wants.remove": frozenset({"yes", "no", "unknown"}),
    "wants.punish": frozenset({"yes", "no", "unknown"}),
}


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        ("*", {}, Truth.YES),
        ({"safety": "now"}, {"safety": "now"}, Truth.YES),
        ({"safety": "now"}, {"safety": "safe"}, Truth.NO),
        ({"safety": "now"}, {}, Truth.UNKNOWN),
        ({"safety": ["now", "unknown"]}, {}, Truth.YES),
        ({"safety": "!safe"}, {}, Truth.YES),
        ({"safety": ["!safe", "!unknown"]}, {}, Truth.UNKNOWN),
        ({"safety": "now", "wants": {"remove": "yes"}}, {"safety": "now"}, Truth.UNKNOWN),
        ({"safety": "now", "wants.remove": "yes"}, {"wants.remove": "no"}, Truth.NO),
        ([{"wants.remove": "yes"}, {"wants.punish": "yes"}], {"wants.punish": "yes"}, Truth.YES),
        ([{"wants.remove": "yes"}, {"wants.punish": "yes"}], {"wants.punish": "no"}, Truth.UNKNOWN),
        ([{"wants.remove": "yes"}, {"wants.punish": "yes"}], {"wants.punish": "no", "wants.remove": "no"}, Truth.NO),
    ],
)
def test_a_condition_is_true_false_or_not_yet_known(when: Any, facts: dict[str, str], expected: Truth) -> None:
    condition = parse_when(when, VALUES, "test")
    assert truth(condition, facts) is expected
    assert bool(first_that_failed(condition, facts)) == (expected is not Truth.YES)


def test_the_trace_can_name_the_first_fact_that_failed() -> None:
    condition = parse_when({"safety": "now", "wants.remove": "yes"}, VALUES, "test")
    assert first_that_failed(condition, {"safety": "now", "wants.remove": "no"}) == "wants.remove"
    assert condition.facts == {"safety", "wants.remove"}
    assert ALWAYS.always


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "knowledge.bad_condition"),
        ([], "knowledge.bad_condition"),
        ("always", "knowledge.bad_condition"),
        ({"safety": 7}, "knowledge.bad_condition"),
        ({"safety": []}, "knowledge.bad_condition"),
        ({"safety": ["now", "!safe"]}, "knowledge.bad_condition"),
        ({"danger": "now"}, "knowledge.unknown_fact"),
        ({"safety": "perhaps"}, "knowledge.unknown_value"),
    ],
)
def test_what_is_outside_the_vocabulary_is_refused(raw: Any, code: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse_when(raw, VALUES, "test")
    assert caught.value.code == code


def test_every_fact_can_be_unknown_and_says_itself_in_both_languages() -> None:
    assert len(vocabulary()) > 50
    for fact in vocabulary().values():
        assert fact.values[-1] == "unknown"
        assert len(fact.values) >= 3
        assert fact_values()[fact.id] == set(fact.labels)
        assert fact.said.nl != fact.said.en
