"""What a person types or pastes as the address of a web page, and where it leads.

Told apart by hand and strictly, as intake does not open connections and so has no need of a network library: what is
not plainly the address of a web page is refused, not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from houvast.errors import IntakeError

_ADDRESS = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>\[[0-9a-f:.]+\]|[^\s/?#:@\[\]\\<>\"%^`{|}]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<rest>[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
MOST_CHARACTERS = 4096


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address with the host and port that a connection to it goes to; the host as the network names it (IDNA)."""

    url: str
    host: str
    port: int

    @property
    def here(self) -> bool:
        """Whether this is plainly a page on this machine itself."""
        return (
            self.host in ("localhost", "::1")
            or self.host.endswith(".localhost")
            or re.fullmatch(r"127(\.[0-9]{1,3}){3}", self.host) is not None
        )


def web_address(typed: str) -> WebAddress:
    """Understand what a person typed; without "http://" or "https://" in front, https is meant.

    Raises:
        IntakeError: `intake.address_not_understood`.
    """
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    address = _split(text, ("http", "https"))
    if address is None or len(text) > MOST_CHARACTERS or any(ord(character) < 33 for character in text):
        raise IntakeError("intake.address_not_understood")
    return address


def asked_by_page(url: str) -> WebAddress | None:
    """Where a request of a page leads, in the spelling of the browser; None when it leads nowhere on the network."""
    return _split(url, tuple(_PORTS))


def _split(text: str, schemes: tuple[str, ...]) -> WebAddress | None:
    match = _ADDRESS.fullmatch(text)
    if match is None or match["scheme"].lower() not in schemes:
        return None
    try:
        host = match["host"].strip("[]").rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    port = int(match["port"]) if match["port"] else _PORTS[match["scheme"].lower()]
    return WebAddress(text, host, port) if host and 0 < port < 65536 else None
