"""The sheet to tell it once: ten boxes at fixed places, and nothing more than the person wants."""

import dataclasses

import pypdfium2 as pdfium
import pytest
from letter_cases import CASE

from houvast.knowledge.say import say
from houvast.letters.render import pdf, text
from houvast.letters.tell import BOXES, compose_tell

WAITING = dataclasses.replace(
    CASE, notices=(*CASE.notices, dataclasses.replace(CASE.notices[0], seq=12, due="2026-12-01", answers=()))
)

LABELS = (
    "Dit is mij overkomen", "Dit staat waar, en is het weg?", "Zo gaat het nu met mij", "Dit wil ik",
    "Dit wil ik niet", "Dit is al gedaan, en door wie", "Dit komt eraan", "Zo bereik je mij veilig",
    "Vraag mij niet opnieuw naar", "Je mag dit doorgeven aan",
)  # fmt: skip


def places_of(made: bytes) -> dict[str, tuple[int, int]]:
    """Where each label stands on the first page, in points."""
    page = pdfium.PdfDocument(made)[0]
    words = page.get_textpage()
    found = {}
    for label in LABELS:
        hit = words.search(label, match_case=True).get_next()
        assert hit is not None, label
        left, bottom, *_ = words.get_charbox(hit[0])
        found[label] = (round(left), round(bottom))
    return found


@pytest.mark.parametrize("audience", ["help", "police", "work"])
def test_the_sheet_is_one_page_for_an_ordinary_case(audience: str) -> None:
    assert len(pdfium.PdfDocument(pdf(compose_tell(CASE, audience)))) == 1  # type: ignore[arg-type]


def test_the_boxes_stand_at_the_same_places_whatever_is_in_them() -> None:
    full = dataclasses.replace(CASE, told=CASE.told * 30, places=CASE.places * 20)
    empty = dataclasses.replace(CASE, told="", places=(), notices=())
    first = places_of(pdf(compose_tell(CASE, "help")))
    assert places_of(pdf(compose_tell(full, "help"))) == first
    assert places_of(pdf(compose_tell(empty, "police"))) == first


def test_what_does_not_fit_stands_whole_on_the_back_and_the_front_says_so() -> None:
    long = dataclasses.replace(CASE, told=" ".join(f"zin{number}." for number in range(400)))
    document = pdfium.PdfDocument(pdf(compose_tell(long, "help")))
    assert "verder op de achterkant" in document[0].get_textpage().get_text_range()
    assert "zin399." in document[1].get_textpage().get_text_range()


def test_each_box_can_be_left_out() -> None:
    for name in BOXES:
        label = say(f"letters.tell.{name}", "nl")
        assert f"{label}\n–\n" in text(compose_tell(CASE, "help", leave_out={name})), name
        assert f"{label}\n–\n" not in text(compose_tell(WAITING, "help")), name


def test_v7_no_actor_of_an_event_is_named_on_any_sheet() -> None:
    case = dataclasses.replace(
        CASE, events=tuple(dataclasses.replace(event, actor="Jan Verdachte") for event in CASE.events)
    )
    for audience in ("help", "police", "work"):
        assert "Verdachte" not in text(compose_tell(case, audience))  # type: ignore[arg-type]


def test_the_sheet_for_work_names_the_platform_but_not_the_link_or_the_account() -> None:
    said = text(compose_tell(CASE, "work"))
    assert "Facebook" in said
    assert "https://" not in said
    assert "Boze Buur" not in said


def test_it_says_how_to_reach_her_and_what_not_to_ask() -> None:
    said = text(compose_tell(CASE, "help"))
    assert "Spreek niets in." in said
    assert "De foto van mijn huis." in said


def test_the_next_date_is_the_first_notice_that_still_waits() -> None:
    assert "1 december 2026: antwoord verwacht" in text(compose_tell(WAITING, "help"))
    assert "antwoord verwacht" not in text(compose_tell(CASE, "help"))
