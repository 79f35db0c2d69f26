"""Telegram: each message with its bytes, numeric ids, exact times; what stands around them is a leaf of its own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_made import assert_whole, opened, said

from houvast.case.reading import Carrier, MessageKind, Reading
from houvast.intake.packed import pack, unpack

MESSAGE: dict[str, Any] = {
    "id": 7,
    "type": "message",
    "date": "2026-03-12T23:41:05",
    "date_unixtime": "1773355265",
    "edited": "2026-03-13T00:00:00",
    "edited_unixtime": "1773356400",
    "from": "Sven",
    "from_id": "user5551234567",
    "text": "Haar nummer is 06-12345678",
    "text_entities": [{"type": "plain", "text": "Haar nummer is 06-12345678"}],
}


def export(*messages: object, **more: object) -> bytes:
    chat = {"name": "Buurt", "type": "private_supergroup", "id": 1234567890, "messages": list(messages), **more}
    return json.dumps(chat, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass")


def telegram(data: bytes, **wishes: Any) -> Reading:
    reading = opened("telegram", data, "result.json", **wishes).reading
    assert_whole(reading, data)
    assert reading.lines.adds_up
    return reading


def test_a_message_has_author_number_time_and_exact_words() -> None:
    data = export(MESSAGE)
    reading = telegram(data)
    message = next(one for one in reading.messages if one.kind is MessageKind.MESSAGE)

    assert (message.author, message.author_id) == ("Sven", "user5551234567")
    assert (message.sent.raw, message.sent.utc) == ("2026-03-12T23:41:05", "2026-03-12T22:41:05Z")
    words = {one.label: one for one in reading.passages if one.carrier is Carrier.MESSAGE}
    assert words["text"].text == "Haar nummer is 06-12345678"
    assert words["text"].encoding == "utf-8"
    assert words["edited"].text == "2026-03-13T00:00:00"
    assert reading.messages[words["from_id"].message] is message
    assert dict(reading.facts)["chat_title"] == "Buurt"


def test_a_text_that_is_cut_into_pieces_is_searched_as_a_whole() -> None:
    pieces = ["bel ", {"type": "bold", "text": "06-1234"}, {"type": "link", "text": "5678"}]
    reading = telegram(export({**MESSAGE, "text": pieces}))

    assert "bel 06-12345678" in said(reading, Carrier.MESSAGE)
    assert reading.messages[1].text == "bel 06-12345678"


def test_what_stands_around_the_messages_is_no_part_of_their_leaves() -> None:
    full = {
        "about": "Here is the data you requested.",
        "personal_information": {"phone_number": "+31612345678", "first_name": "Noor"},
        "chats": {"list": [{"name": "A", "messages": [MESSAGE, MESSAGE]}, {"name": "B", "messages": [MESSAGE]}]},
        "left_chats": {"list": [{"name": "C", "messages": []}]},
    }
    data = json.dumps(full).encode()
    reading = telegram(data)
    leaves = [(one.kind.value, data[one.span.start : one.span.end]) for one in reading.messages]

    assert [kind for kind, _ in leaves] == ["system", "message", "message", "system", "message", "system"]
    assert all(b"+31612345678" not in leaf for kind, leaf in leaves if kind == "message")
    assert b"+31612345678" in leaves[0][1]
    assert "+31612345678" in said(reading, Carrier.METADATA)


def test_service_messages_and_unknown_things_are_counted() -> None:
    service = {
        "type": "service",
        "actor": "Sven",
        "actor_id": "user5",
        "action": "create_group",
        "date": "2026-03-12T23:41:05",
    }
    reading = telegram(export(service, "geen bericht", 7, MESSAGE))

    assert [one.kind.value for one in reading.messages][1:5] == [
        "system",
        "not_understood",
        "not_understood",
        "message",
    ]
    assert (reading.messages[1].author, reading.messages[1].text) == ("Sven", "create_group")


def test_half_an_emoji_survives_the_way_to_the_dossier_and_back() -> None:
    data = export({**MESSAGE, "text": "kijk \\ud83d".replace("\\\\", "\\")}).replace(b"\\\\ud83d", b"\\ud83d")
    reading = telegram(data)

    assert reading.messages[1].text == "kijk \ud83d"
    assert unpack(pack(reading)) == reading


def test_an_old_export_without_instants_uses_the_zone() -> None:
    old = {key: value for key, value in MESSAGE.items() if not key.endswith("_unixtime")}
    twice = {**old, "date": "2026-10-25T02:30:00"}
    reading = telegram(export(old, twice))

    assert reading.messages[1].sent.utc == "2026-03-12T22:41:05Z"
    assert reading.messages[1].sent.rule == "Y-m-d H:M:S Europe/Amsterdam"
    assert reading.messages[2].sent.ambiguous == "2026-10-25T01:30:00Z"
    assert "limit.clock_change" in reading.limits


@pytest.mark.parametrize("cut", range(37, 830, 37))
def test_an_export_that_was_cut_off_keeps_what_came_before(cut: int) -> None:
    data = export(MESSAGE, MESSAGE)[:cut]
    reading = telegram(data)

    assert reading.messages[-1].kind is MessageKind.NOT_UNDERSTOOD
    assert "limit.lines_not_understood" in reading.limits


@pytest.mark.parametrize(
    "data", [b"{" * 100_000, b'{"messages":[' + b"[" * 100_000, b'{"messages":[' + b"9" * 9999 + b"]}"]
)
def test_nesting_and_numbers_without_end_are_one_leaf_that_is_not_understood(data: bytes) -> None:
    assert telegram(data).messages[-1].kind is MessageKind.NOT_UNDERSTOOD


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "from", "date", "type", "x"]), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(st.lists(JSON, max_size=5), st.integers(0, 60))
def test_whatever_an_export_holds_each_byte_has_a_place(messages: list[Any], cut: int) -> None:
    data = export(*messages)
    telegram(data)
    telegram(data[: len(data) - cut])


def test_every_word_of_another_json_is_read_and_meta_mojibake_is_undone() -> None:
    data = '{"sender_name":"Noor","content":"Ren\\u00c3\\u00a9e","n":31612345678,"l":["a"],"e":"é"}'.encode()
    reading = opened("json", data).reading

    assert [(one.label, one.text) for one in reading.passages] == [
        ("sender_name", "Noor"),
        ("content", "Renée"),
        ("n", "31612345678"),
        ("", "a"),
        ("e", "é"),
    ]
    assert_whole(reading, data)
