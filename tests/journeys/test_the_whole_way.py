"""Anna's journey, from the first question to a folder that the police can check: without script, without the net."""

from __future__ import annotations

import json
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from journey_steps import add_datum, add_files, choose_folder, to_the_plan, wait
from playwright.sync_api import Page, expect

from houvast.web.server import Running

pytestmark = pytest.mark.browser

CHAT = """[12-11-2026 21:14:05] Kees: haar nummer is 06-12345678
[12-11-2026 21:15:10] Piet: en waar woont ze
[12-11-2026 21:16:44] Kees: Dorpsstraat 12 in Ons Dorp, ga er maar langs
[12-11-2026 21:18:02] Jan: hou op
"""


@pytest.fixture
def material(tmp_path: Path) -> tuple[Path, ...]:
    """A chat, a mail and a note, as they come from a telephone."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "kees@example.org", "anna@example.org", "kijk"
    mail["Date"] = "Thu, 12 Nov 2026 21:20:00 +0100"
    mail.set_content("Je nummer 06 1234 5678 staat overal. Je nieuwe straat Lindelaan 7 ook.\n")
    files = {
        "_chat.txt": CHAT.encode(),
        "kijk.eml": mail.as_bytes(),
        "notitie.txt": b"gebeld door 0612345678\n",
    }
    folder = tmp_path / "van-telefoon"
    folder.mkdir()
    for name, body in files.items():
        (folder / name).write_bytes(body)
    return tuple(folder / name for name in files)


def test_anna_goes_the_whole_way(page: Page, server: Running, material: tuple[Path, ...], tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    to_the_plan(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit kun je vandaag doen")
    with page.expect_download() as paper:
        page.get_by_role("link", name="Op papier").click()
    assert Path(paper.value.path()).read_bytes().startswith(b"%PDF-")

    page.locator("aside input[name=told]").fill("Er stond een man aan de deur. Hij riep mijn naam.")
    page.get_by_role("button", name="Schrijf op").click()
    expect(page.locator("blockquote")).to_contain_text("man aan de deur")

    add_files(page, server.origin, *material)
    expect(page.get_by_text("Bewaard als nummer")).to_have_count(3)

    for kind, value, state in (
        ("name", "Anna de Vries", "known"),
        ("email", "anna@example.org", "known"),
        ("phone", "06-12345678", "spread"),
        ("address", "Dorpsstraat 12", "spread"),
        ("address", "Lindelaan 7", "secret"),
    ):
        add_datum(page, server.origin, kind, value, state)
    page.goto(f"{server.origin}/s/8")
    page.locator("main form button").first.click()
    wait(page)
    assert page.locator(".hit").count() >= 5

    page.goto(f"{server.origin}/s/9")
    page.locator("#id_platform").select_option("telegram")
    page.locator("#id_group").fill("Wie kent Anna")
    page.locator("main").get_by_role("button", name="Schrijf op").click()
    page.get_by_role("link", name="Maak de melding").click()
    page.get_by_role("link", name="Beantwoord de vraag").click()
    page.locator('input[name="answer"][value="only_data"]').check()
    page.locator("main form button").first.click()
    expect(page.locator("#letter")).to_contain_text("Wie kent Anna")
    assert "Lindelaan" not in page.locator("#letter").inner_text()  # V4
    expect(page.get_by_text("Een antwoord mag je verwachten op")).to_be_visible()

    page.goto(f"{server.origin}/s/12")
    page.locator('input[name="to"][value="police"]').check()
    for box in page.locator('input[name="items"]').all():
        box.check()
    page.locator("main form button").click()
    wait(page)
    leaks = page.locator(".care").first.inner_text()
    assert ".eml, in de tekst" in leaks  # V3: the secret address in the mail is named before anything leaves
    page.get_by_role("link", name="Toch meegeven").click()
    page.get_by_role("link", name="Kies een andere map").click()
    out = tmp_path / "stick"
    out.mkdir()
    choose_folder(page, out)
    page.locator("main form button").click()
    expect(page.locator(".wrong-text")).to_be_visible()
    assert list(out.iterdir()) == []  # V6: nothing without a yes
    page.locator('input[name="yes"]').check()
    page.locator("main form button").click()
    wait(page)
    expect(page.get_by_text("Nagekeken: alles past bij elkaar.")).to_be_visible()
    (bundle,) = out.iterdir()
    assert (bundle / "data" / "Dossier.pdf").read_bytes().startswith(b"%PDF-")
    verifier = next(bundle.rglob("houvast_verify.py"))
    checked = subprocess.run([sys.executable, "-I", "-S", str(verifier), str(bundle)], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stdout.decode()

    assert {url.split("/")[2] for url in asked} == {server.origin.removeprefix("http://")}, json.dumps(asked)
