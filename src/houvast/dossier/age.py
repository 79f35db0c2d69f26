"""age files: identities made from our own randomness, and streams in and out through pyrage.

pyrage is used only through `encrypt_io` and `decrypt_io`: its other calls hold the interpreter for the whole file. It
turns the exceptions of readers and writers into text, so the originals are kept here and raised again. It hands out
bytes before the last one was checked, so `decrypt` must only ever write into a spool.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from typing import BinaryIO

import pyrage

from houvast.errors import DossierError

_CHUNK = 1 << 20
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def new_identity(entropy: Callable[[int], bytes]) -> str:
    """A secret X25519 identity in age's own spelling ("AGE-SECRET-KEY-1...")."""
    return _bech32("age-secret-key-", entropy(32)).upper()


def recipient_of(identity: str) -> str:
    """The public recipient ("age1...") of an identity.

    Raises:
        DossierError: `dossier.no_identity` when the text is none, for instance because of a typing error.
    """
    return str(_identity(identity).to_public())


def encrypt(source: BinaryIO, target: BinaryIO, recipients: Sequence[str]) -> None:
    """Seal a stream to recipients. Exceptions of `source` and `target` come through unchanged."""
    reader, writer = _Reader(source), _Writer(target)
    try:
        pyrage.encrypt_io(reader, writer, [pyrage.x25519.Recipient.from_str(to) for to in recipients])
    except (pyrage.EncryptError, OSError, ValueError) as error:
        _raise_original(reader, writer)
        raise DossierError("dossier.cannot_seal") from error
    _raise_original(reader, writer)


def decrypt(source: BinaryIO, spool: BinaryIO, identities: Sequence[str]) -> None:
    """Open a stream into a spool, which may be read only when this returns.

    Raises:
        DossierError: `dossier.cannot_open` when it is for none of these identities, was changed, or is cut off.
    """
    reader, writer = _Reader(source), _Writer(spool)
    try:
        pyrage.decrypt_io(reader, writer, [_identity(identity) for identity in identities])
    except (pyrage.DecryptError, OSError, ValueError, RuntimeError) as error:
        _raise_original(reader, writer)
        raise DossierError("dossier.cannot_open") from error
    _raise_original(reader, writer)


def encrypt_bytes(data: bytes, recipients: Sequence[str]) -> bytes:
    """`encrypt` for bytes at hand."""
    target = io.BytesIO()
    encrypt(io.BytesIO(data), target, recipients)
    return target.getvalue()


def decrypt_bytes(data: bytes, identity: str) -> bytes:
    """`decrypt` for bytes at hand."""
    target = io.BytesIO()
    decrypt(io.BytesIO(data), target, [identity])
    return target.getvalue()


class HashingReader:
    """Hands a stream on and hashes it in the same pass.

    Raises:
        DossierError: `dossier.source_unreadable` instead of the source's own OSError.
    """

    def __init__(self, source: BinaryIO, progress: Callable[[int], None] | None = None) -> None:
        self._source = source
        self._progress = progress
        self._hash = hashlib.sha256()
        self._chunk = memoryview(b"")
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        """As a file; a negative size is not meant."""
        if not self._chunk:
            try:
                chunk = self._source.read(_CHUNK)
            except OSError as error:
                raise DossierError("dossier.source_unreadable") from error
            self._hash.update(chunk)
            self.size += len(chunk)
            self._chunk = memoryview(chunk)
            if self._progress is not None:
                self._progress(self.size)
        piece, self._chunk = self._chunk[:size], self._chunk[size:]
        return bytes(piece)

    def sha256(self) -> str:
        """The hash of all that was read."""
        return self._hash.hexdigest()


class HashingWriter:
    """Hands bytes on to a file and hashes them in the same pass."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """As a file."""
        self._hash.update(data)
        self._target.write(data)
        return len(data)

    def sha256(self) -> str:
        """The hash of all that was written."""
        return self._hash.hexdigest()


class _Reader:
    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._source.read(size)
        except Exception as error:
            self.error = error
            raise


class _Writer:
    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.error: Exception | None = None

    def write(self, data: bytes) -> int:
        try:
            self._target.write(data)
        except Exception as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        """pyrage asks for it at the end; the file is flushed by its owner."""


def _raise_original(*sides: _Reader | _Writer) -> None:
    for side in sides:
        if side.error is not None:
            raise side.error


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text.strip())
    except (pyrage.IdentityError, ValueError) as error:
        raise DossierError("dossier.no_identity") from error


def _bech32(prefix: str, data: bytes) -> str:
    """Bech32 (BIP 173) as age writes its keys."""
    values, bits, rest = [], 0, 0
    for byte in data:
        rest, bits = rest << 8 | byte, bits + 8
        while bits >= 5:
            bits -= 5
            values.append(rest >> bits & 31)
    if bits:
        values.append(rest << 5 - bits & 31)
    check = 1
    for value in [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix), *values, 0, 0, 0, 0, 0, 0]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, word in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= word if top >> bit & 1 else 0
    check ^= 1
    values += [check >> 5 * (5 - at) & 31 for at in range(6)]
    return prefix + "1" + "".join(_LETTERS[value] for value in values)
