"""What a person does in a journey, in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, expect

from houvast.web.server import Running

PASSPHRASE = "een lang eigen wachtwoord"
ANNA = (["self_adult"], ["safe"], ["alone"], ["phone", "address"], ["calls"], ["remove", "punish"])


def come_in(page: Page, server: Running) -> None:
    """Through the one-time link to the start page."""
    page.goto(server.link())
    page.wait_for_url(f"{server.origin}/s/")


def answer(page: Page, values: Sequence[str]) -> None:
    """Tick the answers to the question that is shown, and go on."""
    for value in values:
        page.locator(f'input[name="answer"][value="{value}"]').check()
    page.locator("main form button").first.click()


def begin(page: Page) -> None:
    page.get_by_role("button", name="Begin zonder te bewaren").click()


def to_the_plan(page: Page) -> None:
    """From the start page to the plan, as Anna answers."""
    begin(page)
    for values in ANNA:
        answer(page, values)


def add_files(page: Page, origin: str, *files: Path) -> None:
    page.goto(f"{origin}/s/5")
    page.locator("#files").set_input_files([str(file) for file in files])
    page.locator("main").get_by_role("button", name="Voeg toe").click()
    page.wait_for_url("**/s/5/*/**")
    wait(page)


def add_datum(page: Page, origin: str, kind: str, value: str, state: str) -> None:
    page.goto(f"{origin}/s/7")
    page.locator("#id_kind").select_option(kind)
    page.locator("#id_value").fill(value)
    page.locator(f'input[name="state"][value="{state}"]').check()
    page.locator("main").get_by_role("button", name="Zet erbij").click()


def wait(page: Page) -> None:
    """Until the page no longer says that it looks again by itself; it needs no script for that."""
    expect(page.locator("meta[http-equiv=refresh]")).to_have_count(0, timeout=60_000)


def choose_folder(page: Page, folder: Path) -> None:
    """Type the path of a folder on the page that is shown, and choose it."""
    page.locator("summary", has_text="Liever het pad typen").click()
    page.locator("#path").fill(str(folder))
    page.locator("main form:has(#path) button").click()
    page.get_by_role("button", name="Kies deze map").click()


def keep_in(page: Page, origin: str, folder: Path, passphrase: str) -> None:
    """Begin, and keep the dossier in a folder under an own passphrase."""
    page.goto(f"{origin}/s/")
    begin(page)
    page.goto(f"{origin}/s/15/2")
    choose_folder(page, folder)
    page.locator('input[name="which"][value="own"]').check()
    page.locator("summary", has_text="Eigen wachtwoord invullen").click()
    page.locator("#id_own").fill(passphrase)
    page.locator("#id_again").fill(passphrase)
    page.locator("main form button").last.click()
    wait(page)
    page.get_by_role("button", name="Ik heb het op papier").click()
