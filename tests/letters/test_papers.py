"""What holds for every paper: its sentences exist and are short, its offences are sound, danger comes first."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from letter_cases import CASE, MADE_ON, PLACE

from houvast.errors import LetterError
from houvast.knowledge.offences import klacht_possible, offences, shown_by
from houvast.knowledge.platforms import platforms
from houvast.knowledge.say import all_keys
from houvast.letters.in_app import compose_in_app
from houvast.letters.plan_paper import compose_plan
from houvast.letters.render import pdf, text
from houvast.letters.timeline import compose_timeline
from houvast.letters.views import PlanView, StepView

LETTERS = Path(__file__).resolve().parents[2] / "src" / "houvast" / "letters"
TEXTS = LETTERS.parent / "knowledge" / "texts"
KEY = re.compile(r"""f?"((?:papers|letters|common)\.[a-z0-9_.{}!\[\]]+)\"""")

PLAN = PlanView(
    lang="nl",
    made_on=MADE_ON,
    urgent=(StepView(title="Is er nu gevaar?", do="Bel 112. Kun je niet praten? Typ met de app 112NL."),),
    today=(StepView(title="Leg kort vast", do="Link, account, tijd.", why="Straks is het weg.", minutes=1),),
    week=(StepView(title="Bel Slachtofferhulp", do="Vraag om hulp.", minutes=10),),
    later=(StepView(title="Scherm je adres af", do="Vraag het aan de gemeente."),),
    better_not=("Niet antwoorden.", "Niet betalen."),
    people=("Slachtofferhulp: 0900-0101", "De Luisterlijn: 088 0767 000"),
    dates=((date(2027, 2, 21), "Laatste dag voor een klacht."),),
)  # fmt: skip


def test_every_sentence_that_a_paper_asks_for_exists() -> None:
    asked = {key for path in LETTERS.glob("*.py") for key in KEY.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 100
    for key in asked:
        pattern = re.compile(re.sub(r"\\\{.*?\\\}", "[a-z0-9_.]+", re.escape(key)))
        assert key.startswith("letters.missing") or any(map(pattern.fullmatch, all_keys() | errors())), key


def errors() -> frozenset[str]:
    return frozenset(key.removeprefix("error.") for key in all_keys() if key.startswith("error."))


def test_every_error_of_this_room_has_its_sentence() -> None:
    raised = {
        code
        for path in LETTERS.glob("*.py")
        for code in re.findall(r'LetterError\(\s*"([a-z_.]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(raised) >= 5
    assert raised <= errors()


def test_doxing_is_always_named_and_first() -> None:
    assert next(iter(offences())) == "doxing"
    assert [offence.id for offence in shown_by({})] == ["doxing"]


def test_an_offence_with_a_klacht_is_possible_until_the_facts_rule_it_out() -> None:
    assert {offence.id for offence in klacht_possible({})} == {"stalking", "blackmail", "insult", "defamation"}
    ruled_out = {"effect.again": "no", "act.followed": "no"}
    assert "stalking" not in {offence.id for offence in klacht_possible(ruled_out)}


def test_no_offence_text_predicts_a_penalty() -> None:
    for offence in offences().values():
        for said in (offence.line.nl, offence.line.en):
            assert not re.search(r"\d|jaar|year|boete|fine\b", said), offence.id


def test_the_plan_on_paper_has_danger_first_and_human_beings_before_the_rest() -> None:
    said = text(compose_plan(PLAN))
    places = [said.index(word) for word in ("Bel 112.", "Leg kort vast", "De Luisterlijn", "21 februari 2027",
                                            "Bel Slachtofferhulp", "Niet betalen.")]  # fmt: skip
    assert places == sorted(places)


def test_the_plan_of_today_stands_on_one_page() -> None:
    assert len(pdfium.PdfDocument(pdf(compose_plan(PLAN)))) == 1


def test_an_empty_plan_says_that_nothing_must() -> None:
    assert "Praten mag altijd." in text(compose_plan(PlanView(lang="nl", made_on=MADE_ON)))


def test_the_foot_of_the_plan_is_a_human_being_who_is_open_now() -> None:
    assert compose_plan(PLAN).foot[0] == "Slachtofferhulp: 0900-0101"


def test_the_timeline_is_in_the_order_of_what_happened_and_keeps_what_has_no_date() -> None:
    said = text(compose_timeline(CASE))
    order = ("Stuk 7", "veertig keer", "Twee mannen", "Melding 9", "Het is geweigerd.")
    places = [said.index(word) for word in order]
    assert places == sorted(places)
    assert "de buurvrouw" in said


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_report_in_the_app_is_made_for_every_platform_that_may_be_written_to(lang: str) -> None:
    for platform in platforms().values():
        if platform.hostile:
            with pytest.raises(LetterError):
                compose_in_app({"data.named": "yes"}, {}, platform, lang, places=[PLACE], made_on=MADE_ON)  # type: ignore[arg-type]
        else:
            letter = compose_in_app({"data.named": "yes"}, {}, platform, lang, places=[PLACE], made_on=MADE_ON)  # type: ignore[arg-type]
            assert "<" not in text(letter)
            assert platform.name in letter.title


def test_that_nobody_agreed_is_written_only_when_it_is_known() -> None:
    for agreed, there in (("no", True), ("yes", False), ("unknown", False)):
        facts = {"data.named": "yes", "agreed": agreed}
        said = text(compose_in_app(facts, {}, platforms()["facebook"], "nl", places=[PLACE], made_on=MADE_ON))
        assert ("geen toestemming" in said) == there


def test_what_is_not_known_of_a_button_is_said_to_be_unknown() -> None:
    facts = {"data.named": "yes"}
    said = text(compose_in_app(facts, {}, platforms()["facebook"], "nl", places=[PLACE], made_on=MADE_ON))
    assert "Waar de knop precies zit, weten we niet." in said


def test_sentences_of_the_papers_are_short() -> None:
    exempt = ("papers.statement.", "papers.control.")
    for name in ("papers", "letters"):
        for key, both in tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8")).items():
            said = re.sub(r"\{\w+\}", "x", both["nl"])
            for sentence in re.split(r"(?<=[.?!:;])\s", said):
                assert len(sentence.split()) <= 20 or key.startswith(exempt), f"{key}: {sentence}"


def test_every_paper_stands_in_the_table_of_the_documentation() -> None:
    table = (LETTERS.parents[2] / "docs" / "papers.md").read_text(encoding="utf-8")
    made = [path.name for path in LETTERS.glob("*.py") if re.search(r"def compose_\w+\(", path.read_text("utf-8"))]
    assert len(made) == 6
    for name in made:
        assert f"`letters/{name}`" in table, name
