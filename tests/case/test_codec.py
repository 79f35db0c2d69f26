"""Acts turn into parts and back, and a closed part takes nothing else with it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.case.acts import ACTS, Act, Blob, Correction, Event, GuideAnswers, Item, Moment, OwnDatum, Place
from houvast.case.codec import decode, encode, part_names
from houvast.case.own_data import DataKind, DataState
from houvast.errors import CaseError

ITEM = Item(
    written="2026-11-23T10:00:00Z",
    medium="picture",
    blobs=(Blob("7f3a", "original", "ab" * 32, 3, "image/png", "cd" * 32),),
    caption="schermafdruk",
    collector="Fatima",
    method=(("program", "houvast"),),
    posted=Moment("gisteren", "2026-11-22", "", "about"),
)


@pytest.mark.parametrize(
    "act",
    [
        ITEM,
        Event(written="x", told="Een man aan de deur", acts=("threatened",), item_seqs=(3, 4)),
        OwnDatum(written="x", kind=DataKind.BSN, value="1", state=DataState.SECRET),
        GuideAnswers(written="x", answers=(("wants", ("remove", "punish")),)),
    ],
)
def test_an_act_comes_back_as_it_was(act: Act) -> None:
    assert decode(encode(act)) == act


@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_survives_even_half_a_surrogate_pair(text: str) -> None:
    act = Event(written="x", told=text)
    assert decode(encode(act)) == act


def test_a_closed_part_leaves_the_others_readable() -> None:
    parts: list[bytes | None] = list(encode(ITEM))
    parts[part_names(Item).index("collector")] = None
    assert decode(parts) == replace(ITEM, collector="")


def test_the_collector_and_the_caption_stand_in_parts_of_their_own() -> None:
    for part in encode(ITEM):
        assert not (b"schermafdruk" in part and b"Fatima" in part)
        body = json.loads(part)
        if "collector" in body or "caption" in body:
            assert len(body) == 2


def test_every_kind_of_act_has_a_name_of_its_own_and_says_when_it_was_written() -> None:
    kinds = [kind.KIND for kind in ACTS]
    assert len(set(kinds)) == len(kinds)
    assert all(part_names(kind)[0] == "act" for kind in ACTS)


def test_no_record_act_can_point_to_the_private_book() -> None:
    for kind in ACTS:
        if kind.BOOK == "record":
            assert not {name for name in kind.__dataclass_fields__ if name.startswith(("datum_", "private_"))}


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([], "case.unreadable_entry"),
        ([b"{"], "case.unreadable_entry"),
        ([b"[]"], "case.unreadable_entry"),
        ([b'{"part":"act","kind":"no such","v":1}'], "case.unreadable_entry"),
        ([b'{"part":"act","kind":"item","v":2}'], "case.newer_entry"),
        (
            [b'{"part":"act","kind":"place","v":1,"written":"x"}', b'{"part":"what","platform":7}'],
            "case.unreadable_entry",
        ),
    ],
)
def test_parts_that_are_no_act_are_refused_with_a_reason(parts: list[bytes], code: str) -> None:
    with pytest.raises(CaseError) as caught:
        decode(parts)
    assert caught.value.code == code


def test_fields_that_a_later_program_adds_do_not_break_this_one() -> None:
    parts = [part[:-1] + b',"later":1}' for part in encode(Place(written="x", platform="forum"))]
    assert decode(parts) == Place(written="x", platform="forum")


def test_a_correction_survives_the_way_into_a_book_and_back() -> None:
    line = Correction(written="1", target_seq=7, target_part="effect", replacement='{"part":"effect"}', why="typefout")
    assert decode(encode(line)) == line
    assert not [kind.KIND for kind in ACTS if "part" in kind.__dataclass_fields__]
