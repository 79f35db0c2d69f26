"""A time-stamp authority on this machine: `openssl ts` under a root of our own, and a rogue one."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
default_policy = 1.2.3.4.1
digests = sha256, sha512
signer_digest = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(
    subject: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    by: ec.EllipticCurvePrivateKey,
    *,
    seconds: float,
    ca: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(seconds=seconds))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
    )
    if not ca:
        stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(stamping, critical=True)
    return builder.sign(by, hashes.SHA256())


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority that answers requests. `root` is what a person would trust."""

    folder: Path
    root: bytes
    chain: Sequence[bytes]

    def reply(self, request: bytes, *, with_chain: bool = False) -> bytes:
        """Answer a request, as a server would."""
        (self.folder / "request").write_bytes(request)
        words = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request", "-out", "reply"]
        words += ["-inkey", "tsa.key", "-signer", "tsa.pem", *(["-chain", "chain.pem"] if with_chain else [])]
        subprocess.run(words, cwd=self.folder, check=True, capture_output=True)
        return (self.folder / "reply").read_bytes()


def authority(folder: Path, *, common: str = "tsa", seconds: float = 86_400) -> Authority:
    """A new authority whose signing certificate lasts so long."""
    folder.mkdir()
    root_key, middle_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    root = _certificate(f"{common} root", root_key, f"{common} root", root_key, seconds=86_400, ca=True)
    middle = _certificate(f"{common} middle", middle_key, f"{common} root", root_key, seconds=86_400, ca=True)
    signer = _certificate(common, key, f"{common} middle", middle_key, seconds=seconds, ca=False)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "tsa.key").write_bytes(private)
    (folder / "tsa.pem").write_bytes(_pem(signer))
    (folder / "chain.pem").write_bytes(_pem(root) + _pem(middle))
    (folder / "serial").write_text("01", "ascii")
    (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder), "ascii")
    return Authority(folder, _pem(root), (_pem(root), _pem(middle)))
