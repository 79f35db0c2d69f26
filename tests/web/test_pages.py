"""What a person can do on the pages, without any script."""

from __future__ import annotations

import re

import pytest
from wsgi_browser import Browser

from houvast.knowledge.say import say

WITHOUT_DOSSIER = ("/s/", "/s/18", "/s/19", "/s/20", "/s/21", "/s/22", "/s/15/1")
WITH_DOSSIER = (
    *("/s/2/1", "/s/2/4", "/s/3", "/s/4", "/s/5", "/s/5/4", "/s/6", "/s/7", "/s/8", "/s/9", "/s/11", "/s/12"),
    *("/s/13", "/s/15/2", "/s/15/3", "/s/17", "/s/18", "/s/19", "/s/20", "/s/21", "/s/26", "/s/27"),
)
TELLING = re.compile(r"houvast|doxing|aangifte|dossier|slachtoffer|politie", re.IGNORECASE)


def title_of(page: str) -> str:
    return page.split("<title>")[1].split("</title>", maxsplit=1)[0]


@pytest.mark.parametrize("path", WITHOUT_DOSSIER)
def test_a_page_can_be_read_before_anything_is_begun(browser: Browser, path: str) -> None:
    browser.come_in()

    assert browser.get(path).status == 200


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("path", WITH_DOSSIER)
def test_every_page_has_a_human_being_the_state_of_saving_and_the_one_line(
    browser: Browser, path: str, lang: str
) -> None:
    browser.answer_all()
    if lang == "en":
        browser.post("/s/23")
    answer = browser.get(path)
    page = answer.text

    assert answer.status == 200
    assert f'lang="{lang}"' in page
    assert 'class="human"' in page and re.search(r"\d{3}", page.split('class="human"')[1])  # V9
    assert say("common.not_saved", lang) in page
    assert 'name="told"' in page


@pytest.mark.parametrize("path", WITH_DOSSIER)
def test_in_quiet_mode_neither_title_nor_address_tells(browser: Browser, path: str) -> None:
    browser.answer_all()
    browser.post("/s/24")
    page = browser.get(path).text

    assert title_of(page) == "Formulier"
    assert not TELLING.search(browser.last.path if browser.last else "")
    assert ">Houvast</a>" not in page
    assert 'class="leave"' in page


def test_the_button_to_close_is_there_in_quiet_mode_only(browser: Browser) -> None:
    browser.answer_all()

    assert 'class="leave"' not in browser.get("/s/3").text


def test_closing_forgets_everything_and_leaves_a_page_that_says_nothing(browser: Browser) -> None:
    browser.answer_all()
    browser.post("/s/24")
    answer = browser.post("/s/25")

    assert answer.path == "/n" and "Hier staat niets" in answer.text
    assert not TELLING.search(answer.text)
    assert browser.get("/s/3").status == 403
    assert not browser.house.entered


def test_the_first_plan_needs_six_questions_and_no_typing(browser: Browser) -> None:
    browser.begin()
    seen = 0
    while browser.last is not None and browser.last.path.startswith("/s/2/"):
        seen += 1
        assert not re.search(
            r'<(textarea|input[^>]+type="text")', browser.last.text.split("<main")[1].split("</main")[0]
        )
        browser.post(browser.last.path, {"skip": "1"})

    assert seen == 6
    assert browser.last is not None and browser.last.path == "/s/3"


def test_the_plan_shows_at_most_three_steps_for_today_and_folds_the_rest(browser: Browser) -> None:
    plan = browser.answer_all().text
    shown = plan.split("<main")[1].split('<details class="fold">')[0]

    assert 1 <= shown.count('class="step"') <= 3
    assert "Beter niet" in plan and "Nu te bereiken" in plan


def test_danger_comes_first_and_is_no_dead_end(browser: Browser) -> None:
    browser.begin()
    browser.post("/s/2/1", {"answer": "self_adult"})
    page = browser.post("/s/2/2", {"answer": "now"})

    assert page.path == "/s/19" and "112" in page.text and "112NL" in page.text
    assert 'href="/s/2/3"' in page.text


def test_who_is_watched_gets_quiet_mode_and_the_page_about_a_safe_device(browser: Browser) -> None:
    browser.begin()
    browser.post("/s/2/1", {"answer": "self_adult"})
    browser.post("/s/2/2", {"answer": "safe"})
    page = browser.post("/s/2/3", {"answer": "watched"})

    assert page.path == "/s/18" and title_of(page.text) == "Formulier"


def test_another_time_leads_to_a_page_that_gives_nothing_away(browser: Browser) -> None:
    browser.begin()
    browser.post("/s/2/1", {"skip": "1"})
    browser.post("/s/2/2", {"skip": "1"})
    page = browser.post("/s/2/3", {"answer": "elsewhere"})

    assert page.path == "/s/22" and not TELLING.search(page.text)
    assert "Luisterlijn" in page.text  # V9, and nothing given away


def test_what_happened_is_kept_in_one_line_from_any_page_and_can_be_added_to(browser: Browser) -> None:
    browser.answer_all()
    browser.get("/s/11")
    more = browser.post("/s/4", {"told": "Er stond een man bij de deur <script>"})

    assert "Er stond een man bij de deur &lt;script&gt;" in more.text
    browser.post(more.path, {"effect": "frightened", "witnesses": "de buurvrouw"})
    items = browser.get("/s/6").text
    assert "Er stond een man bij de deur" in items
    event = browser.get(re.findall(r'href="(/s/6/\d+)"', items)[0]).text
    assert "de buurvrouw" in event and "Ik was bang" in event


def test_an_empty_line_is_asked_again_on_top_and_at_the_field(browser: Browser) -> None:
    browser.answer_all()
    page = browser.post("/s/4", {"told": "  "})

    assert page.status == 422
    assert 'id="errors"' in page.text and 'href="#id_told"' in page.text and 'id="id_told_error"' in page.text


def test_own_data_are_written_down_with_their_state_and_can_be_taken_away(browser: Browser) -> None:
    browser.answer_all()
    browser.get("/s/7")
    page = browser.post("/s/7", {"kind": "phone", "value": "06 12345678", "state": "spread"})
    assert "12345678" in page.text and "verspreid" in page.text

    number = re.findall(r'action="/s/7/(\d+)"', page.text)[0]
    assert "12345678" not in browser.post(f"/s/7/{number}").text


def test_a_datum_that_cannot_be_right_is_refused_with_a_sentence(browser: Browser) -> None:
    browser.answer_all()
    browser.get("/s/7")
    page = browser.post("/s/7", {"kind": "bsn", "value": "123456789", "state": "secret"})

    assert page.status == 422
    assert 'id="id_value_error"' in page.text


def test_a_place_leads_to_what_can_be_done_there(browser: Browser) -> None:
    browser.answer_all()
    browser.get("/s/9")
    page = browser.post("/s/9", {"platform": "x", "address": "https://x.com/a/status/1", "account": "@a"})

    assert page.path.startswith("/s/9/") and "https://x.com/a/status/1" in page.text
    assert "/in_app" in page.text and "/dsa16" in page.text


def test_a_hostile_site_is_gone_round(browser: Browser) -> None:
    browser.answer_all()
    browser.get("/s/9")
    page = browser.post("/s/9", {"platform": "doxbin", "address": "https://doxbin.example/1"})

    assert "Schrijf deze site niet aan" in page.text
    assert "/dsa16" not in page.text  # V5


def test_a_file_is_taken_in_and_shown_as_a_closed_card(browser: Browser) -> None:
    browser.answer_all()
    browser.get("/s/5")
    browser.upload({"notitie.txt": b"Mijn nummer is 06 12345678.\n"})
    page = browser.wait()
    assert "Bewaard als nummer" in page.text

    seq = re.findall(r'action="/s/6/(\d+)/4"', page.text)[0]
    browser.post(f"/s/6/{seq}/4", {"text": "bericht met mijn nummer"})
    card = browser.get(f"/s/6/{seq}").text
    assert "bericht met mijn nummer" in card and "06 12345678" not in card
    assert "06 12345678" in browser.get(f"/s/6/{seq}/1").text


def test_without_the_one_time_code_no_byte_of_an_upload_is_taken_in(browser: Browser) -> None:
    browser.answer_all()
    page = browser.get("/s/5")
    assert browser.last is not None
    code = re.findall(r"/s/5/2/([0-9a-f]+)", page.text)[0]
    browser.last.body = page.body.replace(code.encode(), b"0" * 32)

    assert browser.upload({"a.txt": b"x"}).status == 403
    assert "Er staat nog niets" in browser.get("/s/6").text


def test_a_file_sent_to_a_page_that_takes_none_is_not_kept(browser: Browser) -> None:
    browser.answer_all()
    body = b'--e\r\nContent-Disposition: form-data; name="told"; filename="a.txt"\r\n\r\nsecret\r\n--e--\r\n'
    answer = browser.ask(
        "POST",
        "/s/4",
        body,
        CONTENT_TYPE="multipart/form-data; boundary=e",
        HTTP_SEC_FETCH_SITE="same-origin",
        HTTP_ORIGIN="http://127.0.0.1:5555",
    )

    assert answer.status == 403


def test_where_a_minor_is_involved_the_question_about_images_comes_before_any_file(browser: Browser) -> None:
    browser.begin()
    browser.post("/s/2/1", {"answer": "self_minor"})
    for _ in range(5):
        assert browser.last is not None
        browser.post(browser.last.path, {"skip": "1"})
    page = browser.get("/s/5")
    assert 'type="file"' not in page.text  # V1

    refused = browser.post("/s/5/1", {"answer": "perhaps"})
    assert "Helpwanted" in refused.text and 'type="file"' not in refused.text
    browser.get("/s/5")
    assert 'type="file"' in browser.post("/s/5/1", {"answer": "nothing"}).text


def test_before_a_page_is_fetched_the_person_reads_what_the_other_side_learns(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.web.views.add.is_available", lambda: (True, ""))
    browser.answer_all()
    browser.get("/s/5/4")
    page = browser.post("/s/5/4", {"address": "example.org/a"})

    assert "example.org" in page.text and 'name="yes" value="yes"' in page.text  # V5
    assert browser.house._visits and not next(iter(browser.house._visits.values())).opened.worker.busy  # type: ignore[union-attr]


def test_find_names_what_stands_where_and_the_person_has_the_last_word(browser: Browser) -> None:
    browser.answer_all()
    browser.get("/s/7")
    browser.post("/s/7", {"kind": "phone", "value": "06 12345678", "state": "spread"})
    browser.get("/s/5")
    browser.upload({"notitie.txt": b"bel hem: 0612345678 of +31 6 12 34 56 78\n"})
    browser.wait()
    browser.get("/s/8")
    browser.post("/s/8")
    page = browser.wait()
    assert page.path == "/s/8" and page.text.count('class="hit"') == 2

    page = browser.post("/s/8/1", {"verdict": "no"})
    assert page.text.count('class="hit off"') == 1


def test_an_item_can_be_destroyed_with_a_reason_and_a_yes_only(browser: Browser) -> None:
    browser.answer_all()
    browser.get("/s/5")
    browser.upload({"a.txt": b"weg ermee\n"})
    seq = re.findall(r'action="/s/6/(\d+)/4"', browser.wait().text)[0]
    browser.get(f"/s/6/{seq}/6")
    assert browser.post(f"/s/6/{seq}/6", {"why": "own_choice"}).status == 422

    page = browser.post(f"/s/6/{seq}/6", {"why": "own_choice", "really": "yes"})
    assert page.path == "/s/6" and f"Nummer {seq} is vernietigd" in page.text
    assert browser.get(f"/s/6/{seq}").status == 422  # V2


def test_language_and_quiet_mode_never_lead_to_another_site(browser: Browser) -> None:
    browser.come_in()
    for back in ("//evil.example/s/", "https://evil.example/s/", "/in/1", "javascript:alert(1)"):
        browser.get("/s/")
        answer = browser.post("/s/23", {"back": back})
        assert answer.path == "/s/"


def test_two_visits_know_nothing_of_each_other(browser: Browser) -> None:
    browser.answer_all()
    browser.post("/s/4", {"told": "van de eerste"})
    other = Browser(browser.app, browser.house)
    other.answer_all()

    assert "van de eerste" not in other.get("/s/6").text


@pytest.mark.parametrize("path", ["/s/7", "/s/8", "/s/9", "/s/5/4", "/s/11/1", "/s/12", "/s/26", "/s/27"])
def test_a_helper_does_nothing_in_anothers_name_without_a_yes(browser: Browser, path: str) -> None:
    browser.begin()
    browser.post("/s/2/1", {"answer": "i_help"})
    for _ in range(5):
        assert browser.last is not None
        browser.post(browser.last.path, {"skip": "1"})
    page = browser.get(path)
    assert "Eerst een ja" in page.text  # V6

    question = re.findall(r'class="button" href="(/s/2/\d+)"', page.text)[0]
    browser.get(question)
    browser.post(question, {"answer": "yes"})
    assert "Eerst een ja" not in browser.get(path).text
