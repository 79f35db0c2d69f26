"""A head is stamped after a yes, the stamp goes along in the bundle, and both verifiers look at it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from houvast.actions.hand_over import Choice, hand_over, look_through
from houvast.actions.note import note
from houvast.actions.open import the_case
from houvast.actions.stamp import choose_server, stamp, stamp_host
from houvast.actions.verify import verify
from houvast.actions.world import World
from houvast.case.acts import Contact
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError, DossierError, OutsideError
from houvast.intake.child import Reader
from houvast.outside.consent import Yes
from houvast.outside.table import LOOPBACK_TOO

CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = Stamps of a test
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[signer]
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
[tsa]
default_tsa = here
[here]
serial = serial
signer_digest = sha256
digests = sha256
default_policy = 1.2.3.4
ess_cert_id_alg = sha256
certs = root.pem
"""


def openssl(folder: Path, words: str) -> None:
    subprocess.run(["openssl", *words.split()], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authority")
    (folder / "cnf").write_text(CONFIG)
    (folder / "serial").write_text("01")
    key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config cnf"
    openssl(folder, f"req -x509 {key} -keyout root.key -out root.pem -subj /CN=Root -extensions root -days 30")
    openssl(folder, f"req -new {key} -keyout key.pem -out csr -subj /CN=Stamps")
    sign = "x509 -req -in csr -CA root.pem -CAkey root.key -CAcreateserial -out cert.pem -days 29"
    openssl(folder, f"{sign} -extfile cnf -extensions signer")
    return folder


@pytest.fixture
def server(authority: Path) -> Iterator[str]:
    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (authority / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            words = "ts -reply -config cnf -section here -queryfile query -inkey key.pem -signer cert.pem -out reply"
            openssl(authority, words)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write((authority / "reply").read_bytes())

        def log_message(self, *_: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}/"
    running.shutdown()
    running.server_close()
    thread.join()


def a_yes(world: World, host: str = "127.0.0.1") -> Yes:
    return Yes("stamp", host, world.now())


def test_a_stamp_is_a_line_and_goes_along_with_the_bundle(
    dossier: Dossier, authority: Path, server: str, world: World, reader: Reader, tmp_path: Path
) -> None:
    note(dossier, told="Een man stond aan de deur", world=world)
    stamped = dossier.record.last[0]
    choose_server(dossier, url=server, roots=(authority / "root.pem").read_bytes(), world=world)

    assert stamp(dossier, yes=a_yes(world), table=LOOPBACK_TOO, world=world) == stamped + 1
    assert stamp(dossier, yes=a_yes(world), table=LOOPBACK_TOO, world=world) == 0

    looked = look_through(dossier, Choice(), world=world, reader=reader)
    hand_over(dossier, out=tmp_path / "map", choice=Choice(), looked=looked, world=world)
    assert verify(tmp_path / "map", world=world).whole
    command = [sys.executable, "-I", "-S", "houvast_verify.py"]
    alone = subprocess.run(command, cwd=tmp_path / "map", capture_output=True, text=True, check=False)
    assert alone.returncode == 0, alone.stdout
    assert f"- ({stamped}) 20" in alone.stdout


def test_the_host_that_was_asked_is_noted_in_the_private_book(
    dossier: Dossier, authority: Path, server: str, world: World
) -> None:
    choose_server(dossier, url=server, roots=(authority / "root.pem").read_bytes(), world=world)
    stamp(dossier, yes=a_yes(world), table=LOOPBACK_TOO, world=world)
    assert [(one.act.host, one.act.purpose) for one in the_case(dossier).of(Contact)] == [("127.0.0.1", "stamp")]


def test_without_a_yes_to_that_host_nothing_is_asked(
    dossier: Dossier, authority: Path, server: str, world: World
) -> None:
    choose_server(dossier, url=server, roots=(authority / "root.pem").read_bytes(), world=world)
    assert stamp_host(dossier) == "127.0.0.1"
    (authority / "query").unlink(missing_ok=True)
    with pytest.raises(OutsideError):
        stamp(dossier, yes=a_yes(world, "elsewhere.example"), table=LOOPBACK_TOO, world=world)
    assert not (authority / "query").exists()


def test_a_reply_that_leads_to_another_root_is_not_written(
    dossier: Dossier, authority: Path, server: str, world: World
) -> None:
    other = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config cnf"
    openssl(authority, f"req -x509 {other} -keyout other.key -out other.pem -subj /CN=Other -extensions root -days 30")
    choose_server(dossier, url=server, roots=(authority / "other.pem").read_bytes(), world=world)
    last = dossier.record.last
    with pytest.raises(DossierError):
        stamp(dossier, yes=a_yes(world), table=LOOPBACK_TOO, world=world)
    assert dossier.record.last == last


def test_without_a_server_it_is_said_how_to_choose_one(dossier: Dossier, world: World) -> None:
    with pytest.raises(ActionError) as caught:
        stamp(dossier, yes=a_yes(world), table=LOOPBACK_TOO, world=world)
    assert caught.value.code == "actions.no_stamp_server"
