"""Originals that somebody made to do harm, through the real child: each ends in a stated outcome, quickly."""

from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_made import ANDROID_NL, zipped

from houvast.intake.child import Reader
from houvast.intake.detect import HEAD_SIZE, detect
from houvast.intake.taken import Taken
from houvast.knowledge.say import all_keys


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


def take(reader: Reader, data: bytes, name: str = "x") -> Taken:
    return reader.read(detect(data[:HEAD_SIZE], name), name, io.BytesIO(data), size=len(data))


def png(width: int, height: int, body: bytes, *more: tuple[bytes, bytes]) -> bytes:
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), *more, (b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


NINES = zlib.compress(bytes(80_000_000), 9)
DEEP = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5000))
HOSTILE = {
    "a picture of two thousand million pixels": png(50_000, 40_000, zlib.compress(b"")),
    "a picture that unpacks to more than it shows": png(10, 10, NINES),
    "a text chunk that unpacks to eighty million letters": png(10, 10, b"", (b"zTXt", b"a\0\0" + NINES)),
    "a colour profile that unpacks to eighty million bytes": png(10, 10, b"", (b"iCCP", b"a\0\0" + NINES)),
    "a mail of five thousand levels": b"From: a@example.nl\nSubject: x\n" + DEEP,
    "a mail with one header of five million letters": b"From: a\nSubject: " + b"x" * 5_000_000 + b"\n\nhoi",
    "a mail with a hundred thousand headers": b"From: a\nTo: b\n" + b"X-A: b\n" * 100_000 + b"\nhoi",
    "a mail with endless encoded words": b"From: a\nSubject: " + b"=?utf-8?q?" * 20_000 + b"\n\nhoi",
    "a page of a million open tags": b"<html>" + b"<div>" * 1_000_000,
    "a page of entities": b"<html>" + b"&lt;" * 500_000,
    "a drawing that laughs a billion times": (
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg>&b;</svg>'
    ),
    "a drawing that asks for a file": (
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><text>&x;</text></svg>'
    ),
    "a zip of zeros": zipped({"_chat.txt": bytes(50_000_000)}),
    "a list of a hundred thousand brackets": b'{"messages":' + b"[" * 100_000,
    "a chat of one endless line": b"12-03-2026 10:00 - A: " + b"x" * 20_000_000,
    "a chat of a million empty lines": ANDROID_NL.encode() + b"\n" * 1_000_000,
    "a chat of almost-headers": b"12-03-2026 10:00 - A: x\n" + b"\xe2\x80\x8e" * 200_000 + b"[12",
    "a pdf of brackets": b"%PDF-1.7\n1 0 obj" + b"[" * 500_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_it_ends_in_a_stated_outcome(reader: Reader, what: str) -> None:
    started = time.monotonic()
    taken = take(reader, HOSTILE[what])

    assert time.monotonic() - started < 30
    assert taken.refused in {"", *all_keys()}
    assert taken.refused or taken.reading.passages or taken.reading.limits
    assert len(taken.preview) <= 100_000
    assert take(reader, b"daarna").reading.passages[0].text == "daarna"


def test_no_entity_of_a_drawing_is_expanded(reader: Reader) -> None:
    words = [
        passage.text
        for what, data in HOSTILE.items()
        if what.startswith("a drawing")
        for passage in take(reader, data).reading.passages
    ]

    assert not any("root:" in word or "haha" in word for word in words)


STARTS = st.sampled_from(
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0",
        b"\xff\xd8\xff\xe1\0\x20Exif\0\0II*\0",
        b"RIFF\x20\0\0\0WEBPVP8X",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"GIF89a\1\0\1\0",
        b"II*\0\x08\0\0\0",
        b"%PDF-1.7\n1 0 obj<<",
        b"PK\x03\x04",
        b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
        b'{"chats":',
        b'{"messages":[{"type":"message","date_unixtime":"1",',
        b"12-03-2026 10:00 - ",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\nHTTP/1.1 200 OK\r\n",
        b"<html><!",
        b"",
    ]
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STARTS, st.binary(max_size=400))
def test_whatever_follows_a_known_beginning_there_is_an_outcome(reader: Reader, start: bytes, rest: bytes) -> None:
    taken = take(reader, start + rest)

    assert taken.refused in {"", *all_keys()}
    assert taken.refused not in ("refused.crashed", "refused.took_too_long")
    assert taken.refused or taken.reading.messages or taken.reading.passages or taken.reading.limits or not start + rest
