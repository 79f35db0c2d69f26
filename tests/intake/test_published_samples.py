"""Published exports, mails, archives and pictures that nobody here wrote, in `shared/samples` beside the project.

Where that folder is absent there is nothing to read, and these tests have no cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from intake_made import assert_whole

from houvast.case.reading import MessageKind
from houvast.intake.child import Reader
from houvast.intake.detect import HEAD_SIZE, detect
from houvast.intake.packed import pack, unpack
from houvast.intake.ranges import leaf_ends
from houvast.intake.taken import Taken
from houvast.knowledge.say import all_keys

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples"
FILES = sorted(file for file in SAMPLES.rglob("*") if file.is_file()) if SAMPLES.is_dir() else []
CHATS = [file for file in FILES if {"whatsapp", "telegram", "signal"} & set(file.parts)]
ORDERS = {"ddmmyy": "d-m-Y", "mmddyy": "m-d-Y", "mmddyyyy": "m-d-Y", "yyyymmdd": "Y-m-d"}
DATED = [file for file in CHATS if any(order in file.name for order in ORDERS)]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


def take(reader: Reader, file: Path) -> tuple[str, Taken]:
    with file.open("rb") as data:
        medium = detect(data.read(HEAD_SIZE), file.name)
        return medium, reader.read(medium, file.name, data, size=file.stat().st_size)


def name_of(file: Path) -> str:
    return file.relative_to(SAMPLES).as_posix()


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_every_sample_ends_as_a_reading_or_with_a_stated_reason(reader: Reader, file: Path) -> None:
    medium, taken = take(reader, file)
    reading = taken.reading

    assert taken.refused == "", f"{medium} {taken.refused}"
    assert reading.passages or reading.limits
    assert {*reading.limits} <= all_keys()
    assert all(f"not_searched.{one.partition(':')[0]}" in all_keys() for one in reading.not_searched)
    assert reading.passages or reading.not_searched
    assert reading.lines.adds_up
    assert unpack(pack(reading)) == reading
    assert_whole(reading, file.read_bytes())


@pytest.mark.parametrize("file", CHATS, ids=name_of)
def test_every_line_of_every_chat_is_accounted_for(reader: Reader, file: Path) -> None:
    medium, taken = take(reader, file)
    reading = taken.reading
    data = file.read_bytes()
    kinds = [one.kind for one in reading.messages]

    assert medium in ("whatsapp", "telegram", "signal")
    assert leaf_ends(reading, "")[-1] == len(data)
    assert MessageKind.NOT_UNDERSTOOD not in kinds
    assert reading.lines.messages == kinds.count(MessageKind.MESSAGE)
    assert reading.lines.system == kinds.count(MessageKind.SYSTEM)
    if medium != "telegram":
        assert reading.lines.total == len(data.splitlines())


@pytest.mark.parametrize("file", DATED, ids=name_of)
def test_day_and_month_are_read_as_the_name_of_the_sample_says(reader: Reader, file: Path) -> None:
    _, taken = take(reader, file)
    expected = next(rule for order, rule in sorted(ORDERS.items(), reverse=True) if order in file.name)

    assert dict(taken.reading.facts)["date_order"] == expected
    assert [one.sent.utc[:16] for one in taken.reading.messages] == [
        "2019-01-01T10:25",
        "2019-01-20T10:23",
        "2019-01-30T19:49",
        "2020-06-10T13:55",
        "2020-06-19T22:08",
        "2020-06-30T07:10",
        "2021-12-10T09:10",
        "2021-12-20T11:10",
        "2021-12-30T21:01",
    ]
