"""No test leaves this machine.

pytest-socket (`--allow-hosts` in pyproject.toml) refuses connections to anything but loopback; here names are refused
too, because asking for a name is already a message to somebody.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

ask_the_system = socket.getaddrinfo


def ask_for_loopback_only(host: str | bytes | None, *others: Any, **named: Any) -> Any:
    """`socket.getaddrinfo` for addresses in digits and for localhost; a name goes to no resolver."""
    name = host.decode("ascii") if isinstance(host, bytes) else host
    if name not in (None, "", "localhost"):
        try:
            ipaddress.ip_address(str(name))
        except ValueError:
            raise AssertionError(f"a test asked the system for the name {name!r}") from None
    return ask_the_system(host, *others, **named)


@pytest.fixture(autouse=True)
def no_name_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse names during every test."""
    monkeypatch.setattr(socket, "getaddrinfo", ask_for_loopback_only)
