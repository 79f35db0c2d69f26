"""The door of the server: the first thing that every request passes, pages and style sheets alike.

Refused, with an empty page that says nothing about what runs here:
- a host name that is not our own (DNS rebinding: another site's name that points to 127.0.0.1);
- a request that another site makes the browser send (`Sec-Fetch-Site`), apart from the click on the one-time link;
- a change without an origin of our own, for browsers that do not send `Sec-Fetch-Site`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from houvast.web.house import House

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
App = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

LAUNCH = "/in/"
"""Where the one-time link points; the only address that another place (the file with the link) may send to."""

OURS = frozenset({"same-origin", "none"})

ALWAYS: Headers = [
    ("X-Content-Type-Options", "nosniff"),
    (
        "Referrer-Policy",
        "same-origin",
    ),  # nothing to others; "no-referrer" would make the Origin of our own forms "null"
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("X-Frame-Options", "DENY"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=()"),
]


def door(inner: App, house: House) -> App:
    """The application behind its door; `house` travels along as `environ["houvast.house"]`."""

    def app(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
            given = {name.lower() for name, _ in headers}
            more = [pair for pair in ALWAYS if pair[0].lower() not in given]
            return start_response(status, [*headers, *more], exc_info)

        if not welcome(environ, house.hosts):
            start("403 Forbidden", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return [b""]
        environ["houvast.house"] = house
        return inner(environ, start)

    return app


def welcome(environ: Environ, hosts: frozenset[str]) -> bool:
    """Whether this request may come in at all.

    Args:
        hosts: our own names with port, as they stand in the Host header.
    """
    host = environ.get("HTTP_HOST", "")
    if host not in hosts:
        return False
    method = environ.get("REQUEST_METHOD", "")
    if method not in {"GET", "HEAD", "POST"}:
        return False
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if method == "POST":
        origin = environ.get("HTTP_ORIGIN")
        if origin is not None and origin != f"http://{host}":
            return False
        return site == "same-origin" or (site is None and origin is not None)
    if str(environ.get("PATH_INFO", "")).startswith(LAUNCH):
        return True
    return site is None or site in OURS
