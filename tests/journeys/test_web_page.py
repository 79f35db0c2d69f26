"""A web page by its address: nothing is asked for before a yes, and then it is kept and can be looked at."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from journey_steps import come_in, to_the_plan, wait
from playwright.sync_api import BrowserContext, expect

from houvast.outside.table import LOOPBACK_TOO
from houvast.web.server import running

pytestmark = pytest.mark.browser


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    """A page on loopback, and what was asked of it."""
    asked: list[str] = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = b"<!doctype html><title>x</title><h1>haar nummer is 06-12345678</h1>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/profiel", asked
        server.shutdown()
        thread.join()


def test_a_page_is_fetched_only_after_the_person_read_what_the_other_side_learns(
    context: BrowserContext, site: tuple[str, list[str]]
) -> None:
    address, asked = site
    with running(lang="nl", table=LOOPBACK_TOO) as server:
        page = context.new_page()
        come_in(page, server)
        to_the_plan(page)
        page.goto(f"{server.origin}/s/5/4")
        page.locator("#id_address").fill(address)
        page.locator("main form button").click()
        expect(page.locator(".care")).to_contain_text("je internetadres")
        assert asked == []  # V5

        page.get_by_role("button", name="Ik weet dit").click()
        wait(page)
        expect(page.get_by_text("Bewaard als nummer")).to_be_visible()
        assert "/profiel" in asked
        page.get_by_role("link", name="Bekijk de lijst").click()
        page.locator("ol.days a").first.click()
        assert page.locator("main img").count() == 0
        page.get_by_role("link", name="Bekijk").click()
        expect(page.locator("main img").first).to_be_visible()
        expect(page.locator("main pre").first).to_contain_text("06-12345678")
