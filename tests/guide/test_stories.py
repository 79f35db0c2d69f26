"""Golden stories: the six journeys with every word in nl and en, and forty people with the shape of their plan.

To renew after a change that was meant: `python tests/guide/test_stories.py`, and read what changed.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from guide_cases import JOURNEYS, plan

from houvast.guide.plan import Plan
from houvast.guide.plan_text import as_text
from houvast.knowledge.records import LANGS, Lang

HERE = Path(__file__).parent
STORIES = tomllib.loads((HERE / "stories.toml").read_text("utf-8"))
REVIEWED = HERE / "stories_reviewed.txt"


def shape(made: Plan) -> str:
    """A plan by the names of its parts."""
    parts = {
        "urgent": [card.id for card in made.urgent],
        "today": [planned.id for planned in made.today],
        "week": [planned.id for planned in made.week],
        "later": [planned.id for planned in made.later],
        "notes": [note.id for planned in made.steps for note in planned.notes],
        "people": [f"{reach.id}{'' if reach.open == 'yes' else '?'}" for reach in made.people],
        "left out": [f"{item.step.id} ({item.because.id})" for item in made.left_out],
    }
    return "\n".join(f"  {name}: {', '.join(names)}" for name, names in parts.items() if names)


def all_shapes() -> str:
    return "".join(f"{name}\n{shape(plan(**given))}\n" for name, given in STORIES.items())


def test_there_are_forty_stories() -> None:
    assert len(STORIES) == 40


@pytest.mark.parametrize("name", STORIES)
def test_the_plan_of_a_story_is_the_one_that_was_read_and_approved(name: str) -> None:
    reviewed = dict(part.split("\n", 1) for part in split_stories(REVIEWED.read_text("utf-8")))
    assert shape(plan(**STORIES[name])) == reviewed[name].rstrip("\n")


def split_stories(text: str) -> list[str]:
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.startswith("  "):
            found[-1] += line
        else:
            found.append(line)
    return found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", JOURNEYS)
def test_every_word_of_a_journeys_plan_was_read_and_approved(name: str, lang: Lang) -> None:
    expected = (HERE / "stories" / f"{name}.{lang}.txt").read_text("utf-8")
    assert as_text(plan(**JOURNEYS[name]), lang) == expected


if __name__ == "__main__":
    REVIEWED.write_text(all_shapes(), "utf-8")
    for journey, given in JOURNEYS.items():
        for language in LANGS:
            file = HERE / "stories" / f"{journey}.{language}.txt"
            file.write_text(as_text(plan(**given), language), "utf-8")
