"""Every kind of own datum in every disguise is found at the exact place; look-alike strangers are never certain."""

from __future__ import annotations

import random

import pytest
from disguises import CLASSES, MADE, digits, word
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.case.own_data import DataKind, DataState
from houvast.case.reading import Carrier, Passage, Reading, Span
from houvast.exposure.find import Finding, Wanted, find

_FILLER = (
    "dit",
    "hè",
    "moet",
    "iedereen",
    "weten",
    "😂",
    "kijk",
    "één",
    "keer",
    "„ja”",
    "straks",
    "wow!!",
    "…",
    "🇳🇱",
    "ok",
)
_UNSURE = {"letters", "initial", "glued", "spread", "leet", "short", "core", "solid_plate"}


def wanted(kind: DataKind, value: str, seq: int = 7) -> Wanted:
    return Wanted(seq, kind, value, DataState.KNOWN)


def reading(text: str, encoding: str = "utf-8", start: int = 0) -> Reading:
    span = Span("", start, start + len(text.encode(encoding)))
    return Reading("text", "test", (Passage(text, Carrier.BODY, span, encoding),))


def around(source: random.Random) -> tuple[str, str]:
    before = " ".join(source.choice(_FILLER) for _ in range(source.randint(0, 6)))
    after = " ".join(source.choice(_FILLER) for _ in range(source.randint(0, 6)))
    return (before + " " if before else ""), (source.choice((" ", ", ", ". ", " \n")) + after if after else "")


@pytest.mark.parametrize(("kind", "disguise"), CLASSES, ids=str)
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32), encoding=st.sampled_from(["utf-8", "utf-16-le"]), offset=st.integers(0, 10**6))
def test_a_disguised_datum_is_found_at_its_exact_characters_and_bytes(
    kind: DataKind, disguise: str, seed: int, encoding: str, offset: int
) -> None:
    source = random.Random(seed)
    value, written = MADE[kind](source)
    planted = written[disguise]
    before, after = around(source)
    text = before + planted + after
    found = find(reading(text, encoding, offset), [wanted(kind, value)])
    assert [(one.passage, text[one.start : one.end]) for one in found] == [(0, planted)]
    first = offset + len(before.encode(encoding))
    assert (found[0].byte_start, found[0].byte_end) == (first, first + len(planted.encode(encoding)))


def certain(text: str, kind: DataKind, value: str) -> list[Finding]:
    return [one for one in find(reading(text), [wanted(kind, value)]) if one.certainty == "certain"]


def strangers(kind: DataKind, value: str, source: random.Random) -> list[str]:
    """What looks like the datum and is not: somebody else's, or part of something longer."""
    extra = digits(source, 2)
    if kind in (DataKind.PHONE, DataKind.BSN):
        solid = value.replace("-", "")
        place = source.randrange(2, len(solid))
        other = solid[:place] + str((int(solid[place]) + source.randint(1, 9)) % 10) + solid[place + 1 :]
        pairs = " ".join((solid + extra + extra)[at : at + 2] for at in range(0, len(solid) + 3, 2))
        return [
            other,
            solid + extra,
            extra + solid,
            pairs,
            f"NL20 KRIM {solid[:4]} {solid[4:8]} {solid[8:]}",
            solid[:-1],
        ]
    if kind is DataKind.ADDRESS:
        street, number = value.partition(",")[0].rsplit(" ", 1)
        town = value.rsplit(" ", 1)[-1]
        return [
            f"{street} {number}{extra}, {town}", f"{street} {extra}{number}, {town}",
            f"{street} {int(number) + 2}, {town}",
            f"Oude {street} {number}", f"{street} {number}c, {town}", f"{street}, {town}",
            f"on{street.lower()} {number}",
            f"{street} {number}:30 {town}",
        ]  # fmt: skip
    if kind is DataKind.POSTCODE:
        code, letters, number = value.split(" ")
        bare = number.rstrip("b")
        return [f"{code} {letters}", f"{code} {letters} {bare}1", f"{code} {letters} {bare}c",
                f"1{code}{letters} {number}",
                f"{code} {letters}S {number}"]  # fmt: skip
    if kind in (DataKind.NAME, DataKind.HOUSEMATE_NAME):
        first, particle, last = value.split()
        return [first, last, f"{particle} {last}", f"{first}a {particle} {last}", f"{value}sen",
                f"{word(source)} {particle} {last}",
                f"{first}.{particle}.{last}@{word(source)}.example", f"{first} {word(source)} {last}"]  # fmt: skip
    if kind is DataKind.EMAIL:
        local, domain = value.split("@")
        return [f"anna.{value}", f"x{value}", f"{value}.org", f"{local}@{word(source)}.example", f"{local}1@{domain}",
                f"{local}@mail.{domain}"]  # fmt: skip
    if kind is DataKind.USERNAME:
        return [f"{value}_old", f"{value}x", f"the.{value}", value[:-1], value.replace("_", ".")]
    if kind is DataKind.IBAN:
        return [value.replace(" ", "") + extra, value[:-1] + str((int(value[-1]) + 1) % 10), value.replace(" ", "")[8:]]
    if kind is DataKind.PLATE:
        return [value + "1", "A" + value, value.replace(value[3], "9" if value[3] != "9" else "8")]
    if kind is DataKind.DOCUMENT:
        return [value + "1", value[:-1] + str((int(value[-1]) + 1) % 10), value[:-1]]
    return [value + "je", "on" + value.lower(), value]


@pytest.mark.parametrize("kind", sorted(set(MADE) - {DataKind.BIRTH_DATE}), ids=str)
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_what_only_looks_like_a_datum_is_never_certain(kind: DataKind, seed: int) -> None:
    source = random.Random(seed)
    value, _ = MADE[kind](source)
    for stranger in strangers(kind, value, source):
        before, after = around(source)
        assert certain(before + stranger + after, kind, value) == [], stranger


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_birth_date_alone_is_never_certain_and_beside_her_number_it_is(seed: int) -> None:
    source = random.Random(seed)
    born, written = MADE[DataKind.BIRTH_DATE](source)
    number, _ = MADE[DataKind.PHONE](source)
    both = [wanted(DataKind.BIRTH_DATE, born, 1), wanted(DataKind.PHONE, number, 2)]
    for text in written.values():
        assert certain(text, DataKind.BIRTH_DATE, born) == []
    together = find(reading(f"{written['plain']} bel {number}"), both)
    assert {(one.datum_seq, one.certainty) for one in together} == {(1, "certain"), (2, "certain")}
    apart = find(reading(f"{written['plain']}{' ja' * 200} bel {number}"), both)
    assert {(one.datum_seq, one.certainty) for one in apart} == {(1, "probable"), (2, "certain")}


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=400))
def test_any_text_is_searched_without_error_and_findings_lie_inside_it(text: str) -> None:
    data = [wanted(kind, MADE[kind](random.Random(3))[0], seq) for seq, kind in enumerate(MADE)]
    for one in find(Reading("text", "test", (Passage(text, Carrier.BODY, Span()),)), data, text):
        assert 0 <= one.start < one.end <= len(text)
        assert (one.byte_start, one.byte_end) == (-1, -1)
