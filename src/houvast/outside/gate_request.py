"""What a browser says to a proxy: `CONNECT host:port` for https and web sockets, `GET http://...` for plain http."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

MOST_HEAD_BYTES = 65_536

_NOT_FOR_THE_SERVER = {b"proxy-connection", b"proxy-authorization", b"connection", b"keep-alive"}


@dataclass(frozen=True, slots=True)
class GateRequest:
    """One request of the browser to the gate.

    `tunnel` is true for CONNECT. Otherwise `head_for_server` is what the server gets: the same request with a path
    for target, no words meant for a proxy, and `Connection: close`, so that one connection carries one request;
    `body_bytes` is how many bytes of body follow.
    """

    host: str
    port: int
    tunnel: bool
    head_for_server: bytes = b""
    body_bytes: int = 0

    @classmethod
    def parse(cls, head: bytes) -> Self | None:
        """Read a request head up to and with its empty line; None when it is neither form (RFC 9112, 3.2)."""
        lines = head[: -len(b"\r\n\r\n")].split(b"\r\n")
        words = lines[0].split(b" ")
        if len(words) != 3 or not words[2].startswith(b"HTTP/1."):
            return None
        tunnel = words[0] == b"CONNECT"
        try:
            parts = urlsplit(("//" if tunnel else "") + words[1].decode("ascii"))
            host, port = parts.hostname, parts.port
        except ValueError:
            return None
        if not host:
            return None
        if tunnel:
            return cls(host, port, tunnel=True) if port else None
        fields = [line.partition(b":") for line in lines[1:]]
        body_bytes = _body_bytes(fields)
        if parts.scheme != "http" or body_bytes is None:
            return None
        _, query_mark, query = words[1].partition(b"?")
        target = (parts.path or "/").encode() + query_mark + query
        kept = [b"".join(field) for field in fields if field[0].lower() not in _NOT_FOR_THE_SERVER]
        head_lines = [b" ".join([words[0], target, words[2]]), *kept, b"Connection: close", b"", b""]
        return cls(host, port or 80, tunnel=False, head_for_server=b"\r\n".join(head_lines), body_bytes=body_bytes)


def _body_bytes(fields: Sequence[tuple[bytes, bytes, bytes]]) -> int | None:
    """How long the body is; None when that is not said in the one way that browsers say it, with a length."""
    if any(name.lower() == b"transfer-encoding" for name, _, _ in fields):
        return None
    lengths = [value.strip() for name, _, value in fields if name.lower() == b"content-length"]
    if len(lengths) > 1 or not all(length.isdigit() for length in lengths):
        return None
    return int(lengths[0]) if lengths else 0


def read_head(browser: socket.socket) -> tuple[bytes, bytes]:
    """Read up to and with the empty line that ends a request head.

    Returns:
        The head and what came after it; the head is empty when the other side closed or wrote too much.
    """
    received = b""
    while b"\r\n\r\n" not in received:
        more = browser.recv(MOST_HEAD_BYTES)
        received += more
        if not more or len(received) > MOST_HEAD_BYTES:
            return b"", received
    head, mark, rest = received.partition(b"\r\n\r\n")
    return head + mark, rest
