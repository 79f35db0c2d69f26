"""Excerpts: chosen byte ranges of a file, shown with proof that they stand in it, without the rest.

The leaves are byte ranges that cover the file without a gap, each salted, bound to the file's SHA-256, to their number
and to where they begin. The root stands in a part of the item, and so under its signature and its time stamp.

    salt n = HMAC-SHA256(secret, n)
    leaf n = SHA-256(0x00 "houvast/excerpt/1" 0x00 | SHA-256 of the file | n | start | salt n | bytes)

Numbers are eight bytes, big-endian. The tree is that of RFC 9162, section 2.1.1.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterator, Sequence
from typing import Any, BinaryIO

from houvast.dossier import merkle, plain
from houvast.errors import DamageError, DossierError

FORMAT = 1
_LEAF = b"\0houvast/excerpt/1\0"
_LONGEST = 64 << 20


def tree(secret: bytes, file_sha256: str, reader: BinaryIO, ends: Sequence[int]) -> str:
    """The root over the ranges of a file, as hex.

    Args:
        secret: 32 random bytes; whoever has them can open every leaf.
        file_sha256: of the whole file, hex.
        reader: the file, from its beginning.
        ends: where each range ends; the first begins at 0, the last ends where the file does.

    Raises:
        DamageError: `dossier.excerpt_gap` when the ranges do not cover the file.
    """
    return merkle.root([leaf for leaf, _, _ in _leaves(secret, file_sha256, ends, reader)]).hex()


def prove(secret: bytes, file_sha256: str, ends: Sequence[int], chosen: Collection[int], reader: BinaryIO) -> bytes:
    """The chosen ranges with their salts, and what a reader needs to come to the root.

    Returns:
        JSON: v, sha256, leaves, open (number, start, salt, bytes in base64), closed (hashes in hex).

    Raises:
        DamageError: `dossier.excerpt_gap`.
        DossierError: `dossier.no_such_range`, `dossier.excerpt_too_long` above 64 MiB of chosen bytes.
    """
    wanted = set(chosen)
    if not wanted or min(wanted) < 0 or max(wanted) >= len(ends):
        raise DossierError("dossier.no_such_range")
    hashes: list[bytes] = []
    opened: list[dict[str, Any]] = []
    size = 0
    for number, (leaf, start, text) in enumerate(_leaves(secret, file_sha256, ends, reader)):
        hashes.append(leaf)
        if number in wanted:
            size += len(text)
            salt = _salt(secret, number).hex()
            opened.append({"n": number, "start": start, "salt": salt, "bytes": plain.encode64(text).decode()})
        if size > _LONGEST:
            raise DossierError("dossier.excerpt_too_long")
    closed = [one.hex() for one in merkle.prove(hashes, wanted)]
    return plain.dump({"v": FORMAT, "sha256": file_sha256, "leaves": len(ends), "open": opened, "closed": closed})


def check(proof: bytes, root: str) -> tuple[bytes, ...]:
    """The bytes that a proof shows, when it leads to the root.

    Raises:
        DamageError: `dossier.bad_proof`.
    """
    try:
        value = plain.load(proof)
        bound = bytes.fromhex(value["sha256"])
        shown = [
            (one["n"], one["start"], bytes.fromhex(one["salt"]), plain.decode64(one["bytes"].encode()))
            for one in value["open"]
        ]
        hashes = {n: _leaf(bound, n, start, salt, text) for n, start, salt, text in shown}
        if value["v"] != FORMAT or len(hashes) != len(shown):
            raise DamageError("dossier.bad_proof")
        found = merkle.rebuild(value["leaves"], hashes, [bytes.fromhex(one) for one in value["closed"]])
    except (DossierError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise DamageError("dossier.bad_proof") from error
    if found.hex() != root:
        raise DamageError("dossier.bad_proof")
    return tuple(text for _, _, _, text in shown)


def _leaves(
    secret: bytes, file_sha256: str, ends: Sequence[int], reader: BinaryIO
) -> Iterator[tuple[bytes, int, bytes]]:
    bound, start = bytes.fromhex(file_sha256), 0
    for number, end in enumerate(ends):
        text = reader.read(end - start)
        if end <= start or len(text) != end - start:
            raise DamageError("dossier.excerpt_gap")
        yield _leaf(bound, number, start, _salt(secret, number), text), start, text
        start = end
    if reader.read(1):
        raise DamageError("dossier.excerpt_gap")


def _salt(secret: bytes, number: int) -> bytes:
    return hmac.digest(secret, number.to_bytes(8, "big"), "sha256")


def _leaf(bound: bytes, number: int, start: int, salt: bytes, text: bytes) -> bytes:
    where = number.to_bytes(8, "big") + start.to_bytes(8, "big")
    return hashlib.sha256(_LEAF + bound + where + salt + text).digest()
