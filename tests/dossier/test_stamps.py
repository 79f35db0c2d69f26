"""Time stamps: a real authority on this machine, published replies of others, and what must not be believed."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from dossier_kit import NOW, Saved, act, entropy
from rfc3161_client import decode_timestamp_response
from tsa_kit import Authority, authority

from houvast.dossier import control, stamps
from houvast.dossier.bundle import verify_bundle, write_bundle
from houvast.dossier.dossier import Dossier
from houvast.dossier.verification import verify_dossier
from houvast.errors import DossierError

SAMPLES = Path(__file__).resolve().parents[2] / ".." / "shared" / "samples" / "timestamps" / "rfc3161-client"
VERIFIER = Path(__file__).resolve().parents[2] / "src" / "houvast" / "verifier" / "houvast_verify.py"


@pytest.fixture
def tsa(tmp_path: Path) -> Authority:
    return authority(tmp_path / "tsa")


def stamp(dossier: Dossier, tsa: Authority, *, with_chain: bool = True, roots: list[bytes] | None = None) -> int:
    request = dossier.record.stamp_request()
    assert request is not None
    reply = tsa.reply(request, with_chain=with_chain)
    return dossier.record.accept_stamp(reply, roots=roots or [tsa.root], now=NOW, entropy=entropy)


def refused(dossier: Dossier, reply: bytes, roots: list[bytes]) -> DossierError:
    before = dossier.record.last
    with pytest.raises(DossierError) as caught:
        dossier.record.accept_stamp(reply, roots=roots, now=NOW, entropy=entropy)
    assert dossier.record.last == before
    return caught.value


def asked(dossier: Dossier) -> bytes:
    request = dossier.record.stamp_request()
    assert request is not None
    return request


def test_a_reply_is_kept_and_its_hash_becomes_a_line(saved: Saved, tsa: Authority) -> None:
    record = saved.dossier.record
    before = record.last
    seq = stamp(saved.dossier, tsa)
    entry = next(record.entries(seq - 1))
    said = control.read(entry.parts or ())
    assert entry.control == "stamped"
    assert (said["seq"], said["head"]) == before
    assert (saved.folder / "record" / "anchors" / f"{said['reply']}.tsr").is_file()


def test_the_stamp_is_over_the_head_itself_so_that_openssl_checks_it_alone(saved: Saved, tsa: Authority) -> None:
    head = saved.dossier.record.last[1]
    stamp(saved.dossier, tsa)
    [reply] = (saved.folder / "record" / "anchors").glob("*.tsr")
    [roots] = (saved.folder / "record" / "anchors").glob("*.pem")
    words = ["openssl", "ts", "-verify", "-digest", head, "-in", str(reply), "-CAfile", str(roots)]
    done = subprocess.run(words, capture_output=True, check=False)
    assert b"Verification: OK" in done.stdout + done.stderr


def test_nothing_is_asked_again_until_something_new_was_written(saved: Saved, tsa: Authority) -> None:
    stamp(saved.dossier, tsa)
    assert saved.dossier.record.stamp_request() is None
    saved.dossier.record.append(act(), entropy=entropy)
    assert saved.dossier.record.stamp_request() is not None


def test_certificates_in_an_order_that_der_forbids_are_taken(dossier: Dossier, tmp_path: Path) -> None:
    """`openssl ts -reply -chain` and real authorities send them so. Of several replies at least one is unsorted."""
    unsorted = 0
    for number in range(4):
        tsa = authority(tmp_path / str(number))
        reply = tsa.reply(asked(dossier), with_chain=True)
        certificates = _certificates_as_sent(reply)
        unsorted += certificates != sorted(certificates)
        dossier.record.accept_stamp(reply, roots=[tsa.root], now=NOW, entropy=entropy)
        dossier.record.append(act(), entropy=entropy)
    assert unsorted


def _certificates_as_sent(reply: bytes) -> list[bytes]:
    from houvast.dossier import der

    token = list(der._items(der._content(reply, 0x30)))[1]
    wrapped = list(der._items(der._content(token, 0x30)))[1]
    signed = der._items(der._content(der._content(wrapped, 0xA0), 0x30))
    [certificates] = [item for item in signed if item[0] == 0xA0]
    return list(der._items(der._content(certificates, 0xA0)))


def test_a_stamp_under_a_root_that_was_not_chosen_is_refused(dossier: Dossier, tsa: Authority, tmp_path: Path) -> None:
    """Also when the reply brings its whole chain, root and all: rfc3161-client before 1.0.9 believed it."""
    rogue = authority(tmp_path / "rogue", common="rogue")
    reply = rogue.reply(asked(dossier), with_chain=True)
    assert refused(dossier, reply, [tsa.root]).values == {"reason": "not_verified"}
    assert refused(dossier, reply, []).values == {"reason": "roots"}
    assert refused(dossier, reply, [b"no certificate"]).values == {"reason": "roots"}


def test_a_stamp_of_something_else_is_refused(dossier: Dossier, tsa: Authority) -> None:
    request, _ = stamps.request(b"something else")
    assert refused(dossier, tsa.reply(request), [tsa.root]).code == "dossier.stamp_of_other_head"


def test_a_reply_to_an_earlier_request_is_not_taken_for_this_one(dossier: Dossier, tsa: Authority) -> None:
    early = tsa.reply(asked(dossier), with_chain=True)
    asked(dossier)
    assert refused(dossier, early, [tsa.root]).code == "dossier.bad_stamp"


@pytest.mark.parametrize(
    "change", [lambda reply: b"", lambda reply: reply[:-1], lambda reply: b"x" + reply, lambda reply: b"{}"]
)
def test_a_reply_that_is_none_is_refused(dossier: Dossier, tsa: Authority, change) -> None:  # type: ignore[no-untyped-def]
    reply = change(tsa.reply(asked(dossier), with_chain=True))
    assert refused(dossier, reply, [tsa.root]).code == "dossier.bad_stamp"


def test_a_refusal_of_the_authority_is_no_stamp(dossier: Dossier, tsa: Authority) -> None:
    reply = tsa.reply(b"\x30\x03\x02\x01\x01")
    assert refused(dossier, reply, [tsa.root]).code == "dossier.bad_stamp"


def test_a_stamp_counts_after_the_certificate_ended(saved: Saved, tmp_path: Path) -> None:
    """What matters is that it was good at the time of the stamp. Both verifiers."""
    tsa = authority(tmp_path / "short", seconds=3)
    stamp(saved.dossier, tsa)
    write_bundle(tmp_path / "out", book=saved.dossier.record, disclosures=[], files=[], now=NOW)
    time.sleep(3.5)
    assert "bundle.stamped" in {one.code for one in verify_bundle(tmp_path / "out").findings}
    assert verify_dossier(saved.folder, saved.dossier.keyring, None).ok
    done = subprocess.run([sys.executable, "-I", "-S", VERIFIER, tmp_path / "out"], capture_output=True, check=False)
    assert done.returncode == 0
    assert b"existed then" in done.stdout


def test_both_verifiers_tell_the_time_and_name_a_changed_reply(saved: Saved, tsa: Authority, tmp_path: Path) -> None:
    line = saved.dossier.record.last[0]
    stamp(saved.dossier, tsa)
    write_bundle(tmp_path / "out", book=saved.dossier.record, disclosures=[], files=[], now=NOW)
    [found] = [one for one in verify_bundle(tmp_path / "out").findings if one.code == "bundle.stamped"]
    assert found.values["line"] == line
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(found.values["time"]))
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, check=True)
    assert str(found.values["time"]).replace("T", " ").replace("Z", " UTC").encode() in done.stdout
    assert b"the parts fit each other" not in done.stdout
    [reply] = (tmp_path / "out" / "proof" / "anchors").glob("*.tsr")
    changed = bytearray(reply.read_bytes())
    changed[len(changed) // 2] ^= 1
    reply.write_bytes(changed)
    name = f"proof/anchors/{reply.name}"
    assert {one.where for one in verify_bundle(tmp_path / "out").findings if one.severity == "damage"} == {name}
    done = subprocess.run(command, capture_output=True, check=False)
    assert f"DIFFERS  {name}:".encode() in done.stdout


def test_the_stand_alone_verifier_can_be_told_which_roots_to_trust(
    saved: Saved, tsa: Authority, tmp_path: Path
) -> None:
    stamp(saved.dossier, tsa)
    write_bundle(tmp_path / "out", book=saved.dossier.record, disclosures=[], files=[], now=NOW)
    (tmp_path / "mine.pem").write_bytes(tsa.root)
    (tmp_path / "other.pem").write_bytes(authority(tmp_path / "rogue", common="rogue").root)
    for roots, code in (("mine.pem", 0), ("other.pem", 1)):
        command = [sys.executable, "-I", "-S", str(VERIFIER), str(tmp_path / "out"), "--ca", str(tmp_path / roots)]
        assert subprocess.run(command, capture_output=True, check=False).returncode == code


def test_without_openssl_it_says_that_the_stamp_was_not_checked(saved: Saved, tsa: Authority, tmp_path: Path) -> None:
    stamp(saved.dossier, tsa)
    write_bundle(tmp_path / "out", book=saved.dossier.record, disclosures=[], files=[], now=NOW)
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, check=True, env={"PATH": str(tmp_path)})
    assert b"time stamp not checked (no openssl)" in done.stdout
    assert b"the parts fit each other" in done.stdout


def test_a_missing_or_changed_reply_is_named_in_the_dossier(saved: Saved, tsa: Authority) -> None:
    stamp(saved.dossier, tsa)
    assert verify_dossier(saved.folder, saved.dossier.keyring, None).ok
    for path in (saved.folder / "record" / "anchors").iterdir():
        whole, name = path.read_bytes(), f"record/anchors/{path.name}"
        path.write_bytes(whole[:-1] + b"?")
        report = verify_dossier(saved.folder, saved.dossier.keyring, None)
        assert name in {one.where for one in report.findings if one.severity == "damage"}
        path.unlink()
        report = verify_dossier(saved.folder, saved.dossier.keyring, None)
        assert name in {one.where for one in report.findings if one.severity == "damage"}
        path.write_bytes(whole)


PUBLISHED = {
    "sigstage/response-sha256.tsr": True,
    "sigstage/response-sha384.tsr": True,
    "sigstage/response-sha512.tsr": True,
    "sigstage/response-invalid-signature.tsr": False,
    "sigstage/response-no-embedded-cert.tsr": False,
    "sigstore.mock/response-expired.tsr": False,
    "test_tsa/response.tsr": True,
    "test_tsa/other_response.tsr": False,  # of another authority
    "test_tsa/response-injected-certs.tsr": True,  # strangers in the unsigned set do not matter: the signer is named
}


@pytest.mark.parametrize("name", [name for name in PUBLISHED if (SAMPLES / name).is_file()])
def test_published_replies_are_believed_or_not(name: str) -> None:
    reply, roots = (SAMPLES / name).read_bytes(), (SAMPLES / name).with_name("ts_chain.pem").read_bytes()
    imprint = decode_timestamp_response(reply).tst_info.message_imprint.message.hex()
    if PUBLISHED[name]:
        stamps.check(reply, imprint, [roots])
        with pytest.raises(DossierError):
            stamps.check(reply, "00" * (len(imprint) // 2), [roots])
    else:
        with pytest.raises(DossierError) as caught:
            stamps.check(reply, imprint, [roots])
        assert caught.value.code == "dossier.bad_stamp"


def test_only_the_hash_that_heads_have_is_read(tsa: Authority) -> None:
    request = tsa.folder / "other"
    words = ["openssl", "ts", "-query", "-digest", "ab" * 64, "-sha512", "-cert", "-out", str(request)]
    subprocess.run(words, check=True, capture_output=True)
    with pytest.raises(DossierError) as caught:
        stamps.read(tsa.reply(request.read_bytes()))
    assert caught.value.values == {"reason": "hash"}
