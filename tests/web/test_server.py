"""Starting and stopping: on loopback only, with a link that only this user can read."""

from __future__ import annotations

import http.client
import re
import stat
import threading
import webbrowser
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from houvast.web import server


def ask(address: str) -> tuple[int, str]:
    """Status and headers of a page."""
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=5)) as connection:
        connection.request("GET", urlsplit(address).path, headers={"Connection": "close"})
        answer = connection.getresponse()
        answer.read()
        return answer.status, str(answer.getheaders())


def test_the_server_listens_on_loopback_and_stops() -> None:
    with server.running(lang="nl") as found:
        address = urlsplit(found.origin)
        assert address.hostname == "127.0.0.1"
        status, headers = ask(found.link())
        assert status == 200 and "cheroot" not in headers.casefold()

    with pytest.raises(ConnectionRefusedError):
        ask(found.origin + "/")


def test_the_link_travels_in_a_file_of_this_user_alone_and_the_file_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    opened: list[Path] = []
    looks: list[bool] = []

    def browser(address: str) -> bool:
        page = Path(unquote(urlsplit(address).path))
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
        assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
        link = re.findall(r'href="(http://127\.0\.0\.1:\d+/in/[0-9a-f]{32})"', page.read_text())[0]
        assert link not in address and any(link in line for line in said)
        assert ask(link)[0] == 200
        opened.append(page)
        return True

    def sleep(_seconds: float) -> None:
        looks.append(opened[0].exists())
        if len(looks) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(webbrowser, "open", browser)
    monkeypatch.setattr(server.time, "sleep", sleep)
    server.serve(lang="nl", open_browser=True, announce=said.append)

    assert looks[0] and not looks[1]  # gone as soon as somebody came in
    assert not opened[0].parent.exists()
    assert "gestopt" in said[-1]


def test_no_thread_is_left_behind() -> None:
    before = set(threading.enumerate())
    with server.running(lang="en"):
        pass
    left = [thread for thread in set(threading.enumerate()) - before if not thread.daemon]

    assert left == []


def test_pages_and_style_stay_light() -> None:
    folder = Path(server.__file__).parent / "static"

    assert (folder / "p.css").stat().st_size <= 15_360
    assert (folder / "p.js").stat().st_size <= 8_192
