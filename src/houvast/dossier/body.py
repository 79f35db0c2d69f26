"""BODY of a line: a tree secret and the parts, sealed; and the tree over them, so that each can be shown alone."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from houvast.dossier import merkle, plain
from houvast.errors import DossierError

FORMAT = 1
PAD = 256
_DOMAIN = b"houvast/body/1\0"
_LEAF = b"\0houvast/leaf/1\0"


@dataclass(frozen=True, slots=True)
class Body:
    """What stands in a line: the parts, each with its exact bytes, and the secret of their salts."""

    secret: bytes
    parts: tuple[bytes, ...]

    def salt(self, index: int) -> bytes:
        """The salt of one part."""
        return hmac.digest(self.secret, index.to_bytes(8, "big"), "sha256")

    def leaves(self, book: str, seq: int) -> list[bytes]:
        """The leaf hashes of all parts of line `seq`; `book` is zeros in the first line."""
        return [leaf(book, seq, self.salt(index), part) for index, part in enumerate(self.parts)]

    def root(self, book: str, seq: int) -> str:
        """The tree hash that stands in HEAD."""
        return merkle.root(self.leaves(book, seq)).hex()


def leaf(book: str, seq: int, salt: bytes, part: bytes) -> bytes:
    """The hash of one part, bound to its book and line."""
    return hashlib.sha256(_LEAF + bytes.fromhex(book) + seq.to_bytes(8, "big") + salt + part).digest()


def seal(body: Body, *, secret: bytes, book: str, epoch: int, seq: int, entropy: Callable[[int], bytes]) -> bytes:
    """BODY as it stands in a line: base64 of a random nonce and the sealed bytes."""
    text = b"".join(
        [
            bytes([FORMAT]),
            body.secret,
            len(body.parts).to_bytes(4, "big"),
            *(len(part).to_bytes(4, "big") + part for part in body.parts),
        ]
    )
    text += bytes(-len(text) % PAD)
    nonce, context = entropy(12), _context(book, epoch, seq)
    return plain.encode64(nonce + ChaCha20Poly1305(_key(secret, context)).encrypt(nonce, text, context))


def unseal(sealed: bytes, *, secret: bytes, book: str, epoch: int, seq: int) -> Body:
    """Open BODY.

    Raises:
        DossierError: `dossier.body_changed`, `dossier.not_by_rules`, `dossier.newer_format`.
    """
    data, context = plain.decode64(sealed), _context(book, epoch, seq)
    try:
        text = ChaCha20Poly1305(_key(secret, context)).decrypt(data[:12], data[12:], context)
    except (InvalidTag, ValueError) as error:
        raise DossierError("dossier.body_changed") from error
    if text[0] != FORMAT:
        raise DossierError("dossier.newer_format" if text[0] > FORMAT else "dossier.not_by_rules")
    parts: list[bytes] = []
    at = 37
    for _ in range(int.from_bytes(text[33:37], "big")):
        end = at + 4 + int.from_bytes(text[at : at + 4], "big")
        parts.append(text[at + 4 : end])
        at = end
        if end > len(text):
            break
    if at > len(text) or len(text) - at >= PAD or any(text[at:]):
        raise DossierError("dossier.not_by_rules")
    return Body(text[1:33], tuple(parts))


def _context(book: str, epoch: int, seq: int) -> bytes:
    return _DOMAIN + bytes.fromhex(book) + epoch.to_bytes(8, "big") + seq.to_bytes(8, "big")


def _key(secret: bytes, context: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=context).derive(secret)
