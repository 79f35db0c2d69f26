"""Zip files: an exported chat with and without its media; bombs and lying lists are refused and nothing is unpacked."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib

import pytest
from intake_made import ANDROID_NL, IOS_NL, assert_whole, opened, said, zipped
from PIL import Image

from houvast.case.reading import Carrier
from houvast.errors import IntakeError
from houvast.intake import zips
from houvast.intake.members import chat_of_export, open_member
from houvast.intake.ranges import leaf_ends


def photo() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Dorpsstraat 1"
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    return out.getvalue()


CHAT = "WhatsApp-chat met Buurt.txt"
FULL = zipped(
    {CHAT: ANDROID_NL.encode(), "IMG-20260313-WA0001.jpg": photo(), "PTT-1.opus": b"OggS...", "nota.txt": b"hoi"}
)


@pytest.mark.parametrize(("name", "text"), [(CHAT, ANDROID_NL), ("_chat.txt", IOS_NL)])
def test_the_chat_of_an_export_is_read_with_the_places_in_its_member(name: str, text: str) -> None:
    data = zipped({name: text.encode()})
    reading = opened("whatsapp_zip", data).reading
    with open_member(io.BytesIO(data), name) as member:
        assert_whole(reading, member.read(), name)

    assert reading.medium == "whatsapp_zip"
    assert leaf_ends(reading, name)[-1] == len(text.encode())
    assert reading.lines.adds_up
    assert "limit.media_not_in_export" in reading.limits


def test_media_of_an_export_are_looked_at_and_what_is_not_is_named() -> None:
    reading = opened("whatsapp_zip", FULL).reading

    assert dict(reading.facts)["chat_title"] == "Buurt"
    assert "Dorpsstraat 1" in said(reading, Carrier.METADATA)
    assert "IMG-20260313-WA0001.jpg" in said(reading, Carrier.FILE_NAME)
    assert "member:PTT-1.opus" in reading.not_searched
    assert "picture_text:IMG-20260313-WA0001.jpg" in reading.not_searched
    exact = next(one for one in reading.passages if one.span.member == "nota.txt" and one.carrier is Carrier.BODY)
    assert (exact.text, exact.span.start, exact.encoding) == ("hoi", 0, "utf-8")


def test_without_media_no_picture_is_opened() -> None:
    reading = opened("whatsapp_zip", FULL, without_media=True).reading

    assert "Dorpsstraat 1" not in said(reading, Carrier.METADATA)
    assert set(reading.not_searched) == {"member:IMG-20260313-WA0001.jpg", "member:PTT-1.opus"}
    assert "limit.media_left_out" in reading.limits
    assert len(reading.messages) == 5


def test_the_chat_alone_can_be_taken_out_of_an_export() -> None:
    name, chat = chat_of_export(io.BytesIO(FULL))

    assert (name, chat.read()) == (CHAT, ANDROID_NL.encode())
    with pytest.raises(IntakeError) as caught:
        chat_of_export(io.BytesIO(zipped({"a.txt": b"a"})))
    assert caught.value.code == "intake.no_chat_in_export"


def test_a_member_is_read_from_its_beginning_and_again() -> None:
    data = io.BytesIO(FULL)
    with open_member(data, "nota.txt") as member:
        assert (member.read(), member.seek(0), member.read()) == (b"hoi", 0, b"hoi")

    assert open_member(data, "").read() == FULL
    with pytest.raises(IntakeError) as caught:
        open_member(data, "weg.txt")
    assert caught.value.code == "intake.no_such_member"


def test_a_telegram_export_in_a_zip_is_read_as_a_chat() -> None:
    body = json.dumps(
        {"name": "B", "type": "private_group", "messages": [{"type": "message", "from": "S", "text": "hoi"}]}
    )
    data = zipped({"a/result.json": body.encode(), "_chat.txt": IOS_NL.encode()})
    reading = opened("zip", data).reading

    assert {one.span.member for one in reading.messages} == {"a/result.json", "_chat.txt"}
    for name in ("a/result.json", "_chat.txt"):
        with open_member(io.BytesIO(data), name) as member:
            assert_whole(reading, member.read(), name)
    for passage in reading.passages:
        if passage.message >= 0:
            assert reading.messages[passage.message].span.member == passage.span.member


def test_a_member_with_a_password_is_named() -> None:
    data = bytearray(zipped({CHAT: ANDROID_NL.encode(), "open.txt": b"hoi"}, zipfile.ZIP_STORED))
    local, listed = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    data[local + 6] |= 1
    data[listed + 8] |= 1
    reading = opened("whatsapp_zip", bytes(data)).reading

    assert reading.not_searched == (f"member:{CHAT}",)
    assert "limit.members_closed" in reading.limits
    with pytest.raises(IntakeError) as caught:
        open_member(io.BytesIO(data), CHAT)
    assert caught.value.code == "intake.zip_unreadable"


def overlapping() -> bytes:
    """Two members that share the same packed bytes."""
    data = bytearray(zipped({"a": b"0" * 5000, "b": b"1" * 5000}, zipfile.ZIP_STORED))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[second + 42 : second + 46] = struct.pack("<I", 100)
    return bytes(data)


def twice() -> bytes:
    return zipped({"a": b"x", "b": b"y"}, zipfile.ZIP_STORED).replace(b"b", b"a")


def bomb() -> bytes:
    return zipped({CHAT: bytes(zips._SMALL + 1)})


def many() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(zips.MOST_MEMBERS + 1):
            archive.writestr(str(number), b"")
    return out.getvalue()


def lying() -> bytes:
    """Says that its list of members is as long as no honest one."""
    data = bytearray(zipped({"a": b"x"}))
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<I", 0x7FFFFFFF)
    return bytes(data)


@pytest.mark.parametrize(
    ("made", "refused"),
    [
        (overlapping, "zip_dishonest"),
        (twice, "zip_dishonest"),
        (bomb, "zip_too_large"),
        (many, "zip_too_large"),
        (lying, "zip_too_large"),
        (lambda: b"PK\x03\x04" + bytes(100), "zip_unreadable"),
        (lambda: FULL[: len(FULL) // 2], "zip_unreadable"),
    ],
)
def test_a_hostile_zip_is_refused_whole_by_reader_and_by_members(made: object, refused: str) -> None:
    data = made()  # type: ignore[operator]

    assert opened("whatsapp_zip", data).refused == f"refused.{refused}"
    with pytest.raises(IntakeError) as caught:
        open_member(io.BytesIO(data), "a")
    assert caught.value.code == f"intake.{refused}"


def test_a_member_that_holds_more_than_it_says_gives_no_more() -> None:
    packed = zlib.compressobj(wbits=-15)
    stream = packed.compress(bytes(10_000_000)) + packed.flush()
    data = bytearray(zipped({"a.txt": b"x" * 100}))
    listed = data.index(b"PK\x01\x02")
    start = 30 + len("a.txt")
    old = struct.unpack_from("<I", data, listed + 20)[0]
    data[start : start + old] = stream
    listed = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, listed + 20, len(stream))
    struct.pack_into("<I", data, 18, len(stream))
    at = data.rindex(b"PK\x05\x06")
    struct.pack_into("<I", data, at + 16, listed)
    reading = opened("zip", bytes(data)).reading

    assert reading.not_searched == ("member:a.txt",)
    assert "limit.members_not_read" in reading.limits


def test_names_that_point_elsewhere_are_only_names() -> None:
    reading = opened("zip", zipped({"../../weg.txt": b"hoi", "C:\\x.txt": b"daar", "/etc/x": b"x"})).reading

    assert "../../weg.txt" in said(reading, Carrier.FILE_NAME)
    assert "hoi" in said(reading, Carrier.BODY)


def test_a_zip_in_a_zip_stays_closed_and_is_named() -> None:
    assert opened("zip", zipped({"binnen.zip": FULL})).reading.not_searched == ("member:binnen.zip",)


def test_a_damaged_picture_does_not_lose_the_chat() -> None:
    reading = opened(
        "whatsapp_zip", zipped({"IMG-1.jpg": b"\xff\xd8\xff" + bytes(50), CHAT: ANDROID_NL.encode()})
    ).reading

    assert len(reading.messages) == 5
    assert reading.not_searched == ("member:IMG-1.jpg",)


def test_the_words_of_a_word_document_are_read() -> None:
    row = b"<w:p><w:r><w:t>06-1234</w:t></w:r><w:r><w:t>5678</w:t></w:r></w:p>"
    body = b'<?xml version="1.0"?><w:document>' + row + b"</w:document>"

    assert "06-12345678" in said(opened("zip", zipped({"word/document.xml": body})).reading)
