"""The notice: its four elements, the claims it may make, and to whom it is never sent."""

import dataclasses
from itertools import product

import pytest
from letter_cases import FACTS, MADE_ON, PLACE

from houvast.case.own_data import DataKind
from houvast.errors import LetterError
from houvast.knowledge.letter_parts import letter_parts
from houvast.knowledge.platforms import Platform, platforms
from houvast.letters.letter import Letter
from houvast.letters.notice import compose_notice
from houvast.letters.render import eml, text

VALUES = {"name": "S. Voorbeeld", "email": "melding@example.org", "whose": "van mijzelf"}


def notice(facts: dict[str, str] | None = None, values: dict[str, str] | None = None, lang: str = "nl",
           platform: str = "facebook", place: object = PLACE) -> Letter:  # fmt: skip
    return compose_notice(
        FACTS if facts is None else facts,
        VALUES if values is None else values,
        platforms()[platform],
        lang,  # type: ignore[arg-type]
        places=[place],  # type: ignore[list-item]
        made_on=MADE_ON,
    )


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_four_elements_of_article_16_are_there(lang: str) -> None:
    said = text(notice(lang=lang))
    for element in ("a.", "b.", "c.", "d."):
        assert f"\n{element} " in said
    assert PLACE.address in said
    assert "S. Voorbeeld, melding@example.org" in said
    assert {"nl": "te goeder trouw", "en": "bona fide belief"}[lang] in said


def test_it_is_addressed_to_the_legal_entity_with_its_address() -> None:
    assert notice().recipient == (
        "Meta Platforms Ireland Limited",
        "Dienst: Facebook",
        "Merrion Road, Dublin 4, D04 X2K5, Ireland",
    )


def test_the_date_of_the_address_is_told_to_the_person_and_not_to_the_recipient() -> None:
    letter = notice()
    assert any("2026-08-22" in line for line in letter.before_sending)
    assert "2026-08-22" not in text(letter)


@pytest.mark.parametrize("gone", ["data.named", "whose.named", "post_kind"])
def test_a_fact_that_is_not_known_is_asked_for_by_name(gone: str) -> None:
    with pytest.raises(LetterError) as caught:
        notice({name: value for name, value in FACTS.items() if name != gone})
    assert caught.value.code == "letters.missing_fact"
    assert caught.value.values["fact"] == gone
    assert str(caught.value.values["what"]).strip()


def test_v7_article_285d_is_claimed_only_with_data_person_and_a_sign_of_intent() -> None:
    signs = ("intent.fear", "intent.nuisance", "intent.hindrance")
    for values in product(("yes", "no", "unknown"), repeat=3):
        for date in ("from_2024", "both", "before_2024", "unknown"):
            facts = FACTS | dict(zip(signs, values, strict=True)) | {"act_date": date}
            claimed = "285d" in text(notice(facts))
            assert claimed == ("yes" in values and date in {"from_2024", "both"})


def test_v7_criticism_and_news_are_noticed_for_the_data_alone_and_never_under_285d() -> None:
    said = text(notice(FACTS | {"post_kind": "news_or_criticism"}))
    assert "niet over de mening of het nieuws" in said
    assert "285d" not in said
    assert "AVG" not in said


@pytest.mark.parametrize("role", ["yes", "unknown"])
def test_a_public_figure_is_never_called_private(role: str) -> None:
    for lang in ("nl", "en"):
        said = text(notice(FACTS | {"public_role": role}, lang=lang))
        assert "geen rol in het openbaar" not in said
        assert "no public role" not in said


def test_no_sentence_about_the_case_is_printed_while_its_fact_is_unknown() -> None:
    bare = {name: FACTS[name] for name in ("data.named", "whose.named", "post_kind")}
    said = text(notice(bare))
    for part in letter_parts()["notice"]:
        if part.claim and not set(part.claim) <= set(bare):
            assert part.text["nl"].split("{")[0].strip() not in said, part.id


def test_every_part_that_reads_a_fact_of_the_case_names_it_as_its_claim() -> None:
    for letter, parts in letter_parts().items():
        for part in parts:
            read = part.when.facts
            if read and read != {"identity_allowed"}:
                assert part.claim, f"{letter}/{part.id}"


def test_v5_a_hostile_site_is_never_written_to() -> None:
    for platform in ("kiwifarms", "doxbin"):
        with pytest.raises(LetterError, match=r"letters\.hostile_recipient"):
            notice(platform=platform)


def test_where_the_dsa_does_not_bind_the_way_is_another_one() -> None:
    with pytest.raises(LetterError, match=r"letters\.no_dsa_notice"):
        notice(platform="kvk")


def test_a_link_or_group_is_needed() -> None:
    with pytest.raises(LetterError) as caught:
        notice(place=dataclasses.replace(PLACE, address="", group=""))
    assert caught.value.values["fact"] == "place"


def test_name_and_mail_are_asked_for_when_both_lack() -> None:
    with pytest.raises(LetterError) as caught:
        notice(values={"whose": "van mijzelf"})
    assert caught.value.values["fact"] == "notifier"


def test_a_notice_without_a_name_is_made_only_for_images_of_a_minor() -> None:
    hidden = FACTS | {"identity_allowed": "none"}
    with pytest.raises(LetterError):
        notice(hidden)
    letter = notice(hidden | {"who": "self_minor", "shared.intimate": "yes"})
    assert letter.sender == ()
    assert "S. Voorbeeld" not in text(letter)
    assert "melding@example.org" not in eml(letter).decode()


def test_somebody_else_can_notify_and_then_the_persons_name_is_not_in_it() -> None:
    values = VALUES | {"representative": "Slachtofferhulp Nederland", "representative_email": "namens@example.org"}
    letter = notice(values=values)
    assert "S. Voorbeeld" not in text(letter)
    assert letter.sender == ("Slachtofferhulp Nederland", "namens@example.org")


def test_what_the_recipient_learns_and_who_else_may_is_told_before_sending_for_every_platform() -> None:
    for platform in platforms().values():
        if platform.hostile or platform.dsa_notice == "no":
            continue
        lines = notice(platform=platform.id).before_sending
        assert any("leest je naam en mailadres" in line for line in lines), platform.id
        assert any("plaatser" in line or "plaatste" in line for line in lines), platform.id
        assert not any(word in line for line in lines for word in ("gegarandeerd", "altijd weg")), platform.id


def test_the_paper_names_kinds_of_data_and_has_no_place_for_a_value() -> None:
    assert DataKind.PHONE in PLACE.data
    assert "telefoonnummer, adres" in text(notice())
    assert not {field.name for field in dataclasses.fields(PLACE)} & {"value", "secret", "own_data"}


def test_a_mail_draft_cannot_be_given_another_header_by_its_subject_or_address() -> None:
    letter = dataclasses.replace(notice(), subject="Hoi\r\nBcc: x@example.org", to="a@example.org\nBcc: y@example.org")
    head = eml(letter).split(b"\r\n\r\n")[0]
    assert b"Bcc" not in head
    assert b"\nTo:" not in head


def test_every_platform_record_keeps_unknown_unknown_and_has_a_kind_of_date() -> None:
    assert len(platforms()) == 63
    for platform in platforms().values():
        assert isinstance(platform, Platform)
        assert "unknown" not in " ".join(platform.address)
        assert platform.confidence in {"high", "medium", "low"}
        assert platform.country == "unknown" or len(platform.country) == 2
        assert platform.forwards_notice_to_poster in {"yes", "no", "possible", "unknown"}


def test_an_address_that_is_for_authorities_only_is_never_used_for_a_persons_notice() -> None:
    for name in ("telegram", "bluesky", "substack"):
        assert platforms()[name].address == ()
        assert "dsa" not in platforms()[name].mail_for_notice
