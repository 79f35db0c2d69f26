"""Leaving in a hurry, and what is left behind in the browser."""

from __future__ import annotations

import pytest
from journey_steps import come_in, to_the_plan
from playwright.sync_api import Browser, expect

from houvast.web.server import Running

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", ["button", "shift"])
def test_one_press_in_quiet_mode_forgets_everything(chromium: Browser, server: Running, way: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    come_in(page, server)
    to_the_plan(page)
    page.get_by_role("button", name="Stille modus aan").click()
    expect(page.get_by_role("button", name="Sluit dit venster")).to_be_visible()
    if way == "button":
        page.get_by_role("button", name="Sluit dit venster").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(f"{server.origin}/n")

    assert context.cookies() == []
    assert not server.house.entered
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze pagina is dicht")
    context.close()


def test_without_script_the_button_does_the_same(page: object, server: Running, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    come_in(tab, server)
    to_the_plan(tab)
    tab.get_by_role("button", name="Stille modus aan").click()
    tab.get_by_role("button", name="Sluit dit venster").click()

    assert tab.url == f"{server.origin}/n"
    tab.goto(f"{server.origin}/s/3")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Deze pagina is dicht")
    context.close()


def test_the_pages_break_none_of_their_own_rules(chromium: Browser, server: Running) -> None:
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    come_in(page, server)
    to_the_plan(page)
    for path in ("/s/4", "/s/5", "/s/6", "/s/7", "/s/9", "/s/13", "/s/20"):
        page.goto(server.origin + path)

    assert said == []
    context.close()


def test_another_site_can_neither_show_nor_steer_the_pages(chromium: Browser, server: Running) -> None:
    context = chromium.new_context()
    page = context.new_page()
    come_in(page, server)
    other = context.new_page()
    other.set_content(
        f'<iframe src="{server.origin}/s/"></iframe><script src="{server.origin}/a/p.js" onload="got=1"></script>'
        f'<form method="post" action="{server.origin}/s/1"><button>x</button></form>'
    )
    other.wait_for_timeout(500)
    assert other.evaluate("window.got ?? null") is None
    other.get_by_role("button").click()
    other.wait_for_timeout(300)
    page.reload()

    expect(page.get_by_role("button", name="Begin zonder te bewaren")).to_be_visible()
    context.close()
