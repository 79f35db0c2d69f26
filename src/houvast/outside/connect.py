"""From a name to an open connection: resolved once, every address checked, connected to the checked one.

Because the answer of the resolver is not asked for twice, a name server that says something else a moment later
(rebinding) changes nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address

from houvast.errors import OutsideError
from houvast.outside.consent import plain_host
from houvast.outside.table import Address, Table, allowed

Resolver = Callable[[str, int], Sequence[str]]
"""Takes a host name and a port, gives its addresses as text; raises OSError or UnicodeError when there are none."""

MOST_ADDRESSES = 4
"""How many addresses of one name are tried before giving up."""


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses that this computer's own resolver gives, in its order, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(host: str, port: int, table: Table, resolver: Resolver = system_resolver) -> tuple[Address, ...]:
    """All addresses of `host`, once every one of them is allowed.

    A name that points inside as well as outside is refused whole: there is no honest reason for one.

    Raises:
        OutsideError: `outside.name_not_found`, or `outside.closed_address` when the table forbids one of them.
    """
    try:
        addresses = tuple(ip_address(text) for text in resolver(plain_host(host), port))
    except (OSError, UnicodeError, ValueError) as error:
        raise OutsideError("outside.name_not_found", host=host) from error
    if not addresses:
        raise OutsideError("outside.name_not_found", host=host)
    if not all(allowed(address, table) for address in addresses):
        raise OutsideError("outside.closed_address", host=host)
    return addresses


def connect(
    host: str, port: int, table: Table, *, seconds: float, resolver: Resolver = system_resolver
) -> tuple[socket.socket, Address]:
    """Open a TCP connection to `host` and give the socket with the address it is connected to.

    Each address gets `seconds`, which stays the time limit of every later read and write on the socket.

    Raises:
        OutsideError: as `checked_addresses`, or `outside.not_reached`.
    """
    for address in checked_addresses(host, port, table, resolver)[:MOST_ADDRESSES]:
        try:
            return socket.create_connection((str(address), port), timeout=seconds), address
        except (OSError, OverflowError):  # an impossible port number overflows
            continue
    raise OutsideError("outside.not_reached", host=host)
