"""Captures by a real browser of a site on loopback: what came is all there, what did not come is named."""

from __future__ import annotations

import asyncio
import gzip
import io
import re
import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from capture_archives import Kept, kept
from capture_site import HOST, OTHER, PDF, Site, png, site
from PIL import Image
from traces import own_children

from houvast.errors import OutsideError
from houvast.intake import capture_steps
from houvast.intake.capture import Capture, State, capture
from houvast.outside import connect as connect_module
from houvast.outside.consent import Yes
from houvast.outside.gate import Gate, Refusal
from houvast.outside.table import LOOPBACK_TOO, PUBLIC

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def here(host: str, port: int) -> list[str]:
    """Every name is this machine; addresses are themselves."""
    return [host] if host[0].isdigit() or ":" in host else ["127.0.0.1"]


def a_gate(host: str = HOST) -> Gate:
    return Gate(Yes("capture", host, NOW), LOOPBACK_TOO, now=NOW, resolver=here)


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    with site() as pages:
        yield pages


Take = Callable[[str], tuple[Capture, Gate]]


@pytest.fixture
def take(served: Site) -> Iterator[Take]:
    with ExitStack() as stack:

        def one(path: str) -> tuple[Capture, Gate]:
            gate = stack.enter_context(a_gate())
            return capture(f"http://{HOST}:{served.server_port}/{path}", gate=gate, now=NOW), gate

        yield one


@dataclass
class Whole:
    capture: Capture
    gate: Gate
    kept: Kept
    steps: list[str]


@pytest.fixture(scope="module")
def post(served: Site) -> Whole:
    """One capture of an ordinary page, that many tests look at."""
    steps: list[str] = []
    with a_gate() as gate:
        found = capture(f"http://{HOST}:{served.server_port}/post", gate=gate, now=NOW, progress=steps.append)
    return Whole(found, gate, kept(found.wacz), steps)


def test_an_ordinary_page_is_complete_with_picture_text_and_print(post: Whole) -> None:
    assert post.capture.state is State.COMPLETE
    assert post.capture.reasons == ()
    assert "Bel haar op 06 12345678" in post.capture.text
    assert [place.phase for place in post.capture.places] == ["as_found", "whole"]
    assert Image.open(io.BytesIO(post.capture.pictures[0])).size == (1280, 900)
    assert post.capture.print_pdf.startswith(b"%PDF-")


def test_the_text_is_what_the_page_shows_and_not_what_its_script_says_it_shows(post: Whole) -> None:
    assert "onzin" not in post.capture.text


def test_the_text_of_a_frame_of_another_site_is_there_under_its_address(post: Whole) -> None:
    assert f"[http://{OTHER}:" in post.capture.text
    assert "reactie in een venster" in post.capture.text


def test_everything_that_any_frame_or_worker_asked_for_is_in_the_archive(post: Whole) -> None:
    paths = {path for host, path in post.kept.answers}
    assert paths >= {"/post", "/style", "/grey/7.png", "/lost.png", "/moved", "/grey/8.png", "/frame", "/grey/9.png"}
    assert paths >= {"/worker.js", "/byworker", "/beacon"}
    assert post.kept.answers[HOST, "/grey/7.png"].body == png(7)
    assert post.kept.answers[HOST, "/lost.png"].status == 404
    assert post.kept.answers[HOST, "/lost.png"].body == b"niet gevonden"
    assert post.kept.questions[HOST, "/beacon"].body == b"hallo"


def test_repeated_headers_and_cookies_are_kept_in_their_order(post: Whole) -> None:
    headers = post.kept.answers[HOST, "/post"].headers
    assert [value for name, value in headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert [pair for pair in headers if pair[0].lower() == "x-wie"] == [("X-Wie", "Rob"), ("x-wie", "Bert")]


def test_the_exact_header_text_stands_beside_the_answer(post: Whole) -> None:
    head = post.kept.beside[HOST, "/style"]["head"]
    assert head.startswith("HTTP/1.1 200 OK\r\n")
    assert "Content-Encoding: gzip\r\n" in head


def test_a_packed_body_is_unpacked_and_its_headers_say_so(post: Whole) -> None:
    style = post.kept.answers[HOST, "/style"]
    assert style.body == b"body { font: 16px sans-serif }"
    assert ("x-orig-Content-Encoding", "gzip") in style.headers
    assert ("content-length", str(len(style.body))) in style.headers
    assert "Content-Encoding" not in dict(style.headers)


def test_a_redirect_is_kept_and_its_missing_body_is_marked(post: Whole) -> None:
    moved = post.kept.answers[HOST, "/moved"]
    assert moved.status == 302
    assert ("Location", "/grey/8.png") in moved.headers
    assert moved.says["WARC-Truncated"] == "unspecified"


def test_each_answer_says_which_address_it_came_from(post: Whole) -> None:
    assert {answer.says["WARC-IP-Address"] for answer in post.kept.answers.values()} == {"127.0.0.1"}
    assert ("server", f"{HOST}:{post.gate.connections[0].port} 127.0.0.1") in post.capture.facts


def test_the_archive_is_sound_to_others_tools(post: Whole) -> None:
    assert post.kept.problems == []
    with zipfile.ZipFile(io.BytesIO(post.capture.wacz)) as archive:
        assert archive.testzip() is None
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.read("text/whole.txt").decode() == post.capture.text


def test_the_archive_does_not_say_on_which_computer_it_was_made(post: Whole) -> None:
    name = rb"\b" + re.escape(socket.gethostname().encode()) + rb"\b"
    with zipfile.ZipFile(io.BytesIO(post.capture.wacz)) as archive:
        described = {member: archive.read(member) for member in archive.namelist() if not member.endswith(".gz")}
        (warc,) = (
            gzip.decompress(archive.read(member)) for member in archive.namelist() if member.endswith(".warc.gz")
        )
    about_itself = warc.split(b"\r\n\r\n\r\n\r\n")[0]

    assert b"warcinfo" in about_itself and b"hostname" not in about_itself
    assert [member for member, text in described.items() if re.search(name, text)] == []
    assert not re.search(name, about_itself)
    assert name not in post.kept.unpacked


def test_the_browsers_calls_to_its_maker_do_not_get_out(post: Whole) -> None:
    assert {connection.host for connection in post.gate.connections} == {HOST, OTHER}
    assert {refused.why for refused in post.gate.refused} <= {Refusal.NOT_ANNOUNCED}
    assert not any(name == "not_reached" for name, _ in post.capture.facts)


def test_each_step_is_told_in_order(post: Whole) -> None:
    assert post.steps[0] == "progress.capture_browser"
    assert post.steps[-1] == "progress.capture_print"
    assert len(post.steps) == len(set(post.steps)) == 9


def test_no_thread_of_a_capture_is_left(post: Whole) -> None:
    assert not [thread for thread in threading.enumerate() if thread.name in ("houvast-capture", "houvast-gate")]


def test_a_redirect_to_another_host_is_followed_and_named(take: Take) -> None:
    found, _ = take("away")
    assert found.state is State.COMPLETE
    assert found.final_address.startswith(f"http://{OTHER}:")
    assert kept(found.wacz).answers[HOST, "/away"].status == 301


def test_the_address_of_a_pdf_gives_the_bytes_of_the_pdf(take: Take) -> None:
    found, _ = take("paper")
    assert kept(found.wacz).answers[HOST, "/paper"].body == PDF
    assert ("content_type", "application/pdf") in found.facts


def test_an_address_that_gives_a_file_is_partial_and_the_file_is_there(take: Take) -> None:
    found, _ = take("download")
    assert found.state is State.PARTIAL
    assert found.reasons == ("reason.capture_download",)
    assert kept(found.wacz).answers[HOST, "/download"].body == b"x" * 1004


def test_a_picture_that_breaks_off_is_kept_as_far_as_it_came_and_marked(take: Take) -> None:
    found, _ = take("cut")
    half = kept(found.wacz).answers[HOST, "/half.png"]
    assert half.body == png(1)[:7]
    assert half.says["WARC-Truncated"] == "disconnect"
    assert (found.state, found.reasons) == (State.PARTIAL, ("reason.capture_cut_off",))


def test_a_request_that_never_ends_does_not_hold_the_capture_and_is_marked(take: Take) -> None:
    found, _ = take("hang")
    never = kept(found.wacz).answers[HOST, "/never"]
    assert (never.body, never.says["WARC-Truncated"]) == (b"zeven b", "time")
    assert "limit.capture_streams" in found.limits
    assert found.state is State.COMPLETE


def test_a_page_that_never_ends_is_kept_as_far_as_it_came(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture_steps, "OPEN_SECONDS", 1.5)
    found, _ = take("stuck")
    assert found.state is State.PARTIAL
    assert "reason.capture_too_slow" in found.reasons
    assert b"het begin is er" in kept(found.wacz).answers[HOST, "/stuck"].body
    assert "het begin is er" in found.text


def test_a_capture_that_runs_out_of_time_gives_what_there_is(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture_steps, "ALL_SECONDS", 3.0)
    found, _ = take("stuck")
    assert "reason.capture_time" in found.reasons
    assert kept(found.wacz).answers[HOST, "/stuck"].says["WARC-Truncated"] == "time"


def test_a_page_of_20000_pixels_is_pictured_whole_with_all_that_waited_for_a_reader(take: Take) -> None:
    found, _ = take("long")
    assert found.state is State.COMPLETE
    whole = [place for place in found.places if place.phase == "whole"]
    assert [(place.top, place.bottom) for place in whole] == [(0, 8000), (7900, 15900), (15800, 20000)]
    assert not any(place.one_colour for place in whole)
    assert "limit.capture_moved" not in found.limits
    last = Image.open(io.BytesIO(found.pictures[-1])).convert("RGB")
    assert last.getpixel((600, 4190)) == (last.getpixel((600, 3710)))
    assert last.getpixel((600, 4190)) != last.getpixel((600, 3690))
    pictures = {path for _, path in kept(found.wacz).answers if path.startswith("/grey/")}
    assert len(pictures) == 40


def test_a_box_that_scrolls_by_itself_is_named_as_a_limit(take: Take) -> None:
    found, _ = take("inner")
    assert "limit.capture_inner_scroll" in found.limits
    assert "limit.capture_covered" in found.limits


def test_a_site_that_is_not_there_has_failed_with_the_reason(served: Site) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError

    with Gate(Yes("capture", HOST, NOW), LOOPBACK_TOO, now=NOW, resolver=nowhere) as gate:
        found = capture(f"http://{HOST}:{served.server_port}/post", gate=gate, now=NOW)
    assert (found.state, found.reasons) == (State.FAILED, ("reason.capture_name_not_found",))
    assert found.pictures == ()


def test_a_capture_works_where_an_event_loop_already_runs(served: Site) -> None:
    async def page() -> Capture:
        with a_gate() as gate:
            return capture(f"http://{HOST}:{served.server_port}/frame", gate=gate, now=NOW)

    assert asyncio.run(page()).state is State.COMPLETE


def test_a_yes_to_another_host_opens_nothing(served: Site) -> None:
    with a_gate("voorbeeld.nl") as gate, pytest.raises(OutsideError) as caught:
        capture(f"http://{HOST}:{served.server_port}/post", gate=gate, now=NOW)
    assert caught.value.code == "outside.no_yes"
    assert gate.connections == ()


def test_a_caller_who_stops_halfway_ends_the_browser_too(served: Site) -> None:
    def stop(key: str) -> None:
        if key == "progress.capture_as_found":
            raise KeyboardInterrupt

    with a_gate() as gate, pytest.raises(KeyboardInterrupt):
        capture(f"http://{HOST}:{served.server_port}/hang", gate=gate, now=NOW, progress=stop)
    assert not [thread for thread in threading.enumerate() if thread.name == "houvast-capture"]
    assert len(own_children()) == 1


class PublicGate(Gate):
    """A gate with the public table, for a site that plays a public one: root may open it, as it is our own."""

    own_pages = True


def test_a_public_page_reaches_nothing_inside_by_no_way(served: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.create_connection
    dialled: list[str] = []

    def dial(address: tuple[str, int], timeout: float) -> socket.socket:
        dialled.append(address[0])
        return real(("127.0.0.1", served.server_port), timeout)

    monkeypatch.setattr(connect_module.socket, "create_connection", dial)
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as packets,
        socket.create_server(("127.0.0.1", 0)) as trap,
    ):
        port = trap.getsockname()[1]
        packets.bind(("127.0.0.1", port))
        packets.setblocking(False)
        trap.setblocking(False)

        def names(host: str, _: int) -> list[str]:
            return ["1.1.1.1"] if host == HOST else [host]

        with PublicGate(Yes("capture", HOST, NOW), PUBLIC, now=NOW, resolver=names) as gate:
            found = capture(f"http://{HOST}:{served.server_port}/inside?{port}", gate=gate, now=NOW)
        with pytest.raises(BlockingIOError):
            trap.accept()
        with pytest.raises(BlockingIOError):
            packets.recv(2000)
    assert "van buiten" in found.text
    assert set(dialled) == {"1.1.1.1"}
    refused = {(stop.host, stop.why) for stop in gate.refused}
    assert refused >= {("127.0.0.1", Refusal.CLOSED_ADDRESS), ("::1", Refusal.CLOSED_ADDRESS)}
    assert "169.254.169.254" in {stop.host for stop in gate.refused}
    assert "limit.capture_part_refused" in found.limits
    assert ("not_reached", f"127.0.0.1:{port} closed_address") in found.facts
