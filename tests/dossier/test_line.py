"""HEAD has one spelling; every other is refused, so that two programs never read one line in two ways."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.dossier import plain
from houvast.dossier.age import new_identity, recipient_of
from houvast.dossier.chain import Chain
from houvast.dossier.keys import BookKeys
from houvast.dossier.line import ZEROS, Change, Member, parse, write_head
from houvast.errors import DamageError, DossierError

RECIPIENT = recipient_of(new_identity(lambda count: b"\7" * count))
HEAD = write_head(book=ZEROS, seq=1, prev=ZEROS, epoch=1, by=1, root="a" * 64, body=b"body", change=None)
CHANGED = write_head(
    book=ZEROS,
    seq=1,
    prev=ZEROS,
    epoch=1,
    by=1,
    root="a" * 64,
    body=b"body",
    change=Change({1: Member("b" * 64, RECIPIENT)}, RECIPIENT, "c" * 64),
)


@pytest.mark.parametrize("head", [HEAD, CHANGED])
def test_a_head_that_is_spelt_by_the_rules_is_read(head: bytes) -> None:
    line = parse(head + b"\tsignature\tbody")
    assert (line.seq, line.by, line.head) == (1, 1, head)
    assert line.hash == hashlib.sha256(head + b"\tsignature").hexdigest()
    assert not line.destroyed
    assert parse(head + b"\tsignature\t").destroyed


SPELLINGS = {
    "a space": lambda head: head.replace(b":", b": ", 1),
    "a key twice": lambda head: head.replace(b'{"body"', b'{"by":1,"body"', 1),
    "another order": lambda head: json.dumps(dict(reversed(json.loads(head).items())), separators=(",", ":")).encode(),
    "a float": lambda head: head.replace(b'"seq":1', b'"seq":1.0'),
    "an exponent": lambda head: head.replace(b'"seq":1', b'"seq":1e0'),
    "a leading zero": lambda head: head.replace(b'"seq":1', b'"seq":01'),
    "a negative number": lambda head: head.replace(b'"seq":1', b'"seq":-1'),
    "zero": lambda head: head.replace(b'"seq":1', b'"seq":0'),
    "a boolean": lambda head: head.replace(b'"seq":1', b'"seq":true'),
    "a string for a number": lambda head: head.replace(b'"seq":1', b'"seq":"1"'),
    "capitals in a hash": lambda head: head.replace(b"a" * 64, b"A" * 64),
    "a short hash": lambda head: head.replace(b"a" * 64, b"a" * 63),
    "an escape": lambda head: head.replace(b'"by"', b'"\\u0062y"'),
    "a key too many": lambda head: head.replace(b'"by":1', b'"by":1,"bz":1'),
    "a key too few": lambda head: head.replace(b'"by":1,', b""),
    "a byte order mark": lambda head: b"\xef\xbb\xbf" + head,
    "a line end": lambda head: head + b"\r",
    "format zero": lambda head: head.replace(b'"v":1', b'"v":0'),
    "nothing": lambda head: b"",
    "not JSON": lambda head: b"{",
    "a list": lambda head: b"[1]",
    "a deep one": lambda head: b"[" * 5000 + b"]" * 5000,
}


@pytest.mark.parametrize("name", SPELLINGS)
@pytest.mark.parametrize("head", [HEAD, CHANGED], ids=["ordinary", "members"])
def test_every_other_spelling_is_refused(name: str, head: bytes) -> None:
    with pytest.raises(DossierError) as caught:
        parse(SPELLINGS[name](head) + b"\tsignature\tbody")
    assert caught.value.code == "dossier.not_by_rules"


def test_a_newer_format_says_so() -> None:
    with pytest.raises(DossierError) as caught:
        parse(HEAD.replace(b'"v":1', b'"v":2') + b"\ts\tb")
    assert caught.value.code == "dossier.newer_format"


@given(st.binary(max_size=300))
def test_no_bytes_at_all_crash_the_reader(raw: bytes) -> None:
    with pytest.raises(DossierError):
        parse(raw)


@given(
    st.recursive(
        st.integers(0, plain.LARGEST)
        | st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters='"\\')),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
        max_leaves=8,
    ).map(lambda value: {"x": value})
)
def test_what_is_written_plainly_is_read_back(value: dict[str, object]) -> None:
    assert plain.load(plain.dump(value)) == value


@pytest.mark.parametrize("text", [b"AA", b"AAA=\n", b"AB==", b" AAA=", b"AA-_", b"AAAA===="])
def test_base64_has_one_spelling(text: bytes) -> None:
    with pytest.raises(DossierError):
        plain.decode64(text)


class Writers:
    """A chain by hand, so that each rule can be broken alone."""

    def __init__(self) -> None:
        self.one = BookKeys(1, bytes([1]) * 32, new_identity(lambda count: b"\1" * count))
        self.two = BookKeys(2, bytes([2]) * 32, new_identity(lambda count: b"\2" * count))
        self.chain = Chain()
        self.members = {1: self.one.card(), 2: self.two.card()}
        self.add(change=self.change({1: self.one.card()}))

    def change(self, members: dict[int, Member]) -> Change:
        return Change(members, RECIPIENT, "c" * 64)

    def raw(self, keys: BookKeys | None = None, **fields: object) -> bytes:
        values = {
            "book": self.chain.book,
            "seq": self.chain.seq + 1,
            "prev": self.chain.head,
            "epoch": self.chain.epoch + (fields.get("change") is not None),
            "by": 1,
            "root": "a" * 64,
            "body": b"body",
            "change": None,
        } | fields
        head = write_head(**values)  # type: ignore[arg-type]
        return b"\t".join([head, (keys or self.one).signature(head), b"body"])

    def add(self, keys: BookKeys | None = None, **fields: object) -> None:
        self.chain.take(parse(self.raw(keys, **fields)), signature=True)


@pytest.fixture
def writers() -> Writers:
    return Writers()


def refused(writers: Writers, code: str, keys: BookKeys | None = None, **fields: object) -> None:
    before = (writers.chain.seq, writers.chain.head)
    with pytest.raises(DamageError) as caught:
        writers.add(keys, **fields)
    assert caught.value.code == code
    assert (writers.chain.seq, writers.chain.head) == before


def test_a_line_must_follow_the_one_before(writers: Writers) -> None:
    refused(writers, "dossier.chain_broken", seq=3)
    refused(writers, "dossier.chain_broken", prev="d" * 64)
    refused(writers, "dossier.chain_broken", book="e" * 64)


def test_a_stranger_cannot_write(writers: Writers) -> None:
    refused(writers, "dossier.not_a_member", writers.two, by=2)


def test_nobody_can_write_in_the_name_of_another(writers: Writers) -> None:
    writers.add(change=writers.change(writers.members))
    refused(writers, "dossier.bad_signature", writers.two, by=1)


def test_nobody_can_make_himself_a_member(writers: Writers) -> None:
    refused(writers, "dossier.not_a_member", writers.two, by=2, change=writers.change(writers.members))


def test_a_removed_member_cannot_write_with_the_old_epoch_nor_come_back(writers: Writers) -> None:
    writers.add(change=writers.change(writers.members))
    writers.add(writers.two, by=2)
    writers.add(change=writers.change({1: writers.one.card()}))
    refused(writers, "dossier.not_a_member", writers.two, by=2, epoch=2)
    refused(writers, "dossier.not_a_member", writers.two, by=2)
    refused(writers, "dossier.bad_signature", writers.two, by=1)
    refused(writers, "dossier.not_a_member", writers.two, by=2, change=writers.change(writers.members))


@pytest.mark.parametrize("epoch", [2, 3])
def test_an_epoch_begins_only_with_a_line_that_says_who_are_members(writers: Writers, epoch: int) -> None:
    refused(writers, "dossier.not_a_member", epoch=epoch)


def test_an_epoch_is_neither_skipped_nor_used_again(writers: Writers) -> None:
    refused(writers, "dossier.not_a_member", epoch=1, change=writers.change(writers.members))
    refused(writers, "dossier.not_a_member", epoch=3, change=writers.change(writers.members))


def test_the_content_is_bound_to_the_head(writers: Writers) -> None:
    raw = writers.raw()
    with pytest.raises(DamageError) as caught:
        writers.chain.take(parse(raw[:-1] + b"z"), signature=True)
    assert caught.value.code == "dossier.body_changed"


def test_a_destroyed_content_leaves_the_chain_whole(writers: Writers) -> None:
    raw = writers.raw()
    writers.chain.take(parse(raw[: -len(b"body")]), signature=True)
    writers.add()
