"""The gate lets through what was announced to addresses that are allowed, notes it, and leaves nothing behind."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime

import pytest

from houvast.errors import OutsideError
from houvast.outside import gate as gate_module
from houvast.outside.consent import Yes
from houvast.outside.gate import Gate, Refusal
from houvast.outside.table import LOOPBACK_TOO, PUBLIC

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def yes(host: str) -> Yes:
    return Yes("capture", host, NOW)


class Echo:
    """A server that keeps what it gets and answers each connection once, leaving it open."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self) -> None:
        while True:
            connection, _ = self.listener.accept()
            with connection:
                connection.settimeout(5)
                heard = connection.recv(65536)
                if heard == b"end":
                    return
                self.heard.append(heard)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
                while more := connection.recv(65536):
                    self.heard.append(more)

    def close(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as last:
            last.sendall(b"end")
        self.thread.join()
        self.listener.close()


@pytest.fixture
def echo() -> Iterator[Echo]:
    with closing(Echo()) as server:
        yield server


def speak(gate: Gate, said: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", int(gate.proxy_url.rpartition(":")[2])), timeout=10) as browser:
        browser.sendall(said)
        return browser.recv(65536)


def resolver(host: str, port: int) -> list[str]:
    return {"inside.test": ["192.168.1.1"], "metadata.test": ["169.254.169.254"]}.get(host, ["127.0.0.1"])


def test_an_announced_host_is_reached_and_its_address_noted(echo: Echo) -> None:
    with Gate(yes("page.test"), LOOPBACK_TOO, now=NOW, resolver=resolver) as gate:
        gate.announce("page.test", echo.port)
        answer = speak(gate, f"GET http://page.test:{echo.port}/a?b=c HTTP/1.1\r\nHost: page.test\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 200 OK")
    (connection,) = gate.connections
    assert (connection.host, connection.port, connection.ip) == ("page.test", echo.port, "127.0.0.1")
    assert connection.at >= NOW
    assert gate.refused == ()
    assert echo.heard[0].split(b"\r\n")[0] == b"GET /a?b=c HTTP/1.1"


def test_words_meant_for_a_proxy_do_not_reach_the_server(echo: Echo) -> None:
    with Gate(yes("page.test"), LOOPBACK_TOO, now=NOW, resolver=resolver) as gate:
        gate.announce("page.test", echo.port)
        speak(
            gate,
            f"GET http://page.test:{echo.port}/ HTTP/1.1\r\nHost: x\r\nProxy-Connection: keep-alive\r\n\r\n".encode(),
        )
    assert echo.heard[0] == b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def test_a_tunnel_carries_bytes_untouched(echo: Echo) -> None:
    with Gate(yes("page.test"), LOOPBACK_TOO, now=NOW, resolver=resolver) as gate:
        gate.announce("page.test", echo.port)
        port = int(gate.proxy_url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as browser:
            browser.sendall(f"CONNECT page.test:{echo.port} HTTP/1.1\r\n\r\n".encode())
            assert browser.recv(65536).startswith(b"HTTP/1.1 200")
            browser.sendall(b"\x16\x03\x01 anything")
            assert browser.recv(65536).endswith(b"hi")
    assert echo.heard == [b"\x16\x03\x01 anything"]


@pytest.mark.parametrize("said", ["CONNECT maker.test:{port} HTTP/1.1", "GET http://maker.test:{port}/ HTTP/1.1"])
def test_a_host_that_nobody_announced_is_refused_and_named(
    echo: Echo, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setattr(gate_module, "ANNOUNCE_SECONDS", 0.05)
    with Gate(yes("page.test"), LOOPBACK_TOO, now=NOW, resolver=resolver) as gate:
        gate.announce("page.test", echo.port)
        answer = speak(gate, (said.format(port=echo.port) + "\r\n\r\n").encode())
    assert b"200" not in answer
    assert [(refused.host, refused.why) for refused in gate.refused] == [("maker.test", Refusal.NOT_ANNOUNCED)]
    assert gate.connections == ()
    assert echo.heard == []


def test_another_port_of_an_announced_host_is_refused(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate_module, "ANNOUNCE_SECONDS", 0.05)
    with Gate(yes("page.test"), LOOPBACK_TOO, now=NOW, resolver=resolver) as gate:
        gate.announce("page.test", 443)
        speak(gate, f"CONNECT page.test:{echo.port} HTTP/1.1\r\n\r\n".encode())
    assert [refused.port for refused in gate.refused] == [echo.port]
    assert echo.heard == []


def test_a_connection_a_moment_ahead_of_its_announcement_waits_for_it(echo: Echo) -> None:
    with Gate(yes("page.test"), LOOPBACK_TOO, now=NOW, resolver=resolver) as gate:
        gate.announce("page.test", 443)
        later = threading.Timer(0.2, gate.announce, ("cdn.test", echo.port))
        later.start()
        answer = speak(gate, f"CONNECT cdn.test:{echo.port} HTTP/1.1\r\n\r\n".encode())
        later.join()
    assert answer.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("host", ["inside.test", "metadata.test", "page.test", "127.0.0.1", "169.254.169.254"])
def test_an_announced_name_that_points_inside_is_still_refused(echo: Echo, host: str) -> None:
    def plain(name: str, port: int) -> list[str]:
        return [name] if name[0].isdigit() else resolver(name, port)

    with Gate(yes(host), PUBLIC, now=NOW, resolver=plain) as gate:
        gate.announce(host, echo.port)
        speak(gate, f"CONNECT {host}:{echo.port} HTTP/1.1\r\n\r\n".encode())
    assert [refused.why for refused in gate.refused] == [Refusal.CLOSED_ADDRESS]
    assert gate.connections == ()
    assert echo.heard == []


def test_a_plain_request_that_is_refused_gets_no_answer_that_could_pass_for_the_servers(echo: Echo) -> None:
    with Gate(yes("page.test"), PUBLIC, now=NOW, resolver=resolver) as gate:
        gate.announce("page.test", echo.port)
        assert speak(gate, f"GET http://page.test:{echo.port}/ HTTP/1.1\r\n\r\n".encode()) == b""


def test_a_second_request_on_one_plain_connection_never_reaches_the_first_server(echo: Echo) -> None:
    with Gate(yes("page.test"), LOOPBACK_TOO, now=NOW, resolver=resolver) as gate:
        gate.announce("page.test", echo.port)
        port = int(gate.proxy_url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as browser:
            browser.sendall(f"GET http://page.test:{echo.port}/ HTTP/1.1\r\n\r\n".encode())
            assert browser.recv(65536).endswith(b"hi")
            browser.sendall(b"GET http://other.test/secret HTTP/1.1\r\n\r\n")
            assert browser.recv(65536) == b""
    assert b"secret" not in b"".join(echo.heard)


def test_a_body_of_a_plain_request_arrives_whole(echo: Echo) -> None:
    with Gate(yes("page.test"), LOOPBACK_TOO, now=NOW, resolver=resolver) as gate:
        gate.announce("page.test", echo.port)
        speak(gate, f"POST http://page.test:{echo.port}/ HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody".encode())
    assert b"".join(echo.heard).endswith(b"\r\n\r\nbody")


@pytest.mark.parametrize(
    "said",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET file:///etc/passwd HTTP/1.1\r\n\r\n",
        b"GET ftp://page.test/ HTTP/1.1\r\n\r\n",
        b"CONNECT page.test HTTP/1.1\r\n\r\n",
        b"CONNECT page.test:99999 HTTP/1.1\r\n\r\n",
        b"POST http://page.test/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST http://page.test/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"x" * 70_000,
    ],
)
def test_what_is_no_request_to_a_proxy_is_refused(said: bytes) -> None:
    with Gate(yes("page.test"), LOOPBACK_TOO, now=NOW, resolver=resolver) as gate:
        gate.announce("page.test", 80)
        with suppress(ConnectionResetError):  # the gate closes before it has read all of a long one
            assert speak(gate, said) == b""
    assert [refused.why for refused in gate.refused] == [Refusal.NOT_UNDERSTOOD]
    assert gate.connections == ()


def test_the_first_host_must_be_the_one_that_the_person_said_yes_to() -> None:
    with Gate(yes("page.test"), PUBLIC, now=NOW, resolver=resolver) as gate:
        with pytest.raises(OutsideError) as caught:
            gate.announce("other.test", 443)
        assert caught.value.code == "outside.no_yes"
        gate.announce("PAGE.test.", 443)
        gate.announce("cdn.test", 443)


@pytest.mark.parametrize("spelled", ["café.test", "CAFÉ.test.", "xn--caf-dma.test"])
def test_a_yes_holds_for_every_spelling_of_the_same_host(spelled: str) -> None:
    with Gate(yes(spelled), PUBLIC, now=NOW, resolver=resolver) as gate:
        gate.announce("xn--caf-dma.test", 443)


def test_a_gate_that_carried_too_much_ends_the_connection(echo: Echo) -> None:
    with Gate(yes("page.test"), LOOPBACK_TOO, now=NOW, resolver=resolver) as gate:
        gate._allowance.left = 10
        gate.announce("page.test", echo.port)
        speak(gate, f"GET http://page.test:{echo.port}/ HTTP/1.1\r\n\r\n".encode())
    assert [refused.why for refused in gate.refused] == [Refusal.TOO_MUCH]


def test_closing_ends_open_tunnels_and_leaves_no_thread(echo: Echo) -> None:
    before = set(threading.enumerate())
    with Gate(yes("page.test"), LOOPBACK_TOO, now=NOW, resolver=resolver) as gate:
        gate.announce("page.test", echo.port)
        port = int(gate.proxy_url.rpartition(":")[2])
        browser = socket.create_connection(("127.0.0.1", port), timeout=10)
        browser.sendall(f"CONNECT page.test:{echo.port} HTTP/1.1\r\n\r\n".encode())
        assert browser.recv(65536).startswith(b"HTTP/1.1 200")
        silent = socket.create_connection(("127.0.0.1", port), timeout=10)
    with browser, silent:
        assert browser.recv(65536) == b""
    assert set(threading.enumerate()) == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)
