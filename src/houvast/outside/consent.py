"""The yes of the person, without which nothing leaves this computer (V5, V6)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from houvast.errors import OutsideError


def same_host(one: str, other: str) -> bool:
    """Whether two spellings name the same host: case, a closing dot, brackets around IPv6 and IDNA do not matter."""
    return plain_host(one) == plain_host(other)


def plain_host(host: str) -> str:
    """A host name in the one form that is compared: as the network spells it, no closing dot, no brackets."""
    plain = host.strip("[]").rstrip(".").lower()
    with suppress(UnicodeError):  # what cannot be spelled so is no name, and fits only itself
        return plain.encode("idna").decode("ascii")
    return plain


@dataclass(frozen=True, slots=True)
class Yes:
    """One yes, given by the person after reading what the other side learns.

    `purpose` is a text key that says what for ("capture", "stamp"), `host` the host that is contacted,
    `given` the moment of the yes, with its zone.
    """

    purpose: str
    host: str
    given: datetime

    def require(self, host: str) -> None:
        """Refuse any other host than the one the yes was given for.

        Raises:
            OutsideError: `outside.no_yes`.
        """
        if not self.host or not same_host(self.host, host):
            raise OutsideError("outside.no_yes", host=host)
