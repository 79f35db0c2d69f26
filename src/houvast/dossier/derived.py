"""What can be made again, sealed under a key of this keyring, so that no member of the book can plant any.

Never evidence and never trusted: what does not open is thrown away and made again. Names are HMACs; the first half is
of the original alone, so that everything derived from it can go with it.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from houvast.dossier.storage import Storage
from houvast.errors import DossierError

FORMAT = b"\1"


class Derived:
    """The derived data of one book.

    Args:
        key: 32 bytes of the keyring.
        book: the fingerprint.
    """

    def __init__(self, storage: Storage, key: bytes, book: str) -> None:
        self._storage = storage
        self._key = HKDFExpand(SHA256(), 32, b"houvast/derived/1\0" + bytes.fromhex(book)).derive(key)

    def get(self, blob_sha256: str, maker: str, version: str) -> bytes | None:
        """What `maker` of that version made from an original; None when it has to be made again."""
        name = self._name(blob_sha256, maker, version)
        try:
            with self._storage.get(name) as file:
                sealed = file.read()
        except DossierError:
            return None
        try:
            if sealed[:1] == FORMAT:
                return ChaCha20Poly1305(self._seal_key(name)).decrypt(sealed[1:13], sealed[13:], name.encode())
        except (InvalidTag, ValueError):
            pass
        self._storage.destroy(name)
        return None

    def put(self, blob_sha256: str, maker: str, version: str, data: bytes, *, entropy: Callable[[int], bytes]) -> None:
        """Keep it. `blob_sha256` is "" for what was made from more than one original."""
        name, nonce = self._name(blob_sha256, maker, version), entropy(12)
        sealed = FORMAT + nonce + ChaCha20Poly1305(self._seal_key(name)).encrypt(nonce, data, name.encode())

        def fill(target: BinaryIO) -> None:
            target.write(sealed)

        self._storage.destroy(name)
        try:
            self._storage.put(name, fill)
        except DossierError as error:
            if error.code != "dossier.exists":  # another thread made the same: either will do
                raise

    def forget(self, blob_sha256: str) -> None:
        """Remove all that was made from an original, alone or with others."""
        for source in (blob_sha256, ""):
            for name in list(self._storage.names(f"derived/{self._source(source)}-")):
                self._storage.destroy(name)

    def _source(self, blob_sha256: str) -> str:
        return hmac.digest(self._key, b"source\0" + blob_sha256.encode(), "sha256").hex()[:32]

    def _name(self, blob_sha256: str, maker: str, version: str) -> str:
        whole = "\0".join(["what", blob_sha256, maker, version]).encode()
        return f"derived/{self._source(blob_sha256)}-{hmac.digest(self._key, whole, 'sha256').hex()[:32]}"

    def _seal_key(self, name: str) -> bytes:
        return HKDFExpand(SHA256(), 32, b"seal\0" + name.encode()).derive(self._key)
