"""Every code that this room can raise or report has its sentence, in Dutch and in English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from houvast.knowledge.say import all_keys

ROOM = Path(__file__).resolve().parents[2] / "src" / "houvast" / "dossier"
SOURCE = {path.name: path.read_text("utf-8") for path in ROOM.glob("*.py")}
ALL = sorted({code for text in SOURCE.values() for code in re.findall(r'"((?:dossier|bundle)\.[a-z_]+)"', text)})
DAMAGE = {code for text in SOURCE.values() for code in re.findall(r'DamageError\(\s*"([a-z_.]+)"', text)}
FOUND = {code for text in SOURCE.values() for code in re.findall(r'(?:Finding|differs)\(\s*"([a-z_.]+)"', text)}


def test_there_are_codes_to_look_at() -> None:
    assert len(ALL) > 60
    assert len(DAMAGE) > 10
    assert len(FOUND) > 20


@pytest.mark.parametrize("code", ALL)
def test_every_code_has_a_sentence(code: str) -> None:
    assert {f"error.{code}", f"finding.{code}"} & all_keys()


@pytest.mark.parametrize("code", sorted(DAMAGE | FOUND))
def test_every_finding_and_every_damage_can_be_said_by_verify(code: str) -> None:
    assert f"finding.{code}" in all_keys()


def test_no_sentence_is_left_over() -> None:
    said = {key.split(".", 1)[1] for key in all_keys() if re.match(r"(error|finding)\.(dossier|bundle)\.", key)}
    assert said == set(ALL)
