"""What a verb needs of the world around it: the time, randomness, the language, and somebody who watches progress."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from houvast.knowledge.records import Lang

NETHERLANDS = ZoneInfo("Europe/Amsterdam")

Progress = Callable[[str, int, int], None]
"""Called with a text key (`progress.*`), how much is done and how much there is (0 when that is not known)."""


def nobody_watches(_key: str, _done: int, _total: int) -> None:
    """Progress that is shown to no one."""


@dataclass(frozen=True, slots=True)
class World:
    """The edges of a verb. `now` gives an aware time; `entropy` gives that many random bytes."""

    now: Callable[[], datetime]
    entropy: Callable[[int], bytes]
    progress: Progress = nobody_watches
    lang: Lang = "nl"

    def written(self) -> str:
        """The present moment as it stands in an act: ISO 8601, UTC, whole seconds."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def real_world(*, lang: Lang = "nl", progress: Progress = nobody_watches) -> World:
    """The world as it is: the system's clock and random source."""
    return World(now=lambda: datetime.now(UTC), entropy=secrets.token_bytes, progress=progress, lang=lang)
