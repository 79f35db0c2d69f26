"""The Merkle tree hash of RFC 9162, section 2.1.1, with proofs for any choice of leaves.

A proof lists, depth first and left to right, the hashes of the largest subtrees that hold no chosen leaf. Leaves come
in already hashed; their domains are set by whoever hashes them, and begin with a zero byte as the RFC asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence

from houvast.errors import DossierError


def root(leaves: Sequence[bytes]) -> bytes:
    """The hash of a tree over these leaf hashes."""
    level = list(leaves)
    if not level:
        return hashlib.sha256().digest()
    while len(level) > 1:
        pairs = [node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = pairs + level[len(level) - len(level) % 2 :]
    return level[0]


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\1" + left + right).digest()


def prove(leaves: Sequence[bytes], chosen: Collection[int]) -> list[bytes]:
    """The hashes that, with the chosen leaves, give the root."""
    wanted = sorted(set(chosen))
    return [root(leaves[low:high]) for low, high in _closed(0, len(leaves), wanted)]


def rebuild(count: int, opened: Mapping[int, bytes], closed: Sequence[bytes]) -> bytes:
    """The root that the opened leaf hashes and a proof give.

    Raises:
        DossierError: `dossier.bad_proof` when the proof is longer or shorter than the choice needs.
    """
    rest = iter(closed)
    try:
        found = _rebuild(0, count, sorted(opened), opened, rest)
    except StopIteration:
        raise DossierError("dossier.bad_proof") from None
    if next(rest, None) is not None:
        raise DossierError("dossier.bad_proof")
    return found


def _split(low: int, high: int) -> int:
    return low + (1 << (high - low - 1).bit_length() - 1)


def _closed(low: int, high: int, wanted: Sequence[int]) -> Iterator[tuple[int, int]]:
    inside = [at for at in wanted if low <= at < high]
    if not inside:
        if high > low:
            yield low, high
    elif high - low > 1:
        middle = _split(low, high)
        yield from _closed(low, middle, inside)
        yield from _closed(middle, high, inside)


def _rebuild(low: int, high: int, wanted: Sequence[int], opened: Mapping[int, bytes], rest: Iterator[bytes]) -> bytes:
    inside = [at for at in wanted if low <= at < high]
    if not inside:
        return next(rest)
    if high - low == 1:
        return opened[low]
    middle = _split(low, high)
    left = _rebuild(low, middle, inside, opened, rest)
    return node(left, _rebuild(middle, high, inside, opened, rest))
