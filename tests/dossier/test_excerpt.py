"""Excerpts: what is shown stands in the file, at that place; the rest stays closed."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.dossier import excerpt, plain
from houvast.errors import DamageError, DossierError

SECRET = bytes(range(32))
CHAT = b"".join(b"message %d\n" % number for number in range(23))
SHA = hashlib.sha256(CHAT).hexdigest()
ENDS = [at + 1 for at, byte in enumerate(CHAT) if byte == 10]
ROOT = excerpt.tree(SECRET, SHA, BytesIO(CHAT), ENDS)


def prove(chosen: set[int]) -> bytes:
    return excerpt.prove(SECRET, SHA, ENDS, chosen, BytesIO(CHAT))


@given(st.sets(st.integers(0, len(ENDS) - 1), min_size=1))
def test_any_choice_of_messages_leads_to_the_root(chosen: set[int]) -> None:
    shown = excerpt.check(prove(chosen), ROOT)
    assert shown == tuple(b"message %d\n" % number for number in sorted(chosen))


def test_a_proof_shows_nothing_of_the_rest() -> None:
    text = prove({3, 4}).decode()
    assert plain.encode64(b"message 5\n").decode() not in text
    assert SECRET.hex() not in text


CHANGES = {
    "another text": ("bytes", plain.encode64(b"message 9\n").decode()),
    "another place": ("start", 0),
    "another number": ("n", 5),
    "another salt": ("salt", "00" * 32),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_excerpt_is_refused(name: str) -> None:
    value = json.loads(prove({3}))
    key, to = CHANGES[name]
    value["open"][0][key] = to
    with pytest.raises(DamageError):
        excerpt.check(plain.dump(value), ROOT)


def test_an_excerpt_of_another_file_is_refused() -> None:
    other = hashlib.sha256(b"another").hexdigest()
    proof = excerpt.prove(SECRET, other, ENDS, {3}, BytesIO(CHAT))
    with pytest.raises(DamageError):
        excerpt.check(proof, ROOT)


@given(st.binary(max_size=200))
def test_no_bytes_at_all_crash_the_check(proof: bytes) -> None:
    with pytest.raises(DamageError):
        excerpt.check(proof, ROOT)


@pytest.mark.parametrize("ends", [[], ENDS[:-1], [*ENDS, ENDS[-1] + 1], [0, *ENDS], [*ENDS[:3], *ENDS[2:]]])
def test_the_pieces_must_cover_the_file_without_a_gap(ends: list[int]) -> None:
    with pytest.raises(DamageError) as caught:
        excerpt.tree(SECRET, SHA, BytesIO(CHAT), ends)
    assert caught.value.code == "dossier.excerpt_gap"


@pytest.mark.parametrize("chosen", [set(), {-1}, {len(ENDS)}])
def test_only_pieces_that_exist_can_be_chosen(chosen: set[int]) -> None:
    with pytest.raises(DossierError) as caught:
        prove(chosen)
    assert caught.value.code == "dossier.no_such_range"
