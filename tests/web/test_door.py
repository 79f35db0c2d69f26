"""Nobody but the person reaches a page: T-CSRF/HOST of the threat model, and the one-time link."""

from __future__ import annotations

import pytest
from wsgi_browser import HOST, Browser, Clock

PAGES = ["/", "/s/", "/s/3", "/a/p.css", "/a/p.js", "/f/SourceSerif4-SemiBold.woff2", "/in/0123"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "[::1]:5555", "evil.example:5555", ""])
@pytest.mark.parametrize("path", PAGES)
def test_another_host_name_gets_an_empty_refusal(browser: Browser, host: str, path: str) -> None:
    answer = browser.ask("GET", path, HTTP_HOST=host)

    assert (answer.status, answer.body) == (403, b"")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith("/in/")])
def test_what_another_site_makes_the_browser_ask_is_refused(browser: Browser, site: str, path: str) -> None:
    browser.begin()

    assert browser.ask("GET", path, HTTP_SEC_FETCH_SITE=site).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site", "HTTP_ORIGIN": f"http://{HOST}"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_ORIGIN": "http://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://127.0.0.1:5556"},
        {},
    ],
)
def test_a_change_is_only_taken_from_our_own_pages(browser: Browser, headers: dict[str, str]) -> None:
    browser.come_in()

    assert browser.ask("POST", "/s/1", **headers).status == 403
    assert "Begin zonder te bewaren" in browser.get("/s/").text


def test_a_form_without_its_token_changes_nothing(browser: Browser) -> None:
    browser.come_in()
    answer = browser.ask(
        "POST",
        "/s/1",
        b"",
        CONTENT_TYPE="application/x-www-form-urlencoded",
        HTTP_ORIGIN=f"http://{HOST}",
        HTTP_SEC_FETCH_SITE="same-origin",
    )

    assert answer.status == 403
    assert "Begin zonder te bewaren" in browser.get("/s/").text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH"])
def test_only_looking_and_sending_forms_is_possible(browser: Browser, method: str) -> None:
    assert browser.ask(method, "/s/").status == 403


def test_a_one_time_link_works_once(browser: Browser) -> None:
    code = browser.house.link()
    first = browser.ask("GET", f"/in/{code}")
    browser.cookies.clear()
    second = browser.ask("GET", f"/in/{code}")

    assert first.status == 200
    assert second.status == 403
    assert second.cookies == []


def test_without_the_link_every_page_is_closed(browser: Browser) -> None:
    for path in ("/s/", "/s/3", "/s/6", "/s/7", "/s/13", "/s/15/1", "/s/16/1"):
        answer = browser.get(path)

        assert answer.status == 403
        assert "Deze pagina is dicht" in answer.text


def test_a_guessed_cookie_opens_nothing(browser: Browser) -> None:
    browser.come_in()
    browser.cookies = {"__Host-s": "0" * 64}

    assert browser.get("/s/").status == 403


def test_the_cookie_is_strict_and_no_script_sees_it(browser: Browser) -> None:
    answer = browser.ask("GET", f"/in/{browser.house.link()}")

    (cookie,) = answer.cookies
    assert cookie.startswith("__Host-s=")
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie and "Max-Age" not in cookie


def test_a_browser_that_drops_the_strict_cookie_gets_a_plain_one_and_then_a_word(browser: Browser) -> None:
    def on(page: str) -> str:
        return page.split('http-equiv="refresh" content="0;url=')[1].split('"', maxsplit=1)[0]

    first = browser.ask("GET", f"/in/{browser.house.link()}")
    browser.cookies.clear()
    second = browser.ask("GET", on(first.text))
    browser.cookies.clear()
    third = browser.ask("GET", on(second.text))

    assert second.cookies[0].startswith("s=")
    assert third.status == 403
    assert "Je browser onthoudt deze pagina niet" in third.text


def test_every_page_forbids_what_it_does_not_need(browser: Browser) -> None:
    for path in ("/s/", "/s/2/1", "/n", "/nowhere"):
        headers = browser.begin().headers if path == "/s/2/1" else browser.get(path).headers
        policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))

        assert policy["default-src"] == "'none'"
        assert {policy[name] for name in ("script-src", "style-src", "img-src", "font-src", "form-action")} == {
            "'self'"
        }
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_visit_ends_after_twelve_hours(browser: Browser, clock: Clock) -> None:
    browser.come_in()
    clock.move(hours=12, seconds=1)

    assert browser.get("/s/").status == 403


def test_nothing_is_kept_by_the_browser_but_the_letters_of_the_page(browser: Browser) -> None:
    assert browser.ask("GET", "/a/p.css").headers["Cache-Control"] == "no-store"
    assert browser.ask("GET", "/a/p.js").headers["Cache-Control"] == "no-store"
    assert "max-age" in browser.ask("GET", "/f/SourceSerif4-SemiBold.woff2").headers["Cache-Control"]
