"""A browser for tests: asks the application over WSGI, keeps cookies, follows redirects, sends forms as they stand."""

from __future__ import annotations

import io
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from houvast.web.door import App
from houvast.web.house import House
from houvast.web.server import application

HOST = "127.0.0.1:5555"
Fields = Mapping[str, str | Sequence[str]]


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: int) -> None:
        self.at += timedelta(**by)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: bytes
    path: str

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


class _Forms(HTMLParser):
    """The forms of a page: where they go, and what they carry before anybody fills them in."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "form":
            self.forms.append((named.get("action") or "", {}))
        elif tag == "input" and named.get("type") == "hidden" and self.forms:
            self.forms[-1][1][str(named["name"])] = named.get("value") or ""


@dataclass
class Browser:
    """One browser with its cookies."""

    app: App
    house: House
    cookies: dict[str, str] = field(default_factory=dict)
    last: Answer | None = None

    def ask(self, method: str, path: str, body: bytes = b"", **more: str) -> Answer:
        """One request, exactly as given; `more` are WSGI variables."""
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "5555",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": HOST,
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            **more,
        }
        got: list[tuple[str, list[tuple[str, str]]]] = []
        chunks = self.app(environ, lambda status, headers, _exc=None: got.append((status, headers)))
        content = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        status, headers = got[-1]
        set_cookies = [value.strip() for name, value in headers if name == "Set-Cookie"]
        for one in set_cookies:
            name, _, value = one.split(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
            if "Max-Age=0" in one or not self.cookies[name]:
                del self.cookies[name]
        self.last = Answer(int(status.split()[0]), dict(headers), set_cookies, content, path)
        return self.last

    def get(self, path: str, **more: str) -> Answer:
        """A page, as a person asks for it; redirects are followed."""
        return self._follow(self.ask("GET", path, HTTP_SEC_FETCH_SITE="same-origin", **more))

    def post(self, path: str, fields: Fields | None = None) -> Answer:
        """Send the form on the last page that goes to `path`, with these fields filled in."""
        assert self.last is not None
        reader = _Forms()
        reader.feed(self.last.text)
        here = self.last.path
        hidden = next((hidden for action, hidden in reader.forms if (action or here) == path), None)
        assert hidden is not None, f"no form to {path} on {here}"
        body = urlencode({**hidden, **(fields or {})}, doseq=True).encode()
        answer = self.ask(
            "POST",
            path,
            body,
            CONTENT_TYPE="application/x-www-form-urlencoded",
            HTTP_ORIGIN=f"http://{HOST}",
            HTTP_SEC_FETCH_SITE="same-origin",
        )
        return self._follow(answer)

    def upload(self, files: Mapping[str, bytes], **more: str) -> Answer:
        """Send files with the upload form of the last page."""
        assert self.last is not None
        found = re.search(r'action="(/s/5/2/[0-9a-f]+)"', self.last.text)
        assert found, "no upload form"
        edge = "edge-of-a-part"
        parts = b"".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
            + body
            + b"\r\n"
            for name, body in files.items()
        )
        answer = self.ask(
            "POST",
            found[1],
            parts + f"--{edge}--\r\n".encode(),
            CONTENT_TYPE=f"multipart/form-data; boundary={edge}",
            **{"HTTP_ORIGIN": f"http://{HOST}", "HTTP_SEC_FETCH_SITE": "same-origin", **more},
        )
        return self._follow(answer)

    def wait(self) -> Answer:
        """Look again until the work is done."""
        opened = next(iter(self.house._visits.values())).opened
        assert opened is not None and self.last is not None
        while (job := opened.worker.busy) is not None:
            assert job.finished.wait(60), job.title
        return self.get(self.last.path)

    def come_in(self) -> Answer:
        """Through a one-time link to the start page."""
        first = self.ask("GET", f"/in/{self.house.link()}")
        found = re.search(r'href="(/in/[0-9a-f]+)"', first.text)
        assert found, first.text
        return self.get(found[1])

    def begin(self) -> Answer:
        """Come in, and begin a dossier in memory."""
        self.come_in()
        return self.post("/s/1")

    def answer_all(self) -> Answer:
        """The six questions, answered by a grown-up who is safe and whose number and address are out."""
        self.begin()
        for values in (["self_adult"], ["safe"], ["alone"], ["phone", "address"], ["calls"], ["remove", "punish"]):
            assert self.last is not None
            answer = self.post(self.last.path, {"answer": values})
        return answer

    def _follow(self, answer: Answer) -> Answer:
        while answer.status in {301, 302, 303}:
            answer = self.ask("GET", answer.headers["Location"], HTTP_SEC_FETCH_SITE="same-origin")
        return answer


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def browser(clock: Clock) -> Iterator[Browser]:
    """A browser that did not come in yet."""
    house = House(now=clock, entropy=secrets.token_bytes, hosts=frozenset({HOST, "localhost:5555"}), lang="nl")
    yield Browser(application(house), house)
    house.end_all()
