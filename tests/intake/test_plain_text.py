"""Plain text in any of the encodings that people still have, with exact positions."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_made import assert_whole

from houvast.case.reading import Reading
from houvast.intake.ranges import leaf_ends
from houvast.intake.readers.text import read
from houvast.intake.taken import Request


def reading_of(data: bytes) -> Reading:
    return read(io.BytesIO(data), Request("text", "brief.txt", len(data))).reading


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("cp1252", b""),
    ],
)
def test_every_letter_of_every_encoding_has_its_place(encoding: str, mark: bytes) -> None:
    data = mark + "Renée coördineert.\r\n\r\nHaar nummer: 06-12345678\r\n".encode(encoding)
    reading = reading_of(data)

    assert "Renée coördineert." in reading.passages[0].text
    assert reading.passages[1].text == "Haar nummer: 06-12345678\r\n"
    assert reading.passages[1].span.line == 3
    assert dict(reading.facts)["encoding"] == encoding
    assert_whole(reading, data)
    assert leaf_ends(reading, "")[-1] == len(data)


def test_an_encoding_that_was_guessed_is_said() -> None:
    assert reading_of("één".encode("cp1252")).limits == ("limit.encoding_guessed",)
    assert reading_of("één".encode()).limits == ()


@given(st.binary(max_size=400))
def test_whatever_the_bytes_the_passages_are_the_file(data: bytes) -> None:
    reading = reading_of(data)
    ends = leaf_ends(reading, "")

    assert b"".join(one.text.encode(one.encoding) for one in reading.passages) == data
    assert (ends[-1] if ends else 0) == len(data)
    assert reading.lines.adds_up
    assert_whole(reading, data)


def test_a_very_long_line_is_one_passage_and_a_long_text_many() -> None:
    assert len(reading_of(b"x" * 200_000).passages) == 1
    assert len(reading_of(b"regel\n" * 50_000).passages) == 5
