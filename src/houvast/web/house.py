"""What the running server remembers: the one-time links, the visits, their open dossiers. All of it in memory.

A visit begins with a one-time link and ends with "close", with the server, or after twelve hours.
"""

from __future__ import annotations

import hmac
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from houvast.actions.world import World
from houvast.knowledge.records import Lang
from houvast.outside.table import PUBLIC, Table
from houvast.web.jobs import Job
from houvast.web.open import OpenDossier

LONGEST = timedelta(hours=12)


@dataclass(slots=True)
class Visit:
    """One browser that came in through a one-time link.

    `answers` are those to the guide; with an open dossier they are written there as well. `session` is what Django's
    CSRF check keeps. `tries` counts how often a cookie was offered. `locked` is the folder of a dossier that was
    chosen, or locked because nobody was there. `held` is what a job gave to a page that comes later; `codes` are the
    words that let one upload in; `said` stands on top of the next page.
    """

    token: str
    began: datetime
    lang: Lang
    quiet: bool = False
    tries: int = 0
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    opened: OpenDossier | None = None
    locked: Path | None = None
    session: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    held: dict[str, Any] = field(default_factory=dict)
    said: list[tuple[str, dict[str, str | int]]] = field(default_factory=list)

    def close_dossier(self) -> None:
        """Forget the keys. A job that runs keeps its own hold until it ends."""
        if self.opened:
            self.opened.close()
        self.opened = None
        self.answers = {}
        self.held = {}
        self.codes = {}


class House:
    """The server's memory.

    Args:
        now: gives the present moment, aware.
        entropy: gives that many random bytes.
        hosts: our own names with port, as a browser sends them.
        lang: the language of a new visit.
        table: which addresses may be reached when a page is captured.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        entropy: Callable[[int], bytes],
        hosts: frozenset[str],
        lang: Lang = "nl",
        table: Table = PUBLIC,
    ) -> None:
        self.now = now
        self.entropy = entropy
        self.hosts = hosts
        self.lang: Lang = lang
        self.table = table
        self._links: dict[str, Visit | None] = {}
        self._visits: dict[str, Visit] = {}
        self._lock = threading.Lock()

    def code(self) -> str:
        """A random word of 128 bits that nobody can guess."""
        return self.entropy(16).hex()

    def link(self, visit: Visit | None = None) -> str:
        """A new one-time link, what stands behind `/in/`: for a new visit, or back into one that has no cookie yet."""
        code = self.code()
        with self._lock:
            self._links[code] = visit
        return code

    def enter(self, code: str) -> Visit | None:
        """The visit that a link leads to, when it was not used yet."""
        with self._lock:
            known = next((link for link in self._links if hmac.compare_digest(link, code)), None)
            if known is None:
                return None
            visit = self._links.pop(known)
            if visit is None:
                visit = Visit(token=self.code() + self.code(), began=self.now(), lang=self.lang)
                self._visits[visit.token] = visit
            return visit

    def visit(self, token: str) -> Visit | None:
        """The visit of a cookie, when it is still one. Locks what nobody used."""
        with self._lock:
            found = next((visit for known, visit in self._visits.items() if hmac.compare_digest(known, token)), None)
            if found and self.now() - found.began > LONGEST:
                self._end(found)
                return None
            return found

    @property
    def entered(self) -> bool:
        """Whether somebody came in."""
        return bool(self._visits)

    def end_all(self) -> None:
        """Forget everything."""
        with self._lock:
            for visit in list(self._visits.values()):
                self._end(visit)
            self._links.clear()

    def end(self, visit: Visit) -> None:
        """Forget a visit with its keys."""
        with self._lock:
            self._end(visit)

    def lock_idle(self) -> None:
        """Forget the keys of every dossier on disk that nobody used for a quarter of an hour."""
        now = self.now()
        with self._lock:
            for visit in self._visits.values():
                if visit.opened and visit.opened.idle(now):
                    visit.locked = visit.opened.folder
                    visit.close_dossier()

    def world(self, visit: Visit, job: Job | None = None) -> World:
        """The world for a verb: our clock and randomness, the language of the visit, progress to the job."""
        if job is None:
            return World(now=self.now, entropy=self.entropy, lang=visit.lang)
        return World(now=self.now, entropy=self.entropy, progress=job.progress, lang=visit.lang)

    def _end(self, visit: Visit) -> None:
        visit.close_dossier()
        visit.locked = None
        self._visits.pop(visit.token, None)
