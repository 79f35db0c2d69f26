"""What a picture carries beside its image: EXIF with the place, XMP, IPTC, comments, text chunks, colour profile."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from PIL import ExifTags, Image, ImageCms, IptcImagePlugin

from houvast.case.reading import Carrier, Passage, Span
from houvast.intake.readers.segments import Segment, jpeg_segments, png_segments, printable, unpacked
from houvast.intake.readers.text import encoding_of

Facts = dict[str, str]
_FOLDERS = {
    ExifTags.IFD.Exif: ExifTags.TAGS,
    ExifTags.IFD.GPSInfo: ExifTags.GPSTAGS,
    ExifTags.IFD.Interop: ExifTags.TAGS,
    ExifTags.IFD.IFD1: ExifTags.TAGS,
}
_POINTERS = {0x8769, 0x8825, 0xA005, 0x014A}
_DAMAGED = (
    OSError,
    ValueError,
    SyntaxError,
    KeyError,
    IndexError,
    TypeError,
    ZeroDivisionError,
    OverflowError,
    EOFError,
)


def hidden_text(picture: Image.Image, source: BinaryIO) -> tuple[tuple[Passage, ...], Facts, tuple[str, ...]]:
    """All text beside the image, facts ("gps", "taken", "camera", "thumbnail"), and what could not be searched."""
    facts: Facts = {}
    passages: list[Passage] = []
    missed: list[str] = []
    for part in (_exif, _profile, _iptc):
        try:
            passages += part(picture, facts)
        except _DAMAGED:
            missed.append(f"metadata:{part.__name__.strip('_')}")
    at = source.tell()
    source.seek(0)
    data = source.read() if picture.format in ("PNG", "JPEG", "MPO") else b""
    source.seek(at)  # Pillow reads on from where it was
    for segment in png_segments(data) if picture.format == "PNG" else jpeg_segments(data):
        passages += _segment(data, segment)
        if segment.kind in ("after", "film"):
            missed.append(f"behind_picture:{segment.end - segment.start}")
    if not data:
        passages += _xmp_of(picture)
    return tuple(passages), facts, tuple(missed)


def _exif(picture: Image.Image, facts: Facts) -> list[Passage]:
    exif = picture.getexif()
    found = list(_tags(exif, ExifTags.TAGS, facts))
    for folder, names in _FOLDERS.items():
        inner: Mapping[int, Any] = exif.get_ifd(folder)
        found += _tags(inner, names, facts)
        if folder is ExifTags.IFD.GPSInfo and inner and (place := _place(inner)):
            facts["gps"] = place
            found.append(_passage(place, "EXIF GPS"))
        if folder is ExifTags.IFD.IFD1 and 0x0201 in inner:
            facts["thumbnail"] = "yes"
    return found


def _tags(tags: Mapping[int, Any], names: Mapping[int, str], facts: Facts) -> Iterator[Passage]:
    for tag, value in tags.items():
        name = names.get(tag, f"{tag:#06x}")
        text = "" if tag in _POINTERS else _text(name, value)
        if name == "DateTimeOriginal":
            facts["taken"] = text
        elif name == "Model":
            facts["camera"] = text
        if text:
            yield _passage(text, f"EXIF {name}")


def _text(name: str, value: Any) -> str:
    if isinstance(value, bytes):
        if name.startswith("XP"):
            return value.decode("utf-16-le", "replace").rstrip("\0")
        if name == "UserComment" and value[:8] in (b"UNICODE\0", b"ASCII\0\0\0", b"\0" * 8):
            body = value[8:]
            wide = value.startswith(b"UNICODE")
            # without a mark nothing says which byte comes first: both readings are searched
            codes = ("utf-16-le", "utf-16-be") if wide else (encoding_of(body),)
            return "\n".join(body.decode(code, "replace").strip("\0\ufeff ") for code in codes)
        return printable(value)
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value[:64])
    return str(value).strip("\0 ")


def _place(gps: Mapping[int, Any]) -> str:
    numbers = []
    for tag, reference, negative in ((2, 1, "S"), (4, 3, "W")):
        degrees, minutes, seconds = (float(part) for part in gps[tag])
        number = degrees + minutes / 60 + seconds / 3600
        if number != number:  # noqa: PLR0124  not a number: 0/0 in the file
            return ""
        numbers.append(-number if str(gps.get(reference, "")).upper().startswith(negative) else number)
    return f"{numbers[0]:.6f}, {numbers[1]:.6f}"


def _profile(picture: Image.Image, facts: Facts) -> list[Passage]:  # noqa: ARG001  one shape for the three
    raw = picture.info.get("icc_profile")
    if not isinstance(raw, bytes) or not raw:
        return []
    try:
        core = ImageCms.ImageCmsProfile(io.BytesIO(raw)).profile
    except (OSError, ImageCms.PyCMSError):
        return [_passage(text, "ICC")] if (text := printable(raw)) else []
    named = {name: getattr(core, name) for name in ("profile_description", "model", "manufacturer", "copyright")}
    return [_passage(text, f"ICC {name}") for name, text in named.items() if text]


def _iptc(picture: Image.Image, facts: Facts) -> list[Passage]:  # noqa: ARG001
    found = IptcImagePlugin.getiptcinfo(picture) if picture.format in ("JPEG", "MPO", "TIFF") else None  # type: ignore[arg-type]
    passages = []
    for (record, number), values in (found or {}).items():
        for value in values if isinstance(values, list) else [values]:
            text = value.decode(encoding_of(value)).strip("\0 ")
            if record == 2 and number and text:
                passages.append(_passage(text, f"IPTC {record}:{number}"))
    return passages


def _segment(data: bytes, segment: Segment) -> list[Passage]:
    raw = data[segment.start : segment.end]
    if segment.packed:
        raw = unpacked(raw)
    elif segment.kind in ("text", "utf8", "comment"):
        encoding = "latin-1" if segment.kind == "text" else encoding_of(raw)
        where = Span("", segment.start, segment.end)
        return [Passage(raw.decode(encoding), Carrier.METADATA, where, encoding, segment.label)] if raw else []
    text = raw.decode(encoding_of(raw)) if segment.packed else printable(raw)
    return [_passage(text, segment.label or segment.kind)] if text else []


def _xmp_of(picture: Image.Image) -> list[Passage]:
    found = []
    for name in ("xmp", "XML:com.adobe.xmp", "comment"):
        value = picture.info.get(name)
        text = value.decode(encoding_of(value)) if isinstance(value, bytes) else value
        if isinstance(text, str) and text.strip("\0 "):
            found.append(_passage(text, "comment" if name == "comment" else "XMP"))
    return found


def _passage(text: str, label: str) -> Passage:
    return Passage(text, Carrier.METADATA, Span(), label=label)
