"""An https page: the chain of the very connection is kept, and a certificate that nobody vouches for opens nothing."""

from __future__ import annotations

import base64
import hashlib
import io
import ssl
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from capture_archives import kept
from capture_site import HOST, OTHER, Site, site

from houvast.intake import capture_browser
from houvast.intake.capture import Capture, State, capture
from houvast.outside.consent import Yes
from houvast.outside.gate import Gate
from houvast.outside.table import LOOPBACK_TOO

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@contextmanager
def secured(folder: Path) -> Iterator[Site]:
    subprocess.run(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=t"
        f" -addext subjectAltName=DNS:{HOST},DNS:{OTHER} -keyout key.pem -out cert.pem".split(),
        cwd=folder,
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    with site() as served:
        served.socket = context.wrap_socket(served.socket, server_side=True, do_handshake_on_connect=False)
        yield served


def take(served: Site) -> tuple[Capture, Gate]:
    gate = Gate(Yes("capture", HOST, NOW), LOOPBACK_TOO, now=NOW, resolver=lambda _, __: ["127.0.0.1"])
    with gate:
        return capture(f"https://{HOST}:{served.server_port}/frame", gate=gate, now=NOW), gate


def test_the_certificate_chain_of_the_connection_is_in_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with secured(tmp_path) as served:
        public_key = subprocess.run(
            "openssl x509 -in cert.pem -pubkey -noout | openssl pkey -pubin -outform der",
            shell=True, cwd=tmp_path, check=True, capture_output=True,
        ).stdout  # fmt: skip
        known = base64.b64encode(hashlib.sha256(public_key).digest()).decode()
        monkeypatch.setattr(
            capture_browser, "FLAGS", [*capture_browser.FLAGS, f"--ignore-certificate-errors-spki-list={known}"]
        )
        found, gate = take(served)
    certificate = (tmp_path / "cert.pem").read_bytes()
    assert found.state is State.COMPLETE
    with zipfile.ZipFile(io.BytesIO(found.wacz)) as archive:
        assert archive.read(f"tls/{HOST}.pem") == certificate
    leaf = hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate.decode())).hexdigest()
    assert ("certificate_sha256", f"{HOST} {leaf}") in found.facts
    assert ("tls_protocol", "TLS 1.3") in found.facts
    assert kept(found.wacz).answers[HOST, "/frame"].says["WARC-IP-Address"] == "127.0.0.1"
    assert [connection.host for connection in gate.connections] == [HOST] * len(gate.connections)


def test_a_site_whose_certificate_nobody_vouches_for_is_not_opened(tmp_path: Path) -> None:
    with secured(tmp_path) as served:
        found, _ = take(served)
        assert served.asked == []
    assert (found.state, found.reasons) == (State.FAILED, ("reason.capture_certificate",))
