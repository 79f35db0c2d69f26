"""What a capture has in its hands, filled step by step, so that a capture that is cut short still has the rest."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from importlib.metadata import version

from houvast.intake.addresses import MOST_CHARACTERS, WebAddress
from houvast.intake.capture_way import Passed, Stopped

VIEWPORT = (1280, 900)
LOCALE = "nl-NL"
ZONE = "Europe/Amsterdam"

Headers = list[tuple[str, str]]

ALWAYS_LIMITS = ("limit.capture_stranger", "limit.capture_one_look", "limit.capture_may_show_address")
BROWSERS_OWN = "not_announced"
MOST_HOSTS = 100
"""How many hosts the facts name; all of them stand in the archive."""


class State(StrEnum):
    """How much of a page came."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Place:
    """Which part of the page a picture shows: `phase` "as_found" or "whole", `top` and `bottom` in pixels.

    `one_colour`: nothing but one colour is to be seen on it.
    """

    phase: str
    top: int
    bottom: int
    one_colour: bool


@dataclass(slots=True)
class Exchange:
    """One question of the browser and the answer it got.

    `raw_head` is the answer's header text exactly as it came, "" where the protocol has none (HTTP/2) or the browser
    does not give it (frames of another site). `body` is decoded of its content-encoding, as the browser gives it.
    `truncated` is "" or the WARC-Truncated reason: length, time, disconnect, unspecified. `at` counts seconds.
    """

    url: str
    method: str
    kind: str
    at: float
    status: int
    status_text: str
    question_headers: Headers
    answer_headers: Headers
    posted: bytes = b""
    raw_head: str = ""
    body: bytes = b""
    truncated: str = ""
    protocol: str = ""


@dataclass(slots=True)
class Found:
    """All of a capture, on its way."""

    where: WebAddress
    now: datetime
    began: float = field(default_factory=time.monotonic)
    exchanges: list[Exchange] = field(default_factory=list)
    certificates: dict[str, list[bytes]] = field(default_factory=dict)
    pictures: list[bytes] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    text_as_found: str = ""
    text: str = ""
    title: str = ""
    print_pdf: bytes = b""
    final_address: str = ""
    reasons: list[str] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)

    def elapsed(self) -> float:
        """Seconds since the capture began."""
        return time.monotonic() - self.began

    def moment(self, at: float) -> str:
        """A moment of the capture as ISO 8601 in UTC, from its count of seconds."""
        return (self.now + timedelta(seconds=at)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    @property
    def page(self) -> Exchange | None:
        """The answer that became the page: the last one for a document at the final address, else the last document."""
        documents = [exchange for exchange in self.exchanges if exchange.kind == "Document"]
        plain = self.final_address.partition("#")[0]
        here = [exchange for exchange in documents if exchange.url.partition("#")[0] == plain]
        return (here or documents or [None])[-1]  # type: ignore[list-item]

    @property
    def state(self) -> State:
        """Failed without an answer from the server, partial with a reason, else complete."""
        if self.page is None:
            return State.FAILED
        return State.PARTIAL if self.reasons else State.COMPLETE

    def all_limits(self, refused: Sequence[Stopped]) -> tuple[str, ...]:
        """What this capture does not show, each once."""
        elsewhere = ["limit.capture_part_refused"] if _of_the_page(refused) and self.page is not None else []
        return tuple(dict.fromkeys([*ALWAYS_LIMITS, *self.limits, *elsewhere]))

    def all_facts(self, connections: Sequence[Passed], refused: Sequence[Stopped]) -> tuple[tuple[str, str], ...]:
        """How and when, from where, and what came, as named values."""
        facts = [
            ("address", self.where.url),
            ("final_address", self.final_address[:MOST_CHARACTERS]),
            ("title", self.title),
            ("began", self.moment(0)),
            ("ended", self.moment(self.elapsed())),
            ("tool", f"Houvast {version('houvast')}"),
            ("viewport", f"{VIEWPORT[0]}x{VIEWPORT[1]}"),
            ("locale", LOCALE),
            ("zone", ZONE),
            ("logged_in", "no"),
            ("answers", str(len(self.exchanges))),
        ]
        if self.page is not None:
            facts += [
                ("status", str(self.page.status)),
                ("content_type", header(self.page.answer_headers, "content-type")),
                ("protocol", self.page.protocol),
                ("page_sha256", hashlib.sha256(self.page.body).hexdigest()),
            ]
        facts += [("server", f"{host}:{port} {ip}") for host, port, ip in _servers(connections)[:MOST_HOSTS]]
        for host, chain in self.certificates.items():
            facts += [("certificate_sha256", f"{host} {hashlib.sha256(chain[0]).hexdigest()}")]
        facts += [("not_reached", f"{stop.host}:{stop.port} {stop.why}") for stop in _of_the_page(refused)[:MOST_HOSTS]]
        return (*facts, *self.facts)


def header(headers: Headers, name: str) -> str:
    """The first value of a header, "" when it is not there."""
    return next((value for key, value in headers if key.lower() == name), "")


def _servers(connections: Sequence[Passed]) -> list[tuple[str, int, str]]:
    return list(dict.fromkeys((passed.host, passed.port, passed.ip) for passed in connections))


def _of_the_page(refused: Sequence[Stopped]) -> list[Stopped]:
    """What the page asked for and did not get, each host once; the browser's own calls to its maker are not of it."""
    return list({(stop.host, stop.port): stop for stop in refused if stop.host and stop.why != BROWSERS_OWN}.values())
