"""A real server and a real browser: Chromium without a profile, on loopback only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from journey_steps import come_in
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from houvast.web.server import Running, running

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for the journeys of a file. It opens our own pages only, so it may run as root without its sandbox.

    It is closed at the end of the file: Playwright keeps an event loop running, and other tests count processes.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def server() -> Iterator[Running]:
    with running(lang="nl") as found:
        yield found


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser without script, as a person may have it."""
    found = chromium.new_context(java_script_enabled=False, viewport={"width": 1100, "height": 900})
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext, server: Running) -> Page:
    """A page that came in through the one-time link."""
    found = context.new_page()
    come_in(found, server)
    return found
