"""What a capture needs of the gate; `outside` has it, and `actions` hands it in, as siblings do not know each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class Passed(Protocol):
    """A connection that was let through."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def ip(self) -> str: ...
    @property
    def at(self) -> datetime: ...


class Stopped(Protocol):
    """A connection that was not let through; `why` as `outside.gate.Refusal` spells it."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def why(self) -> str: ...


class Way(Protocol):
    """A proxy that lets a browser reach announced hosts only."""

    @property
    def proxy_url(self) -> str: ...
    @property
    def own_pages(self) -> bool: ...
    @property
    def connections(self) -> Sequence[Passed]: ...
    @property
    def refused(self) -> Sequence[Stopped]: ...
    def announce(self, host: str, port: int) -> None: ...
    def cut(self) -> None: ...
