"""Nothing readable is ever written to disk by a capture, also not by the browser, and not when the browser crashes."""

from __future__ import annotations

import base64
import os
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from capture_archives import kept
from capture_site import HOST, site
from traces import files_since, own_children, traces

from houvast.intake import capture_steps
from houvast.intake.capture import Capture, State, capture
from houvast.outside.consent import Yes
from houvast.outside.gate import Gate
from houvast.outside.table import LOOPBACK_TOO

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FOLDERS = [
    *{Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")},
    *(Path.home() / name for name in (".config", ".cache", ".local", ".pki", "Downloads")),
]

# in parts, so that a copy of this file is no trace
WORD = "-".join(["kastanje", "hof", "7731"])
WORDS = [WORD.encode(), WORD.encode("utf-16-le"), base64.b64encode(WORD.encode()), HOST.encode()]


class Watch:
    """Looks on disk at each step of a capture, and does one thing at one of them."""

    def __init__(self, at: str = "", act: Callable[[], None] | None = None) -> None:
        self.began = time.time() - 1
        self.seen: list[tuple[str, bytes]] = []
        self.at, self.act = at, act
        self.pages_open_then = 0

    def step(self, key: str) -> None:
        if key == self.at and self.act is not None:
            self.act()
        if key == "progress.capture_scroll":
            self.pages_open_then = len(renderers())  # first: looking takes long where a temp folder is full
            self.seen += traces(FOLDERS, self.began, WORDS)

    def take(self, page: str = "canary") -> Capture:
        path = f"{page}?" + base64.b64encode(WORD.encode()).decode()
        with site() as served, Gate(Yes("capture", HOST, NOW), LOOPBACK_TOO, now=NOW, resolver=local) as gate:
            found = capture(f"http://{HOST}:{served.server_port}/{path}", gate=gate, now=NOW, progress=self.step)
        self.seen += traces(FOLDERS, self.began, WORDS)
        return found


def local(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def renderers() -> list[int]:
    """The processes of our browser that hold a page."""
    found = []
    for process in own_children():
        with suppress(OSError):
            if b"--type=renderer" in Path(f"/proc/{process}/cmdline").read_bytes():
                found.append(process)
    return found


def crash_the_page() -> None:
    """End the browser's renderers as a page that breaks them would; a moment later the report would be on disk."""
    for process in renderers():
        os.kill(process, signal.SIGSEGV)
    time.sleep(1.5)


def test_what_a_page_stores_is_nowhere_on_disk_during_or_after_its_capture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(capture_steps, "SCROLL_PAUSE", 1.5)  # time to look
    watch = Watch()
    found = watch.take()
    assert WORD in found.text
    assert watch.pages_open_then > 0
    assert watch.seen == []


def test_a_file_that_a_page_offers_is_not_saved_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture_steps, "SCROLL_PAUSE", 1.5)
    watch = Watch()
    found = watch.take("download")
    assert kept(found.wacz).answers[HOST, "/download"].body == WORD.encode()
    assert watch.pages_open_then > 0
    assert watch.seen == []


def test_the_looking_finds_what_is_there(tmp_path: Path) -> None:
    began = time.time() - 1
    word = b"another " + WORD[::-1].encode()
    (tmp_path / "named").write_bytes(b"x" + word)
    with tempfile.TemporaryFile(dir=tmp_path) as unnamed:
        unnamed.write(word)
        unnamed.flush()
        seen = traces([tmp_path], began, [word])
    assert len([where for where, _ in seen if where.startswith("open: ")]) == 1
    assert len(seen) == 2


def test_a_page_that_crashes_leaves_no_memory_on_disk_and_what_came_is_kept() -> None:
    watch = Watch("progress.capture_scroll", crash_the_page)
    found = watch.take()
    assert watch.seen == []
    reports = [path for path in files_since(FOLDERS, watch.began) if path.suffix in (".dmp", ".core", ".mdmp")]
    assert reports == []
    assert found.state is State.PARTIAL
    assert "reason.capture_crashed" in found.reasons
    assert WORD in found.text
    assert kept(found.wacz).problems == []


def test_a_capture_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for variable in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME"):  # where the browser would keep things, were it not stopped
        monkeypatch.setenv(variable, str(tmp_path))
    watch = Watch("progress.capture_open", lambda: used.extend(str(path) for path in tmp_path.iterdir()))
    watch.take()
    assert len(used) > 0
    assert list(tmp_path.iterdir()) == []
