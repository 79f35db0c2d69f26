"""Keeping a dossier on disk, opening it again, and what else can be done with it."""

from __future__ import annotations

import re
from pathlib import Path

from wsgi_browser import Browser, Clock

OWN = {"name": "papieren", "which": "own", "own": "een lang eigen wachtwoord", "again": "een lang eigen wachtwoord"}
NEW = {"new": "een nieuw lang wachtwoord", "again": "een nieuw lang wachtwoord"}


def saved_in(browser: Browser, folder: Path) -> str:
    """Keep the dossier that was begun in a folder; the recovery key."""
    browser.get("/s/15/2")
    browser.post("/s/15/2", {"path": str(folder)})
    browser.get("/s/13")
    browser.post("/s/13", OWN)
    key = re.findall(r'class="key"[^>]*>([^<]+)<', browser.wait().text)[0]
    browser.post("/s/13/1")
    return key


def test_keeping_writes_only_sealed_files_where_the_person_said(browser: Browser, tmp_path: Path) -> None:
    browser.answer_all()
    browser.post("/s/4", {"told": "KANARIE-AAN-DE-DEUR"})
    browser.get("/s/15/2")
    browser.post("/s/15/2", {"path": str(tmp_path)})
    browser.post("/s/15/2", {"choose": "1"})
    assert list(tmp_path.iterdir()) == []

    browser.get("/s/13")
    browser.post("/s/13", {"name": "papieren", "which": "own", "own": "een lang eigen wachtwoord", "again": "x"})
    assert browser.last is not None and browser.last.status == 422
    browser.post("/s/13", OWN)
    sheet = browser.wait()
    assert sheet.path == "/s/13/1" and 'class="key"' in sheet.text
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert (tmp_path / "papieren" / "record" / "book.json") in written
    assert not any(b"KANARIE" in path.read_bytes() for path in written)
    assert "Alles is bewaard" in browser.post("/s/13/1").text
    assert browser.get("/s/13/1").path == "/s/13"


def test_a_saved_dossier_locks_after_a_quarter_of_an_hour_and_opens_with_its_passphrase(
    browser: Browser, clock: Clock, tmp_path: Path
) -> None:
    browser.answer_all()
    browser.post("/s/4", {"told": "een regel die er nog is"})
    browser.get("/s/15/2")
    browser.post("/s/15/2", {"path": str(tmp_path)})
    browser.get("/s/13")
    browser.post("/s/13", OWN)
    browser.wait()
    clock.move(minutes=14)
    assert browser.get("/s/3").path == "/s/3"
    clock.move(minutes=15)
    assert browser.get("/s/3").path == "/s/14"

    wrong = browser.post("/s/14", {"passphrase": "niet dit"})
    assert wrong.status == 422 and "id_passphrase_error" in wrong.text
    assert browser.post("/s/14", {"passphrase": "een lang eigen wachtwoord"}).path == "/s/3"
    assert "een regel die er nog is" in browser.get("/s/6").text


def test_what_was_never_saved_is_not_locked_away(browser: Browser, clock: Clock) -> None:
    browser.answer_all()
    browser.post("/s/4", {"told": "nog niet bewaard"})
    clock.move(minutes=59)

    assert "nog niet bewaard" in browser.get("/s/6").text


def test_an_existing_dossier_is_found_by_walking_to_it(browser: Browser, tmp_path: Path) -> None:
    for book in ("record", "private"):
        (tmp_path / "map" / book).mkdir(parents=True)
        (tmp_path / "map" / book / "book.json").write_text("{}")
    browser.come_in()
    browser.get("/s/15/1")
    here = browser.post("/s/15/1", {"path": str(tmp_path)})
    assert "<strong>(dossier)</strong>" in here.text

    assert browser.post("/s/15/1", {"into": str(tmp_path / "map")}).path == "/s/14"


def test_a_folder_that_is_not_there_is_said_so(browser: Browser) -> None:
    browser.come_in()
    browser.get("/s/15/1")

    assert browser.post("/s/15/1", {"path": "/nergens/te/vinden"}).status == 422


def test_a_second_copy_is_made_and_checked(browser: Browser, tmp_path: Path) -> None:
    browser.answer_all()
    (tmp_path / "hier").mkdir()
    (tmp_path / "stick").mkdir()
    saved_in(browser, tmp_path / "hier")
    browser.get("/s/15/4")
    browser.post("/s/15/4", {"path": str(tmp_path / "stick")})
    browser.get("/s/13/2")
    browser.post("/s/13/2")
    page = browser.wait()

    assert "De kopie is gemaakt en nagekeken" in page.text
    assert (tmp_path / "stick" / "papieren" / "record" / "book.json").is_file()


def test_with_the_recovery_sheet_a_lost_passphrase_is_replaced(browser: Browser, tmp_path: Path) -> None:
    browser.answer_all()
    key = saved_in(browser, tmp_path)
    other = Browser(browser.app, browser.house)
    other.come_in()
    other.get("/s/15/1")
    other.post("/s/15/1", {"path": str(tmp_path / "papieren")})
    other.get("/s/14/1")
    wrong = other.post("/s/14/1", NEW | {"key": key[::-1]})
    assert wrong.status == 422
    done = other.post("/s/14/1", NEW | {"key": key})

    assert done.path == "/s/14"
    assert other.post("/s/14", {"passphrase": "een lang eigen wachtwoord"}).status == 422
    assert other.post("/s/14", {"passphrase": "een nieuw lang wachtwoord"}).path == "/s/3"


def test_a_whole_dossier_ends_after_a_yes_only(browser: Browser, tmp_path: Path) -> None:
    browser.answer_all()
    saved_in(browser, tmp_path)
    browser.get("/s/13/3")
    assert browser.post("/s/13/3").status == 422
    assert (tmp_path / "papieren").is_dir()

    assert browser.post("/s/13/3", {"really": "yes"}).path == "/s/"
    assert not (tmp_path / "papieren").exists()  # V2


def test_a_second_dossier_in_the_same_folder_opens_with_the_passphrase_that_is_there(
    browser: Browser, tmp_path: Path
) -> None:
    browser.answer_all()
    saved_in(browser, tmp_path)
    other = Browser(browser.app, browser.house)
    other.answer_all()
    other.get("/s/15/2")
    other.post("/s/15/2", {"path": str(tmp_path)})
    page = other.get("/s/13")
    assert 'name="which"' not in page.text and 'name="passphrase"' in page.text

    other.post("/s/13", {"name": "tweede", "passphrase": "een lang eigen wachtwoord"})
    job = next(visit for visit in other.house._visits.values() if visit.token in other.cookies.values()).opened
    assert job is not None and job.worker.job(1) is not None
    assert job.worker.job(1).finished.wait(60)  # type: ignore[union-attr]
    assert (tmp_path / "tweede" / "record" / "book.json").is_file()
