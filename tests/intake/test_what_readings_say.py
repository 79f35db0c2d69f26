"""Whatever readers say they did not do has a sentence in both languages, and readings survive their packing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast import intake
from houvast.case.reading import Carrier, Message, MessageKind, Passage, Reading, SentTime, Span
from houvast.errors import IntakeError
from houvast.intake.packed import pack, pack_taken, unpack, unpack_taken
from houvast.intake.ranges import leaf_ends
from houvast.intake.taken import Taken, refusal
from houvast.intake.unsearched import sentence_of
from houvast.intake.zips import open_zip
from houvast.knowledge.say import all_keys, say

SOURCE = Path(intake.__file__).parent


def test_every_key_that_a_reader_gives_has_its_sentence() -> None:
    text = "".join(file.read_text("utf-8") for file in SOURCE.rglob("*.py") if not file.name.startswith("capture"))
    keys = set(re.findall(r'"((?:limit|refused)\.[a-z_]+)"', text))
    named = {f"not_searched.{kind}" for kind in re.findall(r'f?"([a-z_]+):(?:\{|")', text)} - {
        "not_searched.data",
        "not_searched.xlink",
    }

    assert keys - all_keys() == set()
    assert named - all_keys() == set()
    assert len(keys) > 30
    assert len(named) > 8


def test_each_refusal_of_a_zip_has_its_sentence_too() -> None:
    raised = set(re.findall(r'"intake\.(zip_[a-z_]+)"', Path(open_zip.__code__.co_filename).read_text("utf-8")))

    assert raised == {"zip_unreadable", "zip_too_large", "zip_dishonest"}
    assert {f"refused.{one}" for one in raised} <= all_keys()


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("attachment:film.mp4", "de bijlage film.mp4"),
        ("page:3", "bladzijde 3, die alleen beeld is"),
        ("file:", "het hele bestand"),
        ("record:2 × image/png", "2 × image/png in het webarchief"),
    ],
)
def test_what_was_not_searched_can_be_said(entry: str, sentence: str) -> None:
    key, values = sentence_of(entry)

    assert say(key, "nl", **values) == sentence


ANY_TEXT = st.text(st.characters(exclude_categories=[])).filter(lambda text: len(text) < 40)


@given(ANY_TEXT, ANY_TEXT, st.binary(max_size=20))
def test_any_reading_survives_its_packing_also_half_an_emoji(text: str, name: str, preview: bytes) -> None:
    reading = Reading(
        "whatsapp",
        "chat 1",
        (Passage(text, Carrier.MESSAGE, Span(name, 1, 2, 3, 4, (1.0, 2.5, 3.0, 4.0)), "utf-8", name, 0),),
        (Message(MessageKind.SYSTEM, Span(), name, text, SentTime(text), text, (name, text)),),
        facts=((name, text),),
    )

    assert unpack(pack(reading)) == reading
    assert unpack_taken(pack_taken(Taken(reading, preview, name))) == Taken(reading, preview, name)


@pytest.mark.parametrize("data", [b"", b"1", b"\x80", b"{", b"{}", b'{"medium":1}', b"\xff\xff", b"{" + b"[" * 100_000])
def test_bytes_that_are_no_reading_are_refused(data: bytes) -> None:
    with pytest.raises(IntakeError) as caught:
        unpack(data)

    assert caught.value.code == "intake.unreadable_reading"


def test_a_refusal_names_the_whole_file_as_not_searched() -> None:
    taken = refusal("pdf", "refused.crashed")

    assert (taken.reading.not_searched, taken.reading.passages) == (("file:",), ())


def test_ranges_with_a_gap_are_no_ranges() -> None:
    spans = [Span("a", 0, 5), Span("a", 6, 9), Span("b", 0, 3)]
    reading = Reading("whatsapp", "x", messages=tuple(Message(MessageKind.MESSAGE, span) for span in spans))

    assert leaf_ends(reading, "b") == (3,)
    assert leaf_ends(reading, "c") == ()
    with pytest.raises(IntakeError) as caught:
        leaf_ends(reading, "a")
    assert caught.value.code == "intake.ranges_with_a_gap"


def test_a_picture_has_no_leaves() -> None:
    passage = Passage("x", Carrier.METADATA, Span("", 10, 11), "utf-8")

    assert leaf_ends(Reading("picture", "x", (passage,)), "") == ()
