"""WCAG 2.2 AA on every page: axe finds nothing, in Dutch and English, in light and dark, on a phone and a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from journey_steps import PASSPHRASE, add_datum, add_files, choose_folder, come_in, keep_in, to_the_plan, wait
from playwright.sync_api import Browser, Page, expect

from houvast.web.server import Running, running

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {
    "desk-light": {"viewport": {"width": 1100, "height": 900}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
BARE = ("/s/", "/s/19", "/s/20", "/s/21", "/s/22", "/s/15/1", "/n", "/nowhere")
BEGUN = (
    *("/s/2/1", "/s/2/4", "/s/2/8", "/s/3", "/s/4", "/s/5", "/s/5/3/1/1", "/s/5/4", "/s/6", "/s/7", "/s/8", "/s/9"),
    *("/s/11", "/s/12", "/s/13", "/s/15/2", "/s/17", "/s/18", "/s/19", "/s/20", "/s/21", "/s/26", "/s/27"),
)


@pytest.fixture(scope="module", params=LOOKS)
def look(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def ready(chromium: Browser, look: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Running]]:
    """A begun dossier with one of everything."""
    note = tmp_path_factory.mktemp("in") / "notitie.txt"
    note.write_text("bel 0612345678\n")
    with running(lang="nl") as server:
        context = chromium.new_context(**LOOKS[look])  # type: ignore[arg-type]
        page = context.new_page()
        come_in(page, server)
        to_the_plan(page)
        page.locator("aside input[name=told]").fill("gebeld en opgehangen")
        page.get_by_role("button", name="Schrijf op").click()
        add_files(page, server.origin, note)
        add_datum(page, server.origin, "phone", "06 12345678", "spread")
        page.goto(f"{server.origin}/s/8")
        page.locator("main form button").first.click()
        wait(page)
        page.goto(f"{server.origin}/s/9")
        page.locator("#id_platform").select_option("instagram")
        page.locator("#id_address").fill("https://www.instagram.com/p/1/")
        page.locator("main").get_by_role("button", name="Schrijf op").click()
        yield page, server
        context.close()


def findings(page: Page) -> list[str]:
    """What axe finds on the page that is shown, with all that is folded opened."""
    page.wait_for_load_state("load")
    # Not by clicking: that scrolls, and what slides under the bar on top is no small target.
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true }); scrollTo(0, 0)")
    found = Axe().run(page, options={"runOnly": TAGS}).response
    return [
        f"{page.url}: {one['id']} {node['target']} {node['html'][:120]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.fixture(scope="module")
def bare(chromium: Browser, look: str) -> Iterator[tuple[Page, Running]]:
    """A browser that came in, and nothing more."""
    with running(lang="nl") as server:
        context = chromium.new_context(**LOOKS[look])  # type: ignore[arg-type]
        page = context.new_page()
        come_in(page, server)
        yield page, server
        context.close()


@pytest.mark.parametrize("path", BARE)
def test_axe_finds_nothing_before_anything_is_begun(bare: tuple[Page, Running], path: str) -> None:
    page, server = bare
    page.goto(server.origin + path)

    assert findings(page) == []


@pytest.mark.parametrize("path", BEGUN)
def test_axe_finds_nothing_with_a_dossier(ready: tuple[Page, Running], path: str) -> None:
    page, server = ready
    page.goto(server.origin + path)

    assert findings(page) == []


def test_axe_finds_nothing_on_the_pages_of_each_item_event_and_place(ready: tuple[Page, Running]) -> None:
    page, server = ready
    page.goto(f"{server.origin}/s/6")
    links = {link.get_attribute("href") for link in page.locator("ol.days a").all()}
    assert len(links) >= 3
    wrong = []
    for link in sorted(filter(None, links)):
        for more in ("", "/1", "/6") if link.startswith("/s/6/") else ("",):
            page.goto(server.origin + link + more)
            wrong += findings(page)
    page.goto(f"{server.origin}/s/9")
    page.get_by_role("link", name="Instagram").click()
    page.get_by_role("link", name="Laat zien wat ik doe").click()
    wrong += findings(page)

    assert wrong == []


def test_axe_finds_nothing_on_a_form_that_came_back_with_errors(ready: tuple[Page, Running]) -> None:
    page, server = ready
    page.goto(f"{server.origin}/s/7")
    page.locator("main").get_by_role("button", name="Zet erbij").click()

    assert page.locator("#errors").is_visible()
    assert page.evaluate("document.activeElement.id") == "errors"
    assert findings(page) == []


def test_axe_finds_nothing_in_english_and_in_quiet_mode(ready: tuple[Page, Running]) -> None:
    page, server = ready
    page.goto(f"{server.origin}/s/3")
    page.get_by_role("button", name="Stille modus aan").click()
    page.get_by_role("button", name="English").click()
    try:
        expect(page.locator("html")).to_have_attribute("lang", "en")
        wrong = findings(page)
        assert page.title() == "Form"
        assert wrong == []
    finally:
        page.get_by_role("button", name="Nederlands").click()
        page.get_by_role("button", name="Stille modus uit").click()


@pytest.mark.parametrize("path", ["/s/3", "/s/4", "/s/6", "/s/9", "/s/13", "/s/20"])
def test_nothing_runs_off_the_side_of_a_narrow_screen(ready: tuple[Page, Running], path: str) -> None:
    page, server = ready
    page.set_viewport_size({"width": 320, "height": 640})  # 400 % zoom of 1280
    page.goto(server.origin + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_axe_finds_nothing_while_keeping_giving_and_opening(chromium: Browser, look: str, tmp_path: Path) -> None:
    wrong = []
    note = tmp_path / "notitie.txt"
    note.write_text("Lindelaan 7\n")
    with running(lang="nl") as server:
        context = chromium.new_context(**LOOKS[look])  # type: ignore[arg-type]
        page = context.new_page()
        come_in(page, server)
        keep_in(page, server.origin, tmp_path, PASSPHRASE)
        for path in ("/s/13", "/s/13/2", "/s/13/3", "/s/11/1", "/s/15/4"):
            page.goto(server.origin + path)
            wrong += findings(page)
        add_files(page, server.origin, note)
        wrong += findings(page)
        add_datum(page, server.origin, "address", "Lindelaan 7", "secret")
        page.goto(f"{server.origin}/s/12")
        page.locator('input[name="to"]').first.check()
        page.locator('input[name="items"]').first.check()
        page.locator("main form button").click()
        wait(page)
        assert page.url.endswith("/s/12/1")
        wrong += findings(page)
        page.goto(f"{server.origin}/s/12/2")
        wrong += findings(page)
        page.locator('input[name="yes"]').check()
        page.goto(f"{server.origin}/s/15/3")
        choose_folder(page, tmp_path)
        page.locator('input[name="yes"]').check()
        page.locator("main form button").click()
        wait(page)
        assert page.url.endswith("/s/12/3")
        wrong += findings(page)
        again = chromium.new_context(**LOOKS[look]).new_page()  # type: ignore[arg-type]
        come_in(again, server)
        again.goto(f"{server.origin}/s/15/1")
        again.locator("summary", has_text="Liever het pad typen").click()
        again.locator("#path").fill(str(tmp_path / "papieren"))
        again.locator("main form:has(#path) button").click()
        wrong += findings(again)
        again.goto(f"{server.origin}/s/14/1")
        wrong += findings(again)
        again.context.close()
        context.close()

    assert wrong == []
