"""The parts of a capture that need no browser."""

from __future__ import annotations

import importlib.util
import io
import itertools
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from houvast.errors import IntakeError
from houvast.intake import capture, capture_browser
from houvast.intake.addresses import asked_by_page, web_address
from houvast.intake.capture_archive import wacz
from houvast.intake.capture_found import Exchange, Found, State
from houvast.intake.capture_pictures import OVERLAP, TILE, tile_ranges
from houvast.knowledge.say import all_keys
from houvast.outside.consent import Yes
from houvast.outside.gate import Gate, Refusal
from houvast.outside.table import LOOPBACK_TOO, PUBLIC

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [
        ("https://voorbeeld.nl/a?b#c", "voorbeeld.nl", 443),
        ("  http://Voorbeeld.NL. ", "voorbeeld.nl", 80),
        ("voorbeeld.nl/pad", "voorbeeld.nl", 443),
        ("http://voorbeeld.nl:8080", "voorbeeld.nl", 8080),
        ("https://[2A00::1]:8443/", "2a00::1", 8443),
        ("https://café.nl/", "xn--caf-dma.nl", 443),
    ],
)
def test_an_address_is_understood_as_host_and_port(typed: str, host: str, port: int) -> None:
    address = web_address(typed)
    assert (address.host, address.port) == (host, port)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "http://",
        "file:///etc/passwd",
        "ftp://voorbeeld.nl",
        "javascript:alert(1)",
        "data:text/html,hallo",
        "https://naam@voorbeeld.nl/",
        "https://voorbeeld.nl:0/",
        "https://voorbeeld.nl:99999/",
        "https://voor beeld.nl/",
        "https://voorbeeld.nl/a\nb",
        "https://voorbeeld.nl\\@binnen/",
        "https://%31%32%37.0.0.1/",
        "https://" + "a" * 5000,
    ],
)
def test_what_is_no_web_address_is_refused(typed: str) -> None:
    with pytest.raises(IntakeError) as caught:
        web_address(typed)
    assert caught.value.code == "intake.address_not_understood"


def test_a_page_of_this_machine_is_told_from_one_that_looks_like_it() -> None:
    here = ["localhost", "demo.localhost", "127.0.0.1", "127.9.9.9", "[::1]"]
    elsewhere = ["127.0.0.1.nl", "localhost.nl", "notlocalhost", "1270.0.0.1", "voorbeeld.nl"]
    assert all(web_address(f"http://{host}/").here for host in here)
    assert not any(web_address(f"http://{host}/").here for host in elsewhere)


def test_a_page_may_ask_for_web_and_sockets_and_nothing_else() -> None:
    asked = asked_by_page("wss://ws.voorbeeld.nl/s")
    assert asked is not None
    assert (asked.host, asked.port) == ("ws.voorbeeld.nl", 443)
    assert asked_by_page("chrome-extension://abc/viewer") is None
    assert asked_by_page("blob:https://voorbeeld.nl/1") is None


@pytest.mark.parametrize("height", [1, 900, 7999, 8000, 8001, 15_900, 20_000, 80_000])
def test_tiles_cover_a_page_without_a_gap_and_none_is_too_high(height: int) -> None:
    ranges = tile_ranges(height)
    assert ranges[0][0] == 0
    assert ranges[-1][1] == height
    assert all(bottom - top <= TILE for top, bottom in ranges)
    assert all(below[0] == above[1] - OVERLAP for above, below in itertools.pairwise(ranges))


def exchange(kind: str, url: str) -> Exchange:
    return Exchange(url, "GET", kind, 0.5, 200, "OK", [("Accept", "*/*")], [("X-Naam", "één")], body=b"hallo")


def test_a_capture_without_an_answer_has_failed_and_still_makes_an_archive() -> None:
    found = Found(web_address("https://voorbeeld.nl/"), NOW)
    assert found.state is State.FAILED
    with zipfile.ZipFile(io.BytesIO(wacz(found, ()))) as archive:
        assert archive.testzip() is None
        assert "datapackage.json" in archive.namelist()


def test_an_answer_with_a_reason_is_partial_and_without_one_complete() -> None:
    found = Found(web_address("https://voorbeeld.nl/"), NOW)
    found.exchanges.append(exchange("Document", "https://voorbeeld.nl/"))
    assert found.state is State.COMPLETE
    found.reasons.append("reason.capture_time")
    assert found.state is State.PARTIAL


def test_no_temporary_file_is_made_for_an_archive_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("tempfile.SpooledTemporaryFile", refuse)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    found = Found(web_address("https://voorbeeld.nl/"), NOW)
    found.exchanges.append(exchange("Document", "https://voorbeeld.nl/"))
    found.exchanges[0].body = b"x" * 3_000_000
    assert wacz(found, ()).startswith(b"PK")


def test_a_strangers_page_is_never_opened_as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "must_be_own_pages", lambda: True)
    monkeypatch.setattr(capture, "missing", lambda: "")
    for host, table in (("voorbeeld.nl", LOOPBACK_TOO), ("127.0.0.1", PUBLIC)):
        with Gate(Yes("capture", host, NOW), table, now=NOW) as gate, pytest.raises(IntakeError) as caught:
            capture.capture(f"http://{host}/", gate=gate, now=NOW)
        assert caught.value.code == "intake.capture_as_root"
        assert gate.connections == ()


def test_every_key_that_a_capture_gives_has_its_sentence() -> None:
    folder = Path(capture.__file__).parent
    source = "".join(path.read_text() for path in folder.glob("capture*.py"))
    keys = set(re.findall(r'"((?:reason\.capture_|limit\.|capture\.)[a-z_]+)"', source))
    keys |= {f"reason.capture_{why}" for why in Refusal}
    keys |= {f"progress.capture_{step}" for step in re.findall(r'_step\("([a-z_]+)"', source)}
    keys |= {f"capture.state.{state}" for state in State}
    assert len(keys) > 40
    assert sorted(keys - all_keys()) == []


def test_what_is_missing_for_a_capture_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture_browser, "chromium", lambda: "")
    assert capture.is_available() == (False, "capture.missing_chromium")
    monkeypatch.setattr(capture_browser, "chromium", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(capture_browser, "driver_can_run", lambda: False)
    assert capture.is_available() == (False, "capture.missing_library")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert capture.is_available() == (False, "capture.missing_extra")
    with Gate(Yes("capture", "127.0.0.1", NOW), LOOPBACK_TOO, now=NOW) as gate, pytest.raises(IntakeError) as caught:
        capture.capture("http://127.0.0.1/", gate=gate, now=NOW)
    assert caught.value.code == "intake.no_capture"
