"""Pictures: what they carry beside the image is found, the preview carries none of it, and damage is said."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping
from typing import Any

import pytest
from intake_made import HEIC, assert_whole, opened, said
from PIL import Image, ImageCms, PngImagePlugin

from houvast.case.reading import Carrier
from houvast.intake.limits import LARGEST_PREVIEW
from houvast.intake.readers import picture_text


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 40, 40)).save(out, kind, **more)
    return out.getvalue()


def exif(tags: Mapping[int, Any]) -> Image.Exif:
    made = Image.Exif()
    for tag, value in tags.items():
        made[tag] = value
    return made


def with_place() -> Image.Exif:
    made = exif({0x010E: "Dorpsstraat 1", 0x013B: "Noor Jansen", 0x9C9B: "geheim".encode("utf-16-le") + b"\0\0"})
    made.get_ifd(0x8825).update({1: "S", 2: (52.0, 22.0, 12.0), 3: "W", 4: (4.0, 53.0, 42.0)})
    made.get_ifd(0x8769).update({0x9003: "2026:03:12 23:41:05", 0x9286: b"ASCII\0\0\0kamer met uitzicht"})
    return made


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_author_and_hidden_title_of_a_photo_are_found(kind: str) -> None:
    reading = opened("picture", picture(kind, exif=with_place())).reading

    assert dict(reading.facts)["gps"] == "-52.370000, -4.895000"
    assert dict(reading.facts)["taken"] == "2026:03:12 23:41:05"
    for hidden in ("Dorpsstraat 1", "Noor Jansen", "geheim", "kamer met uitzicht"):
        assert hidden in said(reading, Carrier.METADATA)


def test_a_photo_of_an_iphone_is_read() -> None:
    taken = opened("picture", HEIC, "IMG_0001.HEIC")
    facts = dict(taken.reading.facts)

    assert (facts["format"], facts["width"], facts["height"]) == ("HEIF", "64", "48")
    assert facts["gps"] == "52.370000, 4.895000"
    assert "Testtelefoon" in said(taken.reading)
    with Image.open(io.BytesIO(taken.preview)) as small:
        red, green, _ = small.convert("RGB").getpixel((30, 20))  # type: ignore[misc]
    assert red > 150 > green


def test_text_chunks_of_a_png_are_found_at_their_place_also_after_the_image() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "Renée, 06-12345678")
    text.add_itxt("Titel", "Dorpsstraat 1 — Ons Dorp")
    text.add_text("Packed", "geheim " * 50, zip=True)
    data = picture("PNG", pnginfo=text)
    late = b"tEXtAuthor\0Sven"
    late = struct.pack(">I", len(late) - 4) + late + struct.pack(">I", zlib.crc32(late))
    end = data.rindex(b"IEND") - 4
    data = data[:end] + late + data[end:]
    reading = opened("picture", data).reading
    exact = {one.label: one.text for one in reading.passages if one.encoding}

    assert exact == {"Comment": "Renée, 06-12345678", "Titel": "Dorpsstraat 1 — Ons Dorp", "Author": "Sven"}
    assert "geheim geheim" in said(reading)
    assert_whole(reading, data)


def test_comment_and_xmp_of_a_jpeg_are_found_at_their_place() -> None:
    xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>Noor Jansen</dc:creator></x:xmpmeta>'
    data = picture("JPEG", comment="gemaakt door Sven", xmp=xmp.encode())
    reading = opened("picture", data).reading
    exact = {one.label: one.text for one in reading.passages if one.encoding}

    assert exact == {"comment": "gemaakt door Sven", "XMP": xmp}
    assert_whole(reading, data)


def test_the_name_of_a_colour_profile_is_found() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    assert "sRGB" in said(opened("picture", picture("PNG", icc_profile=profile)).reading)


def test_a_thumbnail_inside_a_photo_is_named() -> None:
    thumbnail = picture("JPEG", (16, 12))
    entries = struct.pack("<HHII", 0x0201, 4, 1, 8 + 2 + 2 * 12 + 4 + 6) + struct.pack(
        "<HHII", 0x0202, 4, 1, len(thumbnail)
    )
    first = struct.pack("<H", 0) + struct.pack("<I", 14)
    body = b"II*\0" + struct.pack("<I", 8) + first + struct.pack("<H", 2) + entries + struct.pack("<I", 0) + thumbnail
    reading = opened("picture", picture("JPEG", exif=b"Exif\0\0" + body)).reading

    assert "limit.picture_thumbnail" in reading.limits
    assert "thumbnail:" in reading.not_searched


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_stands_behind_a_picture_is_searched_and_named(kind: str) -> None:
    reading = opened("picture", picture(kind) + b"\0\0verborgen: 06-12345678\0").reading

    assert "verborgen: 06-12345678" in said(reading)
    assert any(one.startswith("behind_picture:") for one in reading.not_searched)


def test_a_film_behind_a_photo_is_named() -> None:
    assert any(
        one.startswith("behind_picture:")
        for one in opened("picture", picture() + b"\0\0\0\x18ftypmp42....").reading.not_searched
    )


def test_the_preview_is_small_upright_and_carries_nothing() -> None:
    noise = Image.effect_noise((3000, 2000), 100).convert("RGB")
    turned = with_place()
    turned[0x0112] = 6
    out = io.BytesIO()
    noise.save(out, "JPEG", exif=turned, comment="gemaakt door Sven", quality=95)
    taken = opened("picture", out.getvalue())

    assert 0 < len(taken.preview) <= LARGEST_PREVIEW
    with Image.open(io.BytesIO(taken.preview)) as small:
        assert small.size[0] < small.size[1]
        assert not small.getexif()
        assert set(small.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Sven" not in taken.preview


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_mode_get_a_preview(mode: str) -> None:
    out = io.BytesIO()
    grey = Image.new("I;16", (40, 30), 128) if mode == "I;16" else Image.new("L", (40, 30), 128).convert(mode)
    grey.save(out, "PNG")

    assert opened("picture", out.getvalue()).preview.startswith(b"\xff\xd8")


def test_a_moving_picture_says_that_only_its_first_frame_was_looked_at() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), (shade, 0, 0)) for shade in (0, 100, 200)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    reading = opened("picture", out.getvalue()).reading

    assert "frames:2" in reading.not_searched
    assert "limit.picture_first_frame" in reading.limits


def test_text_on_a_picture_is_read_or_said_not_to_be() -> None:
    reading = opened("picture", picture()).reading

    assert ("picture_text:" in reading.not_searched) is not picture_text.is_available()
    assert ("limit.picture_text_not_read" in reading.limits) is not picture_text.is_available()


def test_pieces_of_one_row_are_joined_from_left_to_right() -> None:
    pieces = [
        ("12345678", (120.0, 31.0, 220.0, 60.0)),
        ("onder", (20.0, 90.0, 90.0, 120.0)),
        ("06", (20.0, 30.0, 60.0, 62.0)),
    ]

    assert picture_text.rows(pieces) == [
        ("06 12345678", (20.0, 30.0, 220.0, 62.0)),
        ("onder", (20.0, 90.0, 90.0, 120.0)),
    ]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
def test_a_picture_cut_off_anywhere_has_an_outcome(kind: str) -> None:
    data = picture(kind, (300, 200))
    for end in range(8, len(data), max(1, len(data) // 25)):
        taken = opened("picture", data[:end])
        assert taken.refused or "limit.picture_damaged" in taken.reading.limits or taken.preview


def test_a_picture_of_enormous_size_is_not_decoded() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    taken = opened("picture", data)

    assert (taken.refused, taken.preview) == ("", b"")
    assert "limit.picture_too_large_to_show" in taken.reading.limits
    assert "picture_text:" in taken.reading.not_searched


def test_a_program_named_jpg_is_refused() -> None:
    assert opened("picture", b"\xff\xd8\xffMZ" + bytes(200)).refused == "refused.unreadable"
