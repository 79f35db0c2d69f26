"""A stamp is asked from the host that the person said yes to, within limits; here `openssl ts` plays the server."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from houvast.errors import OutsideError
from houvast.outside import timestamps
from houvast.outside.consent import Yes
from houvast.outside.table import LOOPBACK_TOO, PUBLIC
from houvast.outside.timestamps import ask

YES = Yes("stamp", "127.0.0.1", datetime(2026, 11, 24, 12, 0, tzinfo=UTC))

CONFIG = """
[req]
distinguished_name = name
x509_extensions = tsa_certificate
prompt = no
[name]
CN = Test stamps
[tsa_certificate]
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
[tsa]
default_tsa = here
[here]
serial = serial
signer_digest = sha256
digests = sha256, sha512
default_policy = 1.2.3.4
ess_cert_id_alg = sha256
"""


def openssl(folder: Path, words: str) -> None:
    subprocess.run(["openssl", *words.split()], cwd=folder, check=True, capture_output=True)


class Server(BaseHTTPRequestHandler):
    folder: Path

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Content-Type"] == "application/timestamp-query"
        reply = getattr(self, "answer_" + self.path.strip("/"))(asked)
        if reply is None:
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(reply)

    def answer_stamp(self, asked: bytes) -> bytes:
        (self.folder / "query").write_bytes(asked)
        words = "ts -reply -config tsa.cnf -section here -queryfile query -inkey key.pem -signer cert.pem -out reply"
        openssl(self.folder, words)
        return (self.folder / "reply").read_bytes()

    def answer_endless(self, asked: bytes) -> bytes:
        return b"x" * 200_000

    def answer_page(self, asked: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()

    def answer_elsewhere(self, asked: bytes) -> None:
        self.send_response(307)
        self.send_header("Location", "/stamp")
        self.end_headers()

    def answer_drip(self, asked: bytes) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        try:
            while True:
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "tsa.cnf").write_text(CONFIG)
    (folder / "serial").write_text("01\n")
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config tsa.cnf -keyout key.pem -out cert.pem"
    openssl(folder, words)
    (folder / "data").write_bytes(b"the last head")
    openssl(folder, "ts -query -data data -sha256 -cert -out request")
    handler = type("Here", (Server,), {"folder": folder})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        thread = threading.Thread(target=served.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


def test_the_reply_of_a_time_stamp_server_comes_back_byte_for_byte_and_verifies(
    server: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = next(path for path in tmp_path_factory.getbasetemp().iterdir() if path.name.startswith("tsa"))
    reply = ask(server + "/stamp", (folder / "request").read_bytes(), YES, LOOPBACK_TOO)
    assert reply == (folder / "reply").read_bytes()
    openssl(folder, "ts -verify -data data -in reply -CAfile cert.pem")


def test_without_a_yes_to_this_host_nothing_is_sent(server: str) -> None:
    other = Yes("stamp", "stamps.test", YES.given)
    with pytest.raises(OutsideError) as caught:
        ask(server + "/stamp", b"", other, LOOPBACK_TOO)
    assert caught.value.code == "outside.no_yes"


def test_a_server_inside_is_refused_under_the_public_table(server: str) -> None:
    with pytest.raises(OutsideError) as caught:
        ask(server + "/stamp", b"", YES, PUBLIC)
    assert caught.value.code == "outside.closed_address"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/endless", "outside.too_much"),
        ("/page", "outside.wrong_answer"),
        ("/elsewhere", "outside.wrong_answer"),
    ],
)
def test_what_is_no_stamp_is_refused_and_no_redirect_followed(server: str, path: str, code: str) -> None:
    with pytest.raises(OutsideError) as caught:
        ask(server + path, b"", YES, LOOPBACK_TOO)
    assert caught.value.code == code


def test_a_server_that_drips_bytes_is_left_in_time(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timestamps, "SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(OutsideError) as caught:
        ask(server + "/drip", b"", YES, LOOPBACK_TOO)
    assert caught.value.code == "outside.too_slow"
    assert time.monotonic() - began < 3


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(server: str) -> None:
    with pytest.raises(OutsideError) as caught:
        ask(server.replace("http:", "https:") + "/stamp", b"", YES, LOOPBACK_TOO)
    assert caught.value.code == "outside.not_trusted"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://", "http://u@127.0.0.1/", "http://[x"]
)
def test_an_address_that_is_no_web_address_is_not_understood(url: str) -> None:
    with pytest.raises(OutsideError) as caught:
        ask(url, b"", YES, LOOPBACK_TOO)
    assert caught.value.code == "outside.address_not_understood"
