"""The police dossier: what page 1 and 2 hold, what is never in it, and how it is checked."""

import dataclasses
import json
from datetime import date

import pypdfium2 as pdfium
import pytest
from letter_cases import CASE, CHAT, CONTROL, FACTS, ITEM, NOTICE, WISHES

from houvast.errors import LetterError
from houvast.letters.dossier_pdf import compose_dossier, machine_data
from houvast.letters.render import pdf, text
from houvast.letters.views import AffectedView, CaseView

BOXES = (
    "1 Wie", "2 Welke gegevens", "3 Waar het staat", "4 Sinds wanneer", "5 Wat er volgde", "6 Wat ik vraag",
    "7 Strafbare feiten die kunnen blijken", "8 Bijlagen",
)  # fmt: skip


def with_(**changes: object) -> CaseView:
    return dataclasses.replace(CASE, **changes)  # type: ignore[arg-type]


def page(case: CaseView, number: int) -> pdfium.PdfTextPage:
    return pdfium.PdfDocument(pdf(compose_dossier(case)))[number - 1].get_textpage()


def boxes_of(case: CaseView) -> dict[str, tuple[int, int]]:
    words = page(case, 1)
    said = words.get_text_range()
    found = {}
    for box in BOXES:
        start = next((said.find(form) for form in (box, box.replace(" ", "  ", 1)) if form in said), -1)
        assert start >= 0, box
        left, bottom, *_ = words.get_charbox(start)
        found[box] = (round(left), round(bottom))
    return found


def test_page_1_tells_who_what_where_since_when_what_followed_and_what_is_asked() -> None:
    said = page(CASE, 1).get_text_range()
    for fact in (
        "S. Voorbeeld", "Slachtofferhulp Nederland, locatie", "telefoonnummer, adres", "Facebook", "100045671234567",
        "14 november 2026", "Er komen telefoontjes en berichten.", "Ik wil aangifte doen", "285d Sr", "2 stukken.",
    ):  # fmt: skip
        assert fact in said, fact


def test_the_facts_of_page_1_stand_at_fixed_places_and_are_never_cut_out_of_sight() -> None:
    full = with_(
        told=CASE.told * 40,
        places=CASE.places * 30,
        events=tuple(dataclasses.replace(event, told=event.told * 20) for event in CASE.events) * 20,
        person="Naam " * 60,
    )
    assert boxes_of(full) == boxes_of(CASE) == boxes_of(with_(places=(), events=(), affected=()))
    words = page(full, 1)
    said = words.get_text_range()
    more = [place for place in range(len(said)) if said.startswith("… (meer verderop)", place)]
    assert len(more) >= 3
    bottoms = sorted({bottom for _, bottom in boxes_of(full).values()}, reverse=True)
    for place in more:
        bottom = words.get_charbox(place)[1]
        following = max((one for one in bottoms if one < bottom), default=0)
        assert bottom - following > 12, "the last line of a box stands inside it"


def test_page_2_holds_the_essentials_of_a_statement() -> None:
    said = " ".join(page(CASE, 2).get_text_range().split())
    for essential in (
        "doxing (285d Sr)", "bedreiging (285 Sr)", "belaging (stalking) (285b Sr)", "opruiing (131 Sr)",
        "klacht, artikel 164 Sv", "domicilie", "Slachtofferhulp. Wilt u dat doorgeven?", "om een kopie",
        "burgerservicenummer weg uit de processtukken", "artikel 149a Sv", "Spreek niets in", "naar waarheid",
    ):  # fmt: skip
        assert essential in said, essential


def test_the_klacht_is_asked_per_person_and_only_who_wants_it_has_a_ticked_box() -> None:
    people = (
        AffectedView(seq=1, role="self", klacht="yes"),
        AffectedView(seq=2, role="child", called="mijn dochter", klacht="unknown", age_group="under_16"),
        AffectedView(seq=3, role="partner", called="mijn man", klacht="no"),
    )
    said = text(compose_dossier(with_(affected=people)))
    assert "[x] S. Voorbeeld: ik verzoek uitdrukkelijk om vervolging" in said
    assert "[ ] mijn dochter: ik verzoek uitdrukkelijk om vervolging" in said
    assert "De wettelijk vertegenwoordiger" in said
    assert "mijn man: ik verzoek" not in said


def test_the_last_day_for_a_klacht_stands_in_no_police_paper() -> None:
    people = (AffectedView(seq=1, role="self", klacht="yes", klacht_until=date(2027, 2, 12)),)
    letter = compose_dossier(with_(affected=people))
    assert "2027" not in text(letter)
    assert b"2027" not in letter.data


@pytest.mark.parametrize("agreed", ["no", "unknown"])
def test_v6_a_domicile_is_printed_only_when_the_other_said_yes(agreed: str) -> None:
    wishes = dataclasses.replace(WISHES, domicile="Kantoor Jansen, Dam 1", domicile_agreed=agreed)
    said = text(compose_dossier(with_(wishes=wishes)))
    assert "Kantoor Jansen" not in said
    assert "[ ] Gebruik niet mijn woonadres." in said


def test_v8_no_answers_give_a_text_that_deters() -> None:
    for facts in ({}, dict.fromkeys(FACTS, "no"), FACTS, FACTS | {"act_date": "before_2024"}):
        said = text(compose_dossier(with_(facts=facts, affected=(), places=(), data=()))).lower()
        for word in ("geen doxing", "niet strafbaar", "te laat", "kansloos", "gevangenisstraf", "boete"):
            assert word not in said, word
        assert "doxing (285d sr)" in said


def test_a_missing_element_is_called_not_yet_in_this_file() -> None:
    said = text(compose_dossier(with_(facts={}, affected=(), places=(), data=(), items=())))
    assert said.count("Dit staat nog niet in dit dossier.") == 4


@pytest.mark.parametrize("danger", [{"effect.threat": "yes"}, {"effect.at_door": "yes"}, {"offender": "ex_partner"}])
def test_s26_with_danger_a_stopgesprek_waits_for_a_word_about_the_risk(danger: dict[str, str]) -> None:
    wishes = dataclasses.replace(WISHES, stop_talk="yes")
    assert "ik wil eerst weten wat het risico is" in text(compose_dossier(with_(wishes=wishes, facts=danger)))
    assert "mag voor mij" in text(compose_dossier(with_(wishes=wishes, facts={})))


def test_s24_the_removal_order_is_asked_for_only_after_a_refusal_or_silence() -> None:
    assert "bevel tot ontoegankelijkmaking" in text(compose_dossier(CASE))
    waiting = dataclasses.replace(NOTICE, answers=())
    assert "bevel tot ontoegankelijkmaking" not in text(compose_dossier(with_(notices=(waiting,))))


def test_each_item_says_what_it_shows_and_what_it_does_not() -> None:
    said = text(compose_dossier(with_(items=(dataclasses.replace(ITEM, limits=("limit.picture_shows_pixels",)), CHAT))))
    assert said.count("Wat dit laat zien") == said.count("Wat dit niet laat zien") == 2
    assert "Ze bewijst niet wie het plaatste of wanneer." in said
    assert "Wie er achter een account zit, blijkt hier niet uit." in said


def test_times_of_an_item_have_their_zone_and_say_how_they_are_known() -> None:
    said = text(compose_dossier(CASE))
    assert "14 november 2026, 21:14 uur (Nederlandse tijd, UTC+01:00)\nStaat zo op de afbeelding." in said


def test_the_control_page_has_fingerprint_line_head_and_verifier() -> None:
    said = text(compose_dossier(CASE))
    assert "1f1f 1f1f" in said
    assert "Stand: regel: 42" in said
    assert "kop 0123456789abcdef." in said
    assert CONTROL.head not in said
    assert "9e9e 9e9e" in said
    assert "sha256sum -c manifest-sha256.txt" in said
    assert "Zonder tijdstempel blijkt niet wanneer" in said


def test_a_paper_without_control_data_is_not_made() -> None:
    with pytest.raises(LetterError, match=r"letters\.no_control"):
        compose_dossier(with_(control=None))


def test_a_choice_says_that_it_is_a_choice() -> None:
    assert text(compose_dossier(CASE)).count("Dit is een keuze uit het bewaarde.") == 2
    assert "keuze uit het bewaarde" not in text(compose_dossier(with_(whole=True)))


def test_v4_answers_to_the_guide_are_not_in_the_attached_data() -> None:
    case = with_(facts=FACTS | {"family": "is_danger", "effect.cannot_cope": "yes", "no_papers": "yes"})
    body = json.loads(machine_data(case))
    assert "facts" not in body
    for word in ("is_danger", "cannot_cope", "no_papers", "klacht_until", "preview"):
        assert word not in machine_data(case).decode()
    said = text(compose_dossier(case))
    assert said == text(compose_dossier(CASE))


def test_the_attached_data_keeps_the_exact_text_that_the_page_had_to_name() -> None:
    case = with_(told="Hij stuurde 🔪 en \u202e.")
    assert json.loads(machine_data(case))["told"] == case.told


def test_both_languages_make_a_whole_dossier() -> None:
    said = text(compose_dossier(with_(lang="en")))
    assert "What belongs in my statement" in said
    assert "request prosecution" in said
    assert pdf(compose_dossier(with_(lang="en"))).startswith(b"%PDF")


def test_without_pictures_it_is_a_reading_copy() -> None:
    assert "Verkleind voorbeeld" in text(compose_dossier(CASE))
    assert "Verkleind voorbeeld" not in text(compose_dossier(CASE, pictures=False))


def test_an_empty_case_still_makes_a_paper() -> None:
    empty = CaseView(lang="nl", made_on=CASE.made_on, control=CONTROL)
    assert "Hierover is nog niets verteld." in text(compose_dossier(empty))
    assert pdf(compose_dossier(empty)).startswith(b"%PDF")
