"""Findings keep their place in long texts, many passages, file names and mixed encodings."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.case.own_data import DataKind, DataState
from houvast.case.reading import Carrier, Passage, Reading, Span
from houvast.exposure.find import FILE_NAME, Wanted, find
from houvast.exposure.fold import Stream, codes, plain

PHONE = Wanted(4, DataKind.PHONE, "06-91827364", DataState.KNOWN)
NAME = Wanted(5, DataKind.NAME, "Fatima de Wit", DataState.KNOWN)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=3000), data=st.data())
def test_every_code_leads_back_to_the_character_it_came_from(text: str, data: st.DataObject) -> None:
    stream = Stream(text)
    assert stream.plain.decode() == plain(text)
    if stream.codes:
        start = data.draw(st.integers(0, len(stream.codes) - 1))
        end = data.draw(st.integers(start + 1, min(len(stream.codes), start + 40)))
        first, last = stream.span(start, end)
        assert stream.codes[start:end] in codes(text[first:last])
        assert len(codes(text[first:last])) < end - start + 36  # one character may fold to many (U+FDFA: 18)


@settings(max_examples=25, deadline=None)
@given(place=st.integers(0, 200_000), sign=st.sampled_from(["x ", "é ", "😂", "\n"]))
def test_a_datum_is_found_once_wherever_it_stands_in_a_long_text(place: int, sign: str) -> None:
    before = (sign * place)[:place]
    text = before + " 06 91 82 73 64 " + sign * 50_000
    span = Span("mail.txt", 100, 100 + len(text.encode()))
    found = find(Reading("text", "test", (Passage(text, Carrier.BODY, span, "utf-8"),)), [PHONE])
    assert [text[one.start : one.end] for one in found] == ["06 91 82 73 64"]
    assert found[0].byte_start == 100 + len(before.encode()) + 1


def test_thousands_of_short_passages_each_keep_their_own_findings() -> None:
    source = random.Random(5)
    texts = [" ".join(["hè", "ja"] * source.randint(0, 40)) for _ in range(6000)]
    planted = sorted(source.sample(range(6000), 50))
    for index in planted:
        texts[index] += " bel 0691827364"
    found = find(Reading("chat", "test", tuple(Passage(text, Carrier.MESSAGE, Span()) for text in texts)), [PHONE])
    assert [one.passage for one in found] == planted
    assert {texts[one.passage][one.start : one.end] for one in found} == {"0691827364"}


def test_a_datum_cut_over_two_passages_is_no_finding() -> None:
    passages = (Passage("bel 06 9182", Carrier.MESSAGE, Span()), Passage("7364 nu", Carrier.MESSAGE, Span()))
    assert find(Reading("chat", "test", passages), [PHONE]) == ()


def test_the_file_name_is_searched_too() -> None:
    found = find(Reading("picture", "test"), [PHONE, NAME], "fatima_de_wit_0691827364.jpg")
    assert [(one.passage, one.datum_seq, one.start, one.end) for one in found] == [
        (FILE_NAME, 5, 0, 13),
        (FILE_NAME, 4, 14, 24),
    ]


def test_bytes_are_not_invented_where_the_passage_does_not_fit_its_span() -> None:
    text = "café 0691827364"
    for encoding, length in (("", 16), ("utf-8", 15), ("latin-1", 16), ("no-such-encoding", 16)):
        passage = Passage(text, Carrier.BODY, Span("", 0, length), encoding)
        found = find(Reading("text", "test", (passage,)), [PHONE])
        assert (found[0].byte_start, found[0].byte_end) == (-1, -1)


def test_two_data_on_one_place_are_both_found() -> None:
    data = [
        Wanted(1, DataKind.ADDRESS, "Fluitekruidpad 12b, 1234 AB Ermelo", DataState.SECRET),
        Wanted(2, DataKind.POSTCODE, "1234 AB 12b", DataState.SECRET),
    ]
    text = "Ze zit nu op Fluitekruidpad 12-B, 1234ab ERMELO!"
    found = find(Reading("text", "test", (Passage(text, Carrier.BODY, Span()),)), data)
    assert [(one.datum_seq, text[one.start : one.end], one.certainty) for one in found] == [
        (1, "Fluitekruidpad 12-B, 1234ab ERMELO", "certain"),
        (2, "12-B, 1234ab", "certain"),
    ]


def test_her_name_inside_her_own_mail_address_is_not_named_twice_but_in_another_one_it_is() -> None:
    mail = Wanted(6, DataKind.EMAIL, "fatima.de.wit@postbus.example", DataState.KNOWN)
    both = "fatima.de.wit@postbus.example en fatima.de.wit@elders.example"
    found = find(Reading("text", "test", (Passage(both, Carrier.BODY, Span()),)), [mail, NAME])
    assert [(one.datum_seq, one.start, one.certainty) for one in found] == [(6, 0, "certain"), (5, 33, "probable")]


def test_counting_aloud_is_no_telephone_number() -> None:
    texts = (
        "een twee drie vier vijf zes zeven acht negen tien",
        "nul 6 negen 1 8 27 vier 63 nul 4",
        "zes keer 91 82 73 64",
        "nul zes 91 82 73 64 drie 12",
    )
    passages = tuple(Passage(text, Carrier.BODY, Span()) for text in texts)
    found = find(Reading("text", "test", passages), [PHONE])
    assert [(one.passage, one.certainty) for one in found] == [(3, "probable")]


def test_a_name_said_again_and_again_is_found_each_time() -> None:
    text = "Fatima de Wit " * 300
    found = find(Reading("text", "test", (Passage(text, Carrier.BODY, Span()),)), [NAME])
    assert [(one.start, one.end) for one in found] == [(14 * n, 14 * n + 13) for n in range(300)]


def test_a_short_name_is_found_only_as_a_whole_word() -> None:
    sam = Wanted(8, DataKind.NICKNAME, "Sám", DataState.KNOWN)
    text = "SAM, samen, (sám) 😂sam😂 @sam s.a.m 5am sam1 é sam"
    found = find(Reading("text", "test", (Passage(text, Carrier.BODY, Span()),)), [sam])
    assert [text[one.start : one.end] for one in found] == ["SAM", "sám", "sam", "sam", "sam"]
    assert {one.certainty for one in found} == {"probable"}
