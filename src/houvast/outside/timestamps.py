"""Ask a time-stamp server for a stamp (RFC 3161 over HTTP, its section 3.4); what it says is judged in `dossier`.

The server learns a hash, a number and this computer's internet address; nothing of the content.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from typing import Self
from urllib.parse import SplitResult, urlsplit

from houvast.errors import OutsideError
from houvast.outside.connect import Resolver, connect, system_resolver
from houvast.outside.consent import Yes
from houvast.outside.table import Table

MOST_REPLY_BYTES = 65_536
"""Replies with a whole chain of certificates measure 3 to 8 kB."""

SECONDS = 20.0


def ask(url: str, request: bytes, yes: Yes, table: Table, *, resolver: Resolver = system_resolver) -> bytes:
    """Send a time-stamp request and give the reply, byte for byte.

    No redirect is followed: it would lead to a host that nobody said yes to. Certificates of https servers are checked
    against the roots of this computer; many servers answer on plain http, as the reply itself is signed.

    Args:
        url: `http://` or `https://` address of the server.
        request: a DER TimeStampReq.
        yes: the person's yes to this host.
        table: which addresses may be reached.
        resolver: how names become addresses.

    Raises:
        OutsideError: `outside.address_not_understood`, `outside.no_yes`, `outside.name_not_found`,
            `outside.closed_address`, `outside.not_reached`, `outside.not_trusted`, `outside.too_slow`,
            `outside.too_much` or `outside.wrong_answer`.
    """
    parts, host, port = _understood(url)
    yes.require(host)
    held, _ = connect(host, port, table, seconds=SECONDS / 2, resolver=resolver)
    try:
        with _Deadline(held) as deadline:
            if parts.scheme == "https":
                held = ssl.create_default_context().wrap_socket(held, server_hostname=host)
                deadline.held = held
            status, kind, reply = _exchange(held, parts, host, port, request)
    except ssl.SSLError as error:
        raise OutsideError("outside.not_trusted", host=host) from error
    except (http.client.HTTPException, OSError) as error:
        slow = deadline.passed or isinstance(error, TimeoutError)
        raise OutsideError("outside.too_slow" if slow else "outside.not_reached", host=host) from error
    finally:
        held.close()
    if deadline.passed:
        raise OutsideError("outside.too_slow", host=host)
    if status != 200 or kind != "application/timestamp-reply":
        raise OutsideError("outside.wrong_answer", host=host, status=status)
    if len(reply) > MOST_REPLY_BYTES:
        raise OutsideError("outside.too_much", host=host)
    return reply


class _Deadline:
    """Ends a conversation after `SECONDS`, also with a server that sends one byte now and then."""

    def __init__(self, held: socket.socket) -> None:
        self.held = held
        self.passed = False
        self._timer = threading.Timer(SECONDS, self._end)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()

    def _end(self) -> None:
        self.passed = True
        with contextlib.suppress(OSError):  # it ended by itself in the same moment
            self.held.shutdown(socket.SHUT_RDWR)


def _exchange(held: socket.socket, parts: SplitResult, host: str, port: int, request: bytes) -> tuple[int, str, bytes]:
    """Status, kind of content, and content up to one byte more than is allowed."""
    line = http.client.HTTPConnection(host, port)
    line.sock = held
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    line.request("POST", path, request, {"Content-Type": "application/timestamp-query", "Connection": "close"})
    with line.getresponse() as answer:
        return answer.status, answer.headers.get_content_type(), answer.read(MOST_REPLY_BYTES + 1)


def _understood(url: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise OutsideError("outside.address_not_understood") from error
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise OutsideError("outside.address_not_understood")
    return parts, host, port or (443 if parts.scheme == "https" else 80)
