"""One door for what was written elsewhere: a sealed parcel of a helper or worker, or a line of a copy or other dossier.

A parcel is an age file to the epoch's recipient that holds HEAD tab SIGNATURE tab BODY: HEAD says for which book, from
which key, with which random id; BODY is the content in base64. It counts for nothing until a member quotes it, whole
and with its own signature, in a line of the book.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from houvast.dossier import age, plain
from houvast.dossier.chain import signed
from houvast.dossier.keys import BookKeys
from houvast.dossier.line import Member, parse
from houvast.errors import DossierError

FORMAT = 1
LONGEST = 40_000
_SIGNED = b"houvast/parcel/1\0"


def make(
    content: bytes, *, book: str, recipient: str, keys: BookKeys, counter: int, entropy: Callable[[int], bytes]
) -> bytes:
    """Seal content to a book.

    Args:
        keys: of the sender, made for this book.
        counter: how many parcels this sender sealed to the book before.

    Raises:
        DossierError: `dossier.parcel_too_large` above 40,000 bytes as it would be quoted.
    """
    body = plain.encode64(content)
    said = {
        "v": FORMAT, "book": book, "id": entropy(16).hex(), "counter": counter, "from": keys.card().sign,
        "body": hashlib.sha256(body).hexdigest(),
    }  # fmt: skip
    head = plain.dump(said)
    text = b"\t".join([head, keys.signature(head, _SIGNED), body])
    if len(text) > LONGEST:
        raise DossierError("dossier.parcel_too_large")
    return age.encrypt_bytes(text, [recipient])


def read(
    data: bytes, *, book: str, identities: Sequence[str], members: Mapping[int, Member]
) -> tuple[dict[str, Any], bytes]:
    """Understand a parcel or a line of elsewhere.

    Returns:
        The facts for the accepting line (kind, id, and whose it is: a member's number, or 0 for somebody unknown),
        and the quote.

    Raises:
        DossierError: `dossier.not_a_parcel`, `dossier.parcel_too_large`.
    """
    text = data.rstrip(b"\r\n")
    if not text.startswith(b"{"):
        text = _open(data, identities)
    if len(text) > LONGEST:
        raise DossierError("dossier.parcel_too_large")
    try:
        facts = _line(text, members) if b'"seq":' in text.split(b"\t")[0] else _parcel(text, book, members)
    except (DossierError, KeyError, TypeError, ValueError) as error:
        raise DossierError("dossier.not_a_parcel") from error
    return facts, json.dumps({"dossier": "quoted", "text": text.decode("ascii")}, separators=(",", ":")).encode()


def content(quote: bytes) -> bytes:
    """What a quoted parcel says.

    Raises:
        DossierError: `dossier.not_a_parcel` for the quote of a line, whose content is sealed in its own book.
    """
    text = str(json.loads(quote)["text"]).split("\t")
    if '"counter":' not in text[0]:
        raise DossierError("dossier.not_a_parcel")
    return base64.b64decode(text[2])


def _open(data: bytes, identities: Sequence[str]) -> bytes:
    for identity in identities:
        try:
            return age.decrypt_bytes(data, identity)
        except DossierError:
            continue
    raise DossierError("dossier.not_a_parcel")


def _line(text: bytes, members: Mapping[int, Member]) -> dict[str, Any]:
    line = parse(text)
    by = members.get(line.by)
    known = by is not None and signed(by.sign, line)
    if line.body and hashlib.sha256(line.body).hexdigest() != line.body_hash:
        raise DossierError("dossier.not_a_parcel")
    return {"kind": "line", "id": line.hash, "book": line.book, "seq": line.seq, "by": line.by if known else 0}


def _parcel(text: bytes, book: str, members: Mapping[int, Member]) -> dict[str, Any]:
    head, signature, body = text.split(b"\t")
    said = plain.load(head)
    keys_fit = set(said) == {"v", "book", "id", "counter", "from", "body"} and said["v"] == FORMAT
    if not keys_fit or said["book"] != book or hashlib.sha256(body).hexdigest() != said["body"]:
        raise DossierError("dossier.not_a_parcel")
    plain.decode64(body)
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(said["from"])).verify(
            plain.decode64(signature), _SIGNED + head
        )
    except InvalidSignature as error:
        raise DossierError("dossier.not_a_parcel") from error
    by = next((number for number, member in members.items() if member.sign == said["from"]), 0)
    return {"kind": "parcel", "id": said["id"], "counter": said["counter"], "by": by}
