"""What protects this computer from a parser, as tried by the child process itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """What the system refuses to the child process. All three hold on Linux; elsewhere see `docs/intake.md`."""

    network_closed: bool
    writing_closed: bool
    memory_limited: bool
