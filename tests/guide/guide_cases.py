"""What the tests of the guide share: one moment, the knowledge, the six journeys, and random answers."""

from __future__ import annotations

import random
from datetime import datetime
from zoneinfo import ZoneInfo

from houvast.guide.plan import Plan, make_plan
from houvast.knowledge.load import knowledge

NETHERLANDS = ZoneInfo("Europe/Amsterdam")
NIGHT = datetime(2026, 11, 24, 3, 0, tzinfo=NETHERLANDS)

JOURNEYS = {
    "anna": {
        "who": ["self_adult"],
        "safety": ["safe"],
        "privacy": ["alone"],
        "shared": ["phone", "address"],
        "effects": ["calls"],
        "wants": ["remove", "support"],
    },
    "mother-of-sam": {
        "who": ["my_child"],
        "safety": ["safe"],
        "privacy": ["alone"],
        "shared": ["photos", "intimate"],
        "effects": ["again"],
        "wants": ["remove", "support"],
        "age": ["from_13"],
        "consent": ["yes"],
    },
    "noor": {
        "who": ["self_adult"],
        "safety": ["unsafe"],
        "privacy": ["alone"],
        "shared": ["work_school", "photos"],
        "effects": ["threat", "again"],
        "wants": ["remove", "punish"],
        "public_task": ["listed"],
        "profession": ["journalist"],
        "employer": ["helps"],
    },
    "karim": {
        "who": ["self_adult"],
        "safety": ["safe"],
        "privacy": ["alone"],
        "shared": ["address", "family_colleagues"],
        "effects": ["at_door"],
        "wants": ["remove", "punish", "support", "court"],
        "public_task": ["listed"],
        "profession": ["something_else"],
        "employer": ["helps"],
    },
    "fatima-case-worker": {
        "who": ["i_help"],
        "safety": ["safe"],
        "privacy": ["alone"],
        "shared": ["phone"],
        "effects": ["calls", "cannot_cope"],
        "wants": ["support"],
        "consent": ["yes"],
        "age": ["adult"],
        "police": ["not_wanted"],
        "family": ["must_not_know"],
    },
    "on-the-way-to-police": {
        "who": ["self_adult"],
        "safety": ["safe"],
        "privacy": ["alone"],
        "shared": ["phone", "address"],
        "effects": ["threat", "again"],
        "wants": ["punish"],
        "police": ["open"],
        "report": ["none"],
        "act_date": ["both"],
        "record": ["made"],
    },
}


def plan(**answers: list[str] | str) -> Plan:
    """The plan for some answers at night."""
    given = {name.replace("__", "."): [value] if isinstance(value, str) else value for name, value in answers.items()}
    return make_plan(given, knowledge(), now=NIGHT)


def random_answers(seed: int) -> dict[str, list[str]]:
    """Answers to some of the questions, as a person might give them; some skipped, some unknown."""
    dice = random.Random(seed)
    found: dict[str, list[str]] = {}
    for question in knowledge().questions.values():
        chance = dice.random()
        values = [option.value for option in question.options]
        if chance < 0.25 and not question.first:
            continue
        if chance < 0.1:
            found[question.id] = ["unknown"]
        elif question.many:
            found[question.id] = dice.sample(values, dice.randint(0, len(values)))
        else:
            found[question.id] = [dice.choice(values)]
    return found
