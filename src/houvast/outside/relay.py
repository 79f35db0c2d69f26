"""Carry bytes between browser and server until one of them is done, within limits."""

from __future__ import annotations

import selectors
import socket
import threading
from dataclasses import dataclass, field

IDLE_SECONDS = 60.0
MOST_BYTES = 1 << 30
PIECE = 65_536


@dataclass(slots=True)
class Allowance:
    """How many bytes one gate may still carry, both ways and all connections together."""

    left: int = MOST_BYTES
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, amount: int) -> bool:
        """Whether `amount` more bytes may pass."""
        with self._lock:
            self.left -= amount
            return self.left >= 0


def relay(browser: socket.socket, server: socket.socket, body_left: int | None, allowance: Allowance) -> bool:
    """Carry bytes both ways until one side closes or both are silent for a minute.

    `body_left` is how many bytes the browser may still send, None without bound (a tunnel). A browser that sends more
    on a plain connection begins a next request, maybe for another host: it may not go to this server, so both ends
    close, and the browser asks again on a connection of its own.

    Returns:
        False when the allowance was used up.
    """
    for end in (browser, server):
        end.settimeout(IDLE_SECONDS)
    other = {browser: server, server: browser}
    with selectors.DefaultSelector() as selector:
        selector.register(browser, selectors.EVENT_READ)
        selector.register(server, selectors.EVENT_READ)
        while ready := selector.select(IDLE_SECONDS):
            for source in (browser if key.fileobj is browser else server for key, _ in ready):
                piece = source.recv(PIECE)
                if not piece:
                    return True
                if source is browser and body_left is not None:
                    body_left -= len(piece)
                    if body_left < 0:
                        return True
                if not allowance.take(len(piece)):
                    return False
                other[source].sendall(piece)
    return True
