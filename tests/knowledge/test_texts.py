"""Every sentence has one home, two halves and the same placeholders in both."""

from __future__ import annotations

import pytest

from houvast.errors import KnowledgeError
from houvast.knowledge import say as saying
from houvast.knowledge.records import files
from houvast.knowledge.say import all_keys, placeholders, say


def test_every_key_can_be_said_in_both_languages_with_its_own_placeholders() -> None:
    said = {(key, lang): body[key][lang] for _, body in files("texts") for key in body for lang in ("nl", "en")}
    assert {key for key, _ in said} == all_keys()
    for (key, lang), raw in said.items():
        sentence = say(key, lang, **dict.fromkeys(placeholders(raw), "7"))
        assert sentence
        assert "{" not in sentence


def test_a_half_that_is_empty_or_missing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for record in ({"nl": "Ja."}, {"nl": "Ja.", "en": " "}, {"nl": "Ja.", "en": "Yes.", "de": "Ja."}):
        monkeypatch.setattr(saying, "files", lambda _folder, record=record: [("x", {"a.b": record})])
        with pytest.raises(KnowledgeError) as caught:
            saying._texts.__wrapped__()
        assert caught.value.code == "knowledge.missing_half"


def test_two_files_cannot_both_hold_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    body = {"a.b": {"nl": "Ja.", "en": "Yes."}}
    monkeypatch.setattr(saying, "files", lambda _folder: [("x", body), ("y", body)])
    with pytest.raises(KnowledgeError) as caught:
        saying._texts.__wrapped__()
    assert caught.value.values == {"key": "a.b", "file": "y"}


def test_halves_with_other_placeholders_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    body = {"a.b": {"nl": "Op {date}.", "en": "On {day}."}}
    monkeypatch.setattr(saying, "files", lambda _folder: [("x", body)])
    with pytest.raises(KnowledgeError) as caught:
        saying._texts.__wrapped__()
    assert caught.value.code == "knowledge.placeholders_differ"


@pytest.mark.parametrize(
    ("key", "lang", "code"),
    [
        ("no.such.key", "nl", "knowledge.no_text"),
        ("common.yes", "de", "knowledge.no_language"),
        ("common.checked_on", "nl", "knowledge.no_value"),
    ],
)
def test_what_cannot_be_said_is_an_error_with_a_sentence(key: str, lang: str, code: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        say(key, lang)
    assert caught.value.code == code
    assert say(f"error.{code}", "nl", **caught.value.values)
