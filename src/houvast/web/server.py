"""Starts the pages on this computer: cheroot on 127.0.0.1, a one-time link, and nothing for anybody else.

The link goes to the browser inside a file that only this user can read, because the words of a command can be read by
every user of the machine. The file is removed as soon as the link was used, and when the server stops.
"""

from __future__ import annotations

import logging
import os
import secrets
import tempfile
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import django
from cheroot import wsgi
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

from houvast.knowledge.records import Lang
from houvast.knowledge.say import say
from houvast.outside.table import PUBLIC, Table
from houvast.web.door import App, door
from houvast.web.house import House

LOOK_EVERY_S = 2.0
BIGGEST_UPLOAD = 10 * 1024**3


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers: its house, where it is, and a new one-time link."""

    house: House
    origin: str

    def link(self) -> str:
        """An address that lets one browser in, once."""
        return f"{self.origin}/in/{self.house.link()}"


def serve(*, lang: Lang, open_browser: bool, announce: Callable[[str], None]) -> None:
    """Open the app and keep it open until it is stopped (control-C).

    Args:
        open_browser: whether to open the person's browser; without it, or when there is none, the address is enough.
        announce: shows a line to who started it.
    """
    with running(lang=lang) as server:
        link = server.link()
        announce(say("web.server.here", lang, address=link))
        announce(say("web.server.stop", lang))
        with link_file(link, lang) as page:
            if open_browser:
                webbrowser.open(page.as_uri())
            with suppress(KeyboardInterrupt):
                while True:
                    time.sleep(LOOK_EVERY_S)
                    server.house.lock_idle()
                    if server.house.entered:
                        page.unlink(missing_ok=True)
        announce(say("web.server.stopped", lang))


@contextmanager
def running(
    *, lang: Lang, now: Callable[[], datetime] = lambda: datetime.now(UTC), port: int = 0, table: Table = PUBLIC
) -> Iterator[Running]:
    """A server on a free port of 127.0.0.1, for as long as the block lasts. At the end all keys are forgotten."""
    house = House(now=now, entropy=secrets.token_bytes, hosts=frozenset(), lang=lang, table=table)
    server = wsgi.Server(("127.0.0.1", port), application(house), server_name="s", numthreads=8)
    server.max_request_body_size = BIGGEST_UPLOAD
    server.prepare()
    origin = f"http://127.0.0.1:{server.bind_addr[1]}"
    house.hosts = frozenset({origin.removeprefix("http://"), f"localhost:{server.bind_addr[1]}"})
    thread = threading.Thread(target=server.serve, name="houvast-server", daemon=True)
    thread.start()
    try:
        yield Running(house, origin)
    finally:
        server.stop()
        thread.join(5)
        house.end_all()


def application(house: House) -> App:
    """The pages and their style sheets behind the door."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "houvast.web.settings"
    for name in ("django", "houvast.web"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # no log of who asked for what
    django.setup()
    static: Any = WhiteNoise(
        get_wsgi_application(), max_age=None, allow_all_origins=False, add_headers_function=_keep_fonts_only
    )
    with resources.as_file(resources.files("houvast.web") / "static") as folder:
        static.add_files(str(folder), prefix="a/")
    with resources.as_file(resources.files("houvast") / "fonts") as folder:
        for font in sorted(folder.glob("*.woff2")):
            static.add_file_to_dictionary(f"/f/{font.name}", str(font))
    return door(static, house)


@contextmanager
def link_file(link: str, lang: str) -> Iterator[Path]:
    """A page on disk, readable by this user alone, that sends the browser to the link. It holds nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "start.html"
        handle = os.open(page, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="utf-8") as out:  # noqa: PTH123 - the descriptor with its rights, not the path
            out.write(
                f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
                f'<meta http-equiv="refresh" content="0;url={link}"><title>…</title><a href="{link}">→</a></html>'
            )
        yield page


def _keep_fonts_only(headers: Any, _path: str, url: str) -> None:
    headers["Cache-Control"] = "private, max-age=86400" if url.endswith(".woff2") else "no-store"
