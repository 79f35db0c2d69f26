"""Exported chats: every line is accounted for, every byte belongs to a message, and no date is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_made import ANDROID_NL, IOS_NL, assert_whole, by_author, chat

from houvast.case.reading import MessageKind


def test_a_dutch_android_export_is_read_line_by_line() -> None:
    reading = chat(ANDROID_NL)

    assert_whole(reading, ANDROID_NL.encode())
    assert [message.kind.value for message in reading.messages] == ["system", "system", "message", "message", "message"]
    assert (reading.lines.total, reading.lines.messages, reading.lines.system) == (8, 3, 2)
    assert (reading.lines.continuations, reading.lines.not_understood) == (3, 0)
    sven = reading.messages[2]
    assert sven.text == "Haar nummer is 06-12345678\nen ze woont in de Dorpsstraat 1\n"
    assert (sven.sent.raw, sven.sent.utc) == ("12-03-2026 23:42", "2026-03-12T22:42:00Z")
    assert sven.sent.rule == "d-m-Y H:M Europe/Amsterdam"
    assert reading.messages[3].author == "+31 6 87654321"
    assert reading.messages[3].attachments == ("IMG-20260313-WA0001.jpg",)
    assert reading.messages[4].attachments == ("<Media weggelaten>",)
    assert "limit.media_not_in_export" in reading.limits


def test_a_dutch_ios_export_with_direction_marks_and_two_line_ends_is_read() -> None:
    reading = chat(IOS_NL)

    assert_whole(reading, IOS_NL.encode())
    assert [message.kind.value for message in reading.messages] == ["system", "message", "message", "message"]
    assert reading.lines.total == 5
    assert reading.messages[1].text == "Haar nummer\nis 06-12345678"
    assert reading.messages[1].sent.utc == "2026-03-12T22:42:10Z"
    assert reading.messages[2].author == "~\u202fNoor"
    assert reading.messages[2].attachments == ("00000012-PHOTO-2026-03-13-00-05-01.jpg",)
    assert reading.messages[3].attachments == ("afbeelding weggelaten",)


ENGLISH = [
    ("3/25/24, 21:05 - Ann: IMG-1.jpg (file attached)\n", ("IMG-1.jpg",)),
    ("3/25/24, 21:05 - Ann: <Media omitted>\n", ("<Media omitted>",)),
    ("[3/25/24, 9:05:01\u202fPM] Ann: \u200e<attached: 00000003-AUDIO-1.opus>\n", ("00000003-AUDIO-1.opus",)),
    ("[25/03/2024, 21:05:01] Ann: \u200evideo omitted\n", ("video omitted",)),
    ("25/03/2024, 21:05 - Ann: what (did you) think of <this>, omitted nothing\n", ()),
]


@pytest.mark.parametrize(("line", "attachments"), ENGLISH)
def test_media_of_english_exports_are_named(line: str, attachments: tuple[str, ...]) -> None:
    message = chat(line).messages[0]

    assert (message.kind, message.author, message.attachments) == (MessageKind.MESSAGE, "Ann", attachments)
    assert message.sent.utc[:16] == "2024-03-25T20:05"


@pytest.mark.parametrize(
    "said",
    [
        "Messages and calls are end-to-end encrypted. No one outside of this chat can read them.",
        'Ann created group "Street: 2"',
        "Ann added you",
        "Ann left",
        "Ann changed the subject from “a: b” to “c”",
        "Your security code with Ann changed. Tap to learn more.",
        "Noor heeft Sven toegevoegd",
        "Noor heeft de groep verlaten",
        "Je beveiligingscode voor Noor is gewijzigd.",
        "Noor neemt nu deel via een uitnodigingslink",
        "Je bent nu beheerder",
    ],
)
def test_what_the_program_itself_says_is_no_message(said: str) -> None:
    reading = chat(f"25/03/2024, 21:05 - {said}\n")

    assert reading.messages[0].kind is MessageKind.SYSTEM
    assert reading.lines.system == 1


def test_twelve_hours_with_a_narrow_space_before_pm_are_read() -> None:
    reading = chat(
        "3/25/24, 12:05\u202fAM - Ann: one\n3/25/24, 12:06\u202fPM - Ann: two\n3/25/24, 11:07\u202fPM - Ann: three\n"
    )

    assert [message.sent.utc for message in reading.messages] == [
        "2024-03-24T23:05:00Z",
        "2024-03-25T11:06:00Z",
        "2024-03-25T22:07:00Z",
    ]


def test_a_number_above_twelve_decides_day_and_month_for_the_whole_file() -> None:
    day_first = chat("01/02/24, 10:00 - A: x\n13/02/24, 10:00 - A: y\n")
    month_first = chat("01/02/24, 10:00 - A: x\n02/13/24, 10:00 - A: y\n")

    assert day_first.messages[0].sent.utc == "2024-02-01T09:00:00Z"
    assert month_first.messages[0].sent.utc == "2024-01-02T09:00:00Z"
    assert month_first.messages[0].sent.rule.startswith("m-d-Y")


def test_time_that_runs_forward_decides_when_no_number_does() -> None:
    reading = chat("".join(f"{month:02}/0{day}/24, 10:00 - A: x\n" for month in (1, 2, 3) for day in (1, 5, 9)))

    assert reading.messages[1].sent.utc == "2024-01-05T09:00:00Z"
    assert dict(reading.facts)["date_order"] == "m-d-Y"


def test_an_order_that_cannot_be_known_is_not_guessed() -> None:
    reading = chat("02/03/24, 10:00 - A: x\n02/04/24, 10:00 - A: y\n05/05/24, 10:00 - A: z\n")

    assert [message.sent.ambiguous for message in reading.messages] == ["day-month", "day-month", ""]
    assert [message.sent.utc for message in reading.messages] == ["", "", "2024-05-05T08:00:00Z"]
    assert reading.messages[0].sent.raw == "02/03/24, 10:00"
    assert "limit.day_month_undecided" in reading.limits


def test_a_file_that_contradicts_itself_reads_only_what_is_certain() -> None:
    reading = chat("25/02/24, 10:00 - A: x\n02/25/24, 10:00 - A: y\n03/04/24, 10:00 - A: z\n")

    assert [message.sent.utc[:10] for message in reading.messages] == ["2024-02-25", "2024-02-25", ""]
    assert [message.sent.rule[:5] for message in reading.messages] == ["d-m-Y", "m-d-Y", ""]


@pytest.mark.parametrize("separator", ["-", "."])
def test_separators_that_no_locale_uses_with_the_month_in_front_decide(separator: str) -> None:
    reading = chat(f"02{separator}03{separator}2024 10:00 - A: x\n")

    assert reading.messages[0].sent.utc == "2024-03-02T09:00:00Z"


def test_the_hour_that_comes_twice_keeps_both_instants() -> None:
    sent = chat("25-10-2026 02:30 - A: x\n").messages[0].sent

    assert (sent.utc, sent.ambiguous) == ("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")


def test_the_hour_that_does_not_exist_gets_no_instant() -> None:
    reading = chat("29-03-2026 02:30 - A: x\n29-03-2026 03:30 - A: y\n")

    assert (reading.messages[0].sent.utc, reading.messages[0].sent.ambiguous) == ("", "gap")
    assert reading.messages[1].sent.utc == "2026-03-29T01:30:00Z"
    assert "limit.clock_change" in reading.limits


def test_the_zone_of_the_telephone_can_be_another() -> None:
    assert chat("02-03-2024 10:00 - A: x\n", zone="America/Paramaribo").messages[0].sent.utc == "2024-03-02T13:00:00Z"


@pytest.mark.parametrize("raw", ["31-02-2024 10:00", "02-03-2024 25:00", "02-03-1066 10:00"])
def test_a_moment_that_cannot_be_keeps_its_raw_string(raw: str) -> None:
    reading = chat(f"01-01-2024 10:00 - A: w\n{raw} - A: x\n")

    assert (reading.messages[1].sent.raw, reading.messages[1].sent.utc) == (raw, "")


def test_a_quoted_line_of_another_export_stays_inside_its_message_and_is_named() -> None:
    reading = chat("12-03-2026 10:00 - A: kijk:\n[12/03/26, 10:00:00] B: boe\n12-03-2026 10:01 - A: ja\n")

    assert [message.text for message in reading.messages] == ["kijk:\n[12/03/26, 10:00:00] B: boe", "ja"]
    assert "limit.lines_like_messages" in reading.limits


def test_what_stands_before_the_first_message_is_not_understood_and_still_searched() -> None:
    reading = chat("doorgestuurd door Sven\nvan 06-12345678\n12-03-2026 10:00 - A: ja\n")

    assert reading.messages[0].kind is MessageKind.NOT_UNDERSTOOD
    assert (reading.lines.not_understood, reading.lines.messages, reading.lines.total) == (2, 1, 3)
    assert "06-12345678" in reading.passages[0].text


def test_a_text_without_any_message_is_counted_too() -> None:
    reading = chat("geen gesprek\nmaar twee regels")

    assert (reading.lines.total, reading.lines.not_understood, reading.lines.adds_up) == (2, 2, True)
    assert_whole(reading, b"geen gesprek\nmaar twee regels")


def test_an_author_is_searched_like_the_text() -> None:
    passage = chat("12-03-2026 10:00 - +31 6 12345678: hoi\n").passages[0]

    assert passage.text == "+31 6 12345678: hoi"
    assert passage.span.start == len("12-03-2026 10:00 - ")


def test_a_subject_with_a_colon_is_no_author() -> None:
    reading = chat(
        '12-03-2026 10:00 - Jan heeft het onderwerp gewijzigd in "Ruzie: deel 2"\n12-03-2026 10:01 - Jan: ja\n'
    )

    assert set(by_author(reading)) == {"", "Jan"}


def test_a_message_with_a_colon_and_no_space_belongs_to_a_known_author() -> None:
    reading = chat("12-03-2026 10:00 - Jan: ja\n12-03-2026 10:01 - Jan:.\n12-03-2026 10:02 - Jan:\n")

    assert [message.text for message in by_author(reading)["Jan"]] == ["ja", ".", ""]


def test_bytes_that_are_no_utf8_are_read_and_said() -> None:
    data = "12-03-2026 10:00 - Ren\xe9e: ge\xebist\n".encode("cp1252")
    reading = chat(data)

    assert reading.messages[0].author == "Renée"
    assert "limit.encoding_guessed" in reading.limits
    assert_whole(reading, data)


LINES = st.one_of(
    st.sampled_from(
        [
            "12-03-2026 23:41 - Sven: hoi",
            "1/2/24, 9:05 PM - A: b",
            "[12/03/26, 10:00:00] B: boe",
            "\u200e[12-03-2026 23:41:05] X: \u200eafbeelding weggelaten",
            "12-03-2026 23:41 - ",
            "",
            "\r",
            "25-10-2026 02:30 - A: \ud7ff",
        ]
    ),
    st.text(max_size=30).map(lambda text: text.replace("\n", "")),
)


@given(st.lists(LINES, max_size=12), st.booleans())
def test_whatever_the_lines_each_is_accounted_for_and_each_byte_has_a_place(lines: list[str], ended: bool) -> None:
    text = "\n".join(lines) + ("\n" if ended and lines else "")
    data = text.encode()
    reading = chat(data)

    assert reading.lines.adds_up
    assert reading.lines.total == text.count("\n") + (not text.endswith("\n") and bool(text))
    assert_whole(reading, data)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_each_has_a_place(data: bytes) -> None:
    reading = chat(b"12-03-2026 10:00 - A: " + data)

    assert reading.lines.adds_up
    assert_whole(reading, b"12-03-2026 10:00 - A: " + data)
