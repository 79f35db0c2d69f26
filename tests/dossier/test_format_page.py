"""The format page is exact: a reader that follows it, and uses nothing of this room, opens a dossier."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64decode

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from dossier_kit import PASSPHRASE, Saved

ZEROS = "0" * 64


def u64(number: int) -> bytes:
    return number.to_bytes(8, "big")


def tree(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return hashlib.sha256(b"\1" + tree(leaves[:k]) + tree(leaves[k:])).digest()


def parts_of(head: dict[str, object], body: bytes, secret: bytes) -> list[bytes]:
    """Sections 2 and 3."""
    sealed = b64decode(body)
    book = bytes.fromhex(str(head["book"]))
    context = b"houvast/body/1\0" + book + u64(int(str(head["epoch"]))) + u64(int(str(head["seq"])))
    key = HKDF(SHA256(), 32, salt=None, info=context).derive(secret)
    text = ChaCha20Poly1305(key).decrypt(sealed[:12], sealed[12:], context)
    assert text[0] == 1
    assert len(text) % 256 == 0
    parts, at = [], 37
    for _ in range(int.from_bytes(text[33:37], "big")):
        size = int.from_bytes(text[at : at + 4], "big")
        parts.append(text[at + 4 : at + 4 + size])
        at += 4 + size
    leaves = [
        hashlib.sha256(
            b"\0houvast/leaf/1\0" + book + u64(int(str(head["seq"]))) + hmac.digest(text[1:33], u64(n), "sha256") + part
        ).digest()
        for n, part in enumerate(parts)
    ]
    assert tree(leaves).hex() == head["root"]
    return parts


def test_a_reader_made_from_the_page_opens_keyring_packet_and_lines(saved: Saved) -> None:
    ring = json.loads((saved.data / "keyring.json").read_bytes())
    kek = Argon2id(
        salt=bytes.fromhex(ring["salt"]),
        length=32,
        iterations=ring["passes"],
        lanes=ring["lanes"],
        memory_cost=ring["memory"],
    ).derive(PASSPHRASE.encode())
    content = b64decode(ring.pop("content"))
    bound = json.dumps(ring, sort_keys=True, separators=(",", ":")).encode()
    wrap = b64decode(ring.pop("passphrase"))
    public = json.dumps(ring, sort_keys=True, separators=(",", ":")).encode()
    master = ChaCha20Poly1305(kek).decrypt(wrap[:12], wrap[12:], b"houvast/keyring/1\0" + public)
    text = ChaCha20Poly1305(master).decrypt(content[:12], content[12:], b"houvast/keyring/content/1\0" + bound)
    books = json.loads(text)["books"]
    for label in ("record", "private"):
        folder = saved.folder / label
        fingerprint = json.loads((folder / "book.json").read_bytes())["book"]
        assert books[fingerprint]["role"] == label
        identity = pyrage.x25519.Identity.from_str(books[fingerprint]["identity"])
        packet = (folder / "keys" / "1.age").read_bytes()
        secret = bytes.fromhex(json.loads(pyrage.decrypt(packet, [identity]))["epochs"]["1"]["secret"])
        book, prev, members = ZEROS, ZEROS, {}
        for number, line in enumerate((folder / "log" / "000000001").read_bytes().splitlines(), 1):
            raw, signature, body = line.split(b"\t")
            head = json.loads(raw)
            members = members or head["members"]
            assert (head["seq"], head["prev"], head["book"], head["epoch"]) == (number, prev, book, 1)
            assert hashlib.sha256(body).hexdigest() == head["body"]
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(members[str(head["by"])]["sign"]))
            key.verify(b64decode(signature), b"houvast/line/1\0" + raw)
            parts = parts_of(head, body, secret)
            assert parts[0].startswith(b'{"dossier":"begun"' if number == 1 else b'{"part":"act"')
            prev = hashlib.sha256(raw + b"\t" + signature).hexdigest()
            if number == 1:
                book = hashlib.sha256(raw).hexdigest()
                assert book == fingerprint
                assert head["packet"] == hashlib.sha256(packet).hexdigest()
        assert (books[fingerprint]["seq"], books[fingerprint]["head"]) == (number, prev)
