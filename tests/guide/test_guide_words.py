"""What the words may be: as easy as the brochure, never firmer than it, and never a promise or a verdict (V8)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reading_ease import WORD, brochure, measure
from said import said

from houvast.knowledge.load import knowledge
from houvast.knowledge.records import LANGS, Lang

SOURCE = Path(__file__).resolve().parents[2].parent / "shared" / "source"
BROCHURE_FLESCH_DOUMA = 74.5
BROCHURE_WORDS_A_SENTENCE = 10.15
LONGEST_SENTENCE = 25

NEVER = {
    "nl": (
        r"geen doxing",
        r"niet strafbaar",
        r"te laat",
        r"verjaard",
        r"kansloos",
        r"heeft geen zin",
        r"\d+ ?%",
        r"1 op de \d",
        r"wordt zeker",
        r"gegarandeerd",
        r"lukt altijd",
        r"krijgt? (hij|die|de dader) (een )?straf\b",
        r"eigen schuld",
        r"had je maar",
    ),
    "en": (
        r"not doxing",
        r"no doxing",
        r"not punishable",
        r"too late",
        r"no offence",
        r"hopeless",
        r"no point",
        r"\d+ ?%",
        r"1 in \d",
        r"guaranteed",
        r"will certainly",
        r"always works",
        r"own fault",
        r"you should have",
    ),
}

# Sentences that the brochure hedges: what is said about them here must hedge as well (S67).
HEDGED = {
    "stopgesprek": r"soms|ik wil eerst|wat zeg je",
    "boete": r"\bkan\b|kunnen|vierde categorie",
    "bevel": r"overwegen|voorwaarden|\bkan\b",
    "schadevergoeding": r"\bkun|vragen",
    "hogere straf|straf hoger|straf kan hoger|straf zijn hoger": r"\bkan\b|kunnen|alleen voor",
    "dader (wordt|worden)? ?gevonden|gevonden kan": r"\bkan\b|kunnen|soms|wil",
    "voor de rechter": r"\bkan\b|kunnen|als",
}


@pytest.mark.parametrize("file", sorted(SOURCE.glob("*.txt")))
def test_the_measure_gives_for_the_brochure_what_stands_here(file: Path) -> None:
    found = measure(brochure(file.read_text("utf-8")))
    assert found.flesch_douma == pytest.approx(BROCHURE_FLESCH_DOUMA, abs=0.1)
    assert found.words_a_sentence == pytest.approx(BROCHURE_WORDS_A_SENTENCE, abs=0.02)


def test_the_guide_as_a_whole_is_easier_than_the_brochure() -> None:
    found = measure("\n".join(said("nl").values()))
    assert found.words > 5000
    assert found.words_a_sentence <= BROCHURE_WORDS_A_SENTENCE
    assert found.flesch_douma >= BROCHURE_FLESCH_DOUMA


@pytest.mark.parametrize("name", [f"page {page}" for page in knowledge().pages])
def test_every_page_is_at_least_as_easy_as_the_brochure(name: str) -> None:
    found = measure(said("nl")[name])
    assert found.words_a_sentence <= BROCHURE_WORDS_A_SENTENCE
    assert found.flesch_douma >= BROCHURE_FLESCH_DOUMA


def test_every_step_has_short_sentences_and_no_step_is_hard() -> None:
    """A step is too short for the score to mean much; names of organisations weigh in it. So the floor is lower."""
    for name, text in said("nl").items():
        if name.startswith("step "):
            found = measure(text)
            assert found.words_a_sentence <= BROCHURE_WORDS_A_SENTENCE, name
            assert found.flesch_douma >= 55, name


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_has_more_than_25_words(lang: Lang) -> None:
    for name, text in said(lang).items():
        for sentence in measure(text).sentences:
            assert len(WORD.findall(sentence)) <= LONGEST_SENTENCE, (name, sentence)


@pytest.mark.parametrize("lang", LANGS)
def test_v8_no_text_gives_a_verdict_a_chance_or_a_promise(lang: Lang) -> None:
    for name, text in said(lang).items():
        for pattern in NEVER[lang]:
            assert not re.search(pattern, text, re.IGNORECASE), (name, pattern)


@pytest.mark.parametrize("about", HEDGED)
def test_s67_no_text_is_firmer_than_the_brochure(about: str) -> None:
    hits = 0
    for name, text in said("nl").items():
        for sentence in measure(text).sentences:
            if re.search(about, sentence, re.IGNORECASE):
                hits += 1
                around = text if name.startswith(("step", "note", "page")) else sentence
                assert re.search(HEDGED[about], around, re.IGNORECASE), (name, sentence)
    assert hits


def test_the_person_is_spoken_to_as_je_and_no_phone_number_is_made_up() -> None:
    known = {re.sub(r"\D", "", line.address) for one in knowledge().organisations.values() for line in one.lines}
    known |= {"08007000", "0704142000"}  # Meld Misdaad Anoniem and Schadefonds: both confirmed, in the text of a step
    for name, text in said("nl").items():
        for number in re.findall(r"\b0\d{2,3}-[\d ]{4,}\d", text):
            assert re.sub(r"\D", "", number) in known, (name, number)
        for quoted in re.findall(r"\b[Uu]w?\b", text):
            assert quoted == "u" and name in {
                "step desk_card",
                "step local_help",
                "step school",
                "step report_refused",
            }, name
