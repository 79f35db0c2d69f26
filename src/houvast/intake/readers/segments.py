"""The pieces of a JPEG or PNG file that carry text beside the image, with their place in the file.

Own walkers, because libraries do not tell positions and stop at damage; each is a loop over lengths.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST = 4_194_304
_RUNS = re.compile(rb"[\x20-\x7e]{6,}")
_SIGNATURE = 8


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece: its kind, its label, and the bytes `start:end` of the file. `packed` says that they are compressed."""

    kind: str
    label: str
    start: int
    end: int
    packed: bool = False


def png_segments(data: bytes) -> Iterator[Segment]:
    """Text chunks ("text" Latin-1, "utf8" UTF-8), other chunks that are no image ("other"), what follows ("after").

    Specification: PNG third edition, 5.3 (chunks) and 11.3.3 (text).
    """
    at = _SIGNATURE
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, start = data[at + 4 : at + 8], at + 8
        end = min(start + length, len(data))
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield _png_text(data, kind, start, end)
        elif kind not in _PNG_KNOWN:
            yield Segment("other", kind.decode("latin-1"), start, end)
        at = start + length + 4
        if kind == b"IEND":
            break
    if at < len(data):
        yield Segment("after", "", at, len(data))


_PNG_KNOWN = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"hIST"),
    *(b"pHYs", b"sPLT", b"tIME", b"eXIf", b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI"),
}


def _png_text(data: bytes, kind: bytes, start: int, end: int) -> Segment:
    chunk = data[start:end]
    keyword, _, rest = chunk.partition(b"\0")
    label = keyword.decode("latin-1")[:80]
    if kind == b"tEXt":
        return Segment("text", label, end - len(rest), end)
    if kind == b"zTXt":
        return Segment("text", label, end - len(rest) + 1, end, packed=True)
    packed = rest[:1] == b"\1"  # compression flag, compression method, language tag, translated keyword
    tail = rest[2:].split(b"\0", 2)[-1]
    return Segment("utf8", label, end - len(tail), end, packed=packed)


def jpeg_segments(data: bytes) -> Iterator[Segment]:
    """Comments ("comment"), XMP ("utf8"), segments that nobody else reads ("other"), what follows ("after", "film").

    Specification: ITU-T T.81, B.1.1.4.
    """
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        start, end = at + 4, min(at + 2 + length, len(data))
        if marker == 0xFE:
            yield Segment("comment", "comment", start, end)
        elif 0xE0 <= marker <= 0xEF:
            yield from _jpeg_application(data, marker, start, end)
        if marker == 0xDA or length < 2:
            break
        at += 2 + length
    last = data.rfind(b"\xff\xd9")
    film = data.find(b"ftyp", at)
    if film > 0:  # a motion photo: the film stands behind the picture
        yield Segment("film", "", film - 4, len(data))
    elif last > 0 and last + 2 < len(data):
        yield Segment("after", "", last + 2, len(data))


def _jpeg_application(data: bytes, marker: int, start: int, end: int) -> Iterator[Segment]:
    head = data[start : start + 40]
    if head.startswith(b"http://ns.adobe.com/xap/1.0/\0"):
        yield Segment("utf8", "XMP", start + 29, end)
    elif not head.startswith((b"JFIF\0", b"JFXX\0", b"Exif\0", b"ICC_PROFILE\0", b"Adobe\0", b"MPF\0")):
        name = re.match(rb"[\x20-\x7e]*", head)
        label = name[0].decode() if name else ""
        yield Segment("other", f"APP{marker - 0xE0} {label}".strip(), start, end)


def unpacked(data: bytes) -> bytes:
    """Zlib data without compression, at most 4 MiB of it; b"" where it is damaged."""
    try:
        return zlib.decompressobj().decompress(data, _LONGEST)
    except zlib.error:
        return b""


def printable(data: bytes) -> str:
    """The readable stretches of data that nobody describes, one to a line."""
    return "\n".join(run.decode("ascii") for run in _RUNS.findall(data[:_LONGEST]))
