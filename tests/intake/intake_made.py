"""Originals made by hand for these tests; names, numbers and addresses are invented."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping
from typing import Any

from houvast.case.reading import Carrier, Message, Reading
from houvast.intake.readers import read_with
from houvast.intake.readers.chat import read_chat
from houvast.intake.taken import Request, Taken

ANDROID_NL = (
    "12-03-2026 23:41 - Berichten en gesprekken worden end-to-end versleuteld. Tik voor meer informatie.\n"
    '12-03-2026 23:41 - Sven heeft de groep "Buurt: deel 2" gemaakt\n'
    "12-03-2026 23:42 - Sven: Haar nummer is 06-12345678\n"
    "en ze woont in de Dorpsstraat 1\n"
    "\n"
    "13-03-2026 00:05 - +31 6 87654321: IMG-20260313-WA0001.jpg (bestand bijgevoegd)\n"
    "kijk dan\n"
    "13-03-2026 00:06 - Noor 🌷: <Media weggelaten>\n"
)
IOS_NL = (
    "\u200e[12-03-2026 23:41:05] Buurt: \u200eBerichten en gesprekken worden end-to-end versleuteld.\r\n"
    "[12-03-2026 23:42:10] Sven: Haar nummer\nis 06-12345678\r\n"
    "\u200e[13-03-2026 00:05:01] ~\u202fNoor: \u200e<bijgevoegd: 00000012-PHOTO-2026-03-13-00-05-01.jpg>\r\n"
    "\u200e[13-03-2026 00:06:00] Sven: \u200eafbeelding weggelaten\r\n"
)

# A red picture of 64 by 48 with maker and place, made for this test.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAAAA"
    "AERAAAIAAQAAAAAB4gABAAAAAAAAABkAAgAAAAAB+wABAAAAAAAAAKQAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZl"
    "AgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH/"
    "/wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29s"
    "cm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAA"
    "AwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAAxW1kYXQAAAAVKAGvC2D15YOv//Dyd+gYg50B"
    "T/UOAAAABkV4aWYAAE1NACoAAAAIAAIBDwACAAAADQAAACaIJQAEAAAAAQAAADQAAAAAVGVzdHRlbGVmb29uAAAABAABAAIAAAACTgAAAAACAAUA"
    "AAADAAAAagADAAIAAAACRQAAAAAEAAUAAAADAAAAggAAAAAAAAA0AAAAAQAAABYAAAABAAAADAAAAAEAAAAEAAAAAQAAADUAAAABAAAAKgAAAAE="
)


def chat(text: str | bytes, *, zone: str = "Europe/Amsterdam", medium: str = "whatsapp") -> Reading:
    """What the chat reader makes of a text."""
    data = text if isinstance(text, bytes) else text.encode()
    return read_chat(io.BytesIO(data), Request(medium, "chat.txt", len(data), zone=zone))


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def assert_whole(reading: Reading, data: bytes, member: str = "") -> None:
    """The leaves cover the member without a gap, and each exact passage is what the bytes say."""
    at = 0
    for message in (one for one in reading.messages if one.span.member == member):
        assert message.span.start == at
        assert message.span.end > at
        at = message.span.end
    if reading.messages:
        assert at == len(data)
    for passage in reading.passages:
        if passage.encoding and passage.span.member == member:
            assert data[passage.span.start : passage.span.end].decode(passage.encoding) == passage.text


def by_author(reading: Reading) -> dict[str, list[Message]]:
    """The messages of a chat by who sent them."""
    found: dict[str, list[Message]] = {}
    for message in reading.messages:
        found.setdefault(message.author, []).append(message)
    return found


def opened(medium: str, data: bytes, name: str = "x", **wishes: Any) -> Taken:
    """What the reader of a medium makes of these bytes, in this process (the child is tested by itself)."""
    return read_with(io.BytesIO(data), Request(medium, name, len(data), **wishes))


def said(reading: Reading, carrier: Carrier | None = None) -> str:
    """All text of a reading, or that of one carrier."""
    return "\n".join(one.text for one in reading.passages if carrier in (None, one.carrier))
