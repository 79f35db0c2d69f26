"""The browser's only way out: a proxy on loopback that lets through what the page asked for, and nothing else.

A browser greets its maker's servers whatever its flags say. So the gate opens a connection only to a host and port
that the capture has announced, because it saw the page ask for it. Each name is resolved once, its addresses are
checked, and the connection goes to the checked one, which is noted as the address that the page really came from.
TLS runs from end to end: the gate sees no content of https pages and shows the browser no certificate of its own.

One gate serves one capture: its announcements, connections and refusals are those of that one page.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import TracebackType
from typing import Self

from houvast.errors import OutsideError
from houvast.outside.connect import Resolver, connect, system_resolver
from houvast.outside.consent import Yes, plain_host
from houvast.outside.gate_request import GateRequest, read_head
from houvast.outside.relay import Allowance, relay
from houvast.outside.table import Table

CONNECT_SECONDS = 10.0
HEAD_SECONDS = 10.0
ANNOUNCE_SECONDS = 1.5
"""How long a connection waits for its announcement: the browser sometimes opens it a moment ahead."""

MOST_CONNECTIONS = 500
MOST_AT_ONCE = 64


class Refusal(StrEnum):
    """Why the gate let something not through."""

    NOT_ANNOUNCED = "not_announced"
    CLOSED_ADDRESS = "closed_address"
    NAME_NOT_FOUND = "name_not_found"
    NOT_REACHED = "not_reached"
    TOO_MUCH = "too_much"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection that was let through: to which checked address, and when."""

    host: str
    port: int
    ip: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """One connection that was not let through, and why."""

    host: str
    port: int
    why: Refusal


class Gate:
    """A proxy on 127.0.0.1, open from `with` to the end of the block, without a thread or socket left behind.

    Args:
        yes: what the person agreed to; the first host that is announced must be the host named in it.
        table: which addresses may be reached.
        now: the moment the gate opens; later moments are this one plus what a steady clock counted.
        resolver: how names become addresses.
    """

    def __init__(self, yes: Yes, table: Table, *, now: datetime, resolver: Resolver = system_resolver) -> None:
        self._yes = yes
        self._table = table
        self._now = now
        self._began = time.monotonic()
        self._resolver = resolver
        self._announced: set[tuple[str, int]] = set()
        self._connections: list[Connection] = []
        self._refused: list[Refused] = []
        self._sockets: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._allowance = Allowance()
        self._closing = False
        self._changed = threading.Condition()
        self._listener: socket.socket | None = None
        self._port = 0

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._port = self._listener.getsockname()[1]
        self._start(self._accept, self._listener)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self.cut()
        if self._listener is not None:
            _shut(self._listener)
            self._listener.close()
        until = time.monotonic() + CONNECT_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    @property
    def proxy_url(self) -> str:
        """Where the browser finds the gate."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def own_pages(self) -> bool:
        """Whether this gate also leads to this machine itself, as only the demo and the tests ask for."""
        return self._table.loopback

    @property
    def connections(self) -> tuple[Connection, ...]:
        """What was let through so far, in order."""
        with self._changed:
            return tuple(self._connections)

    @property
    def refused(self) -> tuple[Refused, ...]:
        """What was not let through so far, in order."""
        with self._changed:
            return tuple(self._refused)

    def announce(self, host: str, port: int) -> None:
        """Let the page under capture reach `host` on `port` from now on.

        Raises:
            OutsideError: `outside.no_yes` when the first host is not the one that the person said yes to.
        """
        with self._changed:
            if not self._announced:
                self._yes.require(host)
            self._announced.add((plain_host(host), port))
            self._changed.notify_all()

    def cut(self) -> None:
        """End all open connections, so that the browser stops waiting for what does not come; new ones may follow."""
        with self._changed:
            for held in self._sockets:
                _shut(held)

    # --- one thread for each connection of the browser ---

    def _start(self, target: Callable[[socket.socket], None], held: socket.socket) -> None:
        thread = threading.Thread(target=target, args=(held,), name="houvast-gate", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                browser, _ = listener.accept()
            except OSError:
                return  # the gate closes
            with self._changed:
                if self._closing or len(self._sockets) >= 2 * MOST_AT_ONCE or len(self._threads) > MOST_CONNECTIONS:
                    browser.close()
                    continue
                self._sockets.add(browser)
            self._start(self._serve, browser)

    def _serve(self, browser: socket.socket) -> None:
        try:
            browser.settimeout(HEAD_SECONDS)
            head, rest = read_head(browser)
            request = GateRequest.parse(head) if head else None
            if request is None:
                if len(head) + len(rest) > 0:
                    self._refuse("", 0, Refusal.NOT_UNDERSTOOD)
                return
            self._pass(browser, request, rest)
        except OSError:
            return  # one of the two ends went away; the browser sees that its connection closed
        finally:
            self._drop(browser)

    def _pass(self, browser: socket.socket, request: GateRequest, rest: bytes) -> None:
        if not self._await_announcement(request.host, request.port):
            self._answer_refusal(browser, request, Refusal.NOT_ANNOUNCED)
            return
        try:
            server, address = connect(
                request.host, request.port, self._table, seconds=CONNECT_SECONDS, resolver=self._resolver
            )
        except OutsideError as error:
            self._answer_refusal(browser, request, Refusal(error.code.removeprefix("outside.")))
            return
        with server:
            with self._changed:
                if self._closing:
                    return
                self._sockets.add(server)
                at = self._now + timedelta(seconds=time.monotonic() - self._began)
                self._connections.append(Connection(plain_host(request.host), request.port, str(address), at))
            try:
                if request.tunnel:
                    browser.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    server.sendall(rest)
                    body_left = None
                else:
                    server.sendall(request.head_for_server + rest[: request.body_bytes])
                    body_left = request.body_bytes - len(rest)
                if not relay(browser, server, body_left, self._allowance):
                    self._refuse(request.host, request.port, Refusal.TOO_MUCH)
            finally:
                self._drop(server)

    def _await_announcement(self, host: str, port: int) -> bool:
        wanted = (plain_host(host), port)
        with self._changed:
            self._changed.wait_for(lambda: self._closing or wanted in self._announced, ANNOUNCE_SECONDS)
            return not self._closing and wanted in self._announced

    def _answer_refusal(self, browser: socket.socket, request: GateRequest, why: Refusal) -> None:
        self._refuse(request.host, request.port, why)
        if request.tunnel:
            # the browser keeps this answer to itself; a plain request gets none, as it would pass for the server's
            browser.sendall(b"HTTP/1.1 403 Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def _refuse(self, host: str, port: int, why: Refusal) -> None:
        with self._changed:
            if not self._closing:
                self._refused.append(Refused(plain_host(host), port, why))

    def _drop(self, held: socket.socket) -> None:
        with self._changed:
            self._sockets.discard(held)
        held.close()


def _shut(held: socket.socket) -> None:
    """Wake whoever waits on a socket; closing it alone would leave a blocked thread blocked."""
    try:
        held.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
