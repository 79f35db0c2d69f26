"""The tree of RFC 9162, against a second way to compute it, and proofs for any choice."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.dossier import merkle
from houvast.errors import DossierError


def leaves(count: int) -> list[bytes]:
    return [hashlib.sha256(b"\0" + number.to_bytes(4, "big")).digest() for number in range(count)]


def by_the_book(hashes: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, section 2.1.1, word for word."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return hashlib.sha256(b"\1" + by_the_book(hashes[:k]) + by_the_book(hashes[k:])).digest()


@pytest.mark.parametrize("count", range(40))
def test_the_root_is_that_of_the_rfc(count: int) -> None:
    assert merkle.root(leaves(count)) == by_the_book(leaves(count))


def test_the_published_vector_of_certificate_transparency() -> None:
    """Eight leaves and their root, as in the test data of the first implementations of RFC 6962."""
    inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    hashed = [hashlib.sha256(b"\0" + bytes.fromhex(text)).digest() for text in inputs]
    assert merkle.root(hashed).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@given(st.integers(1, 60), st.data())
def test_any_choice_can_be_proven(count: int, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.integers(0, count - 1)))
    hashes = leaves(count)
    closed = merkle.prove(hashes, chosen)
    opened = {number: hashes[number] for number in chosen}
    assert merkle.rebuild(count, opened, closed) == merkle.root(hashes)
    if chosen:
        moved = {number: hashlib.sha256(value).digest() for number, value in opened.items()}
        assert merkle.rebuild(count, moved, closed) != merkle.root(hashes)


@pytest.mark.parametrize("change", [lambda closed: closed[:-1], lambda closed: [*closed, b"x" * 32]])
def test_a_proof_of_another_length_is_refused(change) -> None:  # type: ignore[no-untyped-def]
    hashes = leaves(9)
    with pytest.raises(DossierError) as caught:
        merkle.rebuild(9, {3: hashes[3]}, change(merkle.prove(hashes, {3})))
    assert caught.value.code == "dossier.bad_proof"
