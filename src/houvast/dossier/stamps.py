"""RFC 3161 time stamps over the head of a line: the request, the check of the reply, and what the reply says.

The imprint of a request is the head itself: SHA-256 of HEAD tab SIGNATURE. So `openssl ts -verify -digest HEAD` checks
a kept reply without this program. What a reply carries itself is never trusted: only the given roots are
(rfc3161-client below 1.0.9 got that wrong).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from houvast.dossier import der
from houvast.errors import DossierError

_SHA256 = "2.16.840.1.101.3.4.2.1"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a reply says: the stamped hash (hex) and the time (ISO 8601, UTC)."""

    imprint: str
    time: str


def request(head: bytes) -> tuple[bytes, int]:
    """A request over the bytes of a head; with a nonce, and asking for the certificate.

    Returns:
        The request (DER) and its nonce.
    """
    made = (
        TimestampRequestBuilder()
        .data(head)
        .hash_algorithm(HashAlgorithm.SHA256)
        .nonce(nonce=True)
        .cert_request(cert_request=True)
        .build()
    )
    assert made.nonce is not None
    return made.as_bytes(), made.nonce


def read(reply: bytes) -> Stamp:
    """What a reply says; nothing is checked yet.

    Raises:
        DossierError: `dossier.bad_stamp`.
    """
    try:
        info = decode_timestamp_response(der.sort_certificates(reply)).tst_info
        if info.message_imprint.hash_algorithm.dotted_string != _SHA256:
            raise DossierError("dossier.bad_stamp", reason="hash")
        time = info.gen_time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Stamp(info.message_imprint.message.hex(), time)
    except (ValueError, AttributeError) as error:
        raise DossierError("dossier.bad_stamp", reason="unreadable") from error


def check(reply: bytes, imprint: str, roots: Sequence[bytes], *, nonce: int | None = None) -> None:
    """Check a reply against the stamped hash and the trusted roots.

    Many authorities send their certificates in an order that DER does not allow for a SET. The SET is not signed, so
    a sorted copy is checked; the reply is kept as it came.

    Args:
        roots: PEM, each with one or more certificates. A self-issued one is trusted; others only help to build the
            path, as in the chain files that authorities publish.
        nonce: of the request, when it is still known.

    Raises:
        DossierError: `dossier.bad_stamp` with `reason` "roots", "unreadable" or "not_verified".
    """
    certificates = _certificates(roots)
    trusted = [one for one in certificates if one.issuer == one.subject]
    if not trusted:
        raise DossierError("dossier.bad_stamp", reason="roots")
    builder = VerifierBuilder(roots=trusted, intermediates=[one for one in certificates if one not in trusted])
    if nonce is not None:
        builder = builder.nonce(nonce)
    try:
        response = decode_timestamp_response(der.sort_certificates(reply))
        builder.build().verify(response, bytes.fromhex(imprint))
    except VerificationError as error:
        raise DossierError("dossier.bad_stamp", reason="not_verified") from error
    except (ValueError, AttributeError, TypeError) as error:
        raise DossierError("dossier.bad_stamp", reason="unreadable") from error


def _certificates(roots: Sequence[bytes]) -> list[x509.Certificate]:
    found: list[x509.Certificate] = []
    for pem in roots:
        try:
            found += x509.load_pem_x509_certificates(pem)
        except ValueError as error:
            raise DossierError("dossier.bad_stamp", reason="roots") from error
    return found
