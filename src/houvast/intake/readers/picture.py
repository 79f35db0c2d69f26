"""Pictures: PNG, JPEG, WebP, HEIC, AVIF, GIF, TIFF, BMP. Size, hidden data, a preview; text in it with the `ocr` extra.

Everything that a picture carries beside its image is a METADATA passage, so that what is searched before something
leaves (V3) includes the place where a photo was made. What cannot be read as text is named as not searched.
"""

from __future__ import annotations

import warnings
from typing import BinaryIO

import pi_heif
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from houvast.case.reading import Passage, Reading
from houvast.intake.previews import preview
from houvast.intake.readers import picture_text
from houvast.intake.readers.picture_metadata import hidden_text
from houvast.intake.taken import Request, Taken, refusal

_PLUGINS = (
    *(PngImagePlugin.PngImageFile, JpegImagePlugin.JpegImageFile, WebPImagePlugin.WebPImageFile),
    *(AvifImagePlugin.AvifImageFile, GifImagePlugin.GifImageFile, TiffImagePlugin.TiffImageFile),
    BmpImagePlugin.BmpImageFile,
)
_FORMATS = (*(str(plugin.format) for plugin in _PLUGINS), "HEIF")
"""What may be opened; Pillow knows forty formats more, which nobody's telephone makes."""
_MOST_PIXELS = 100_000_000
"""Above this a picture is not decoded: no preview, no text in it. No telephone or screenshot comes near."""
_UNREADABLE = (OSError, ValueError, SyntaxError, NotImplementedError, EOFError, Image.DecompressionBombError)

pi_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # the size is looked at here, before anything is decoded


def read(source: BinaryIO, request: Request) -> Taken:
    """What a picture shows about itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns about damage; the reading says it
        try:
            with Image.open(source, formats=_FORMATS) as picture:
                return _read(picture, source, request)
        except _UNREADABLE:
            return refusal("picture", "refused.unreadable")


def _read(picture: ImageFile.ImageFile, source: BinaryIO, request: Request) -> Taken:
    width, height = picture.size
    facts = {"format": str(picture.format), "width": str(width), "height": str(height)}
    limits, not_searched = ["limit.picture_shows_pixels"], []
    hidden, named, missed = hidden_text(picture, source)
    if "thumbnail" in named:
        limits.append("limit.picture_thumbnail")
        not_searched.append("thumbnail:")
    if (frames := int(getattr(picture, "n_frames", 1))) > 1:
        facts["frames"] = str(frames)
        limits.append("limit.picture_first_frame")
        not_searched.append(f"frames:{frames - 1}")
    small, seen = b"", None
    if width * height > _MOST_PIXELS:
        limits.append("limit.picture_too_large_to_show")
    else:
        try:
            if request.depth == 0:  # an export may hold thousands of pictures, at a second or two each
                seen = picture_text.read(picture) if picture_text.is_available() else None
                small = preview(picture)
        except _UNREADABLE:
            limits.append("limit.picture_damaged")
    if seen is None:
        limits.append("limit.picture_text_not_read")
        not_searched.append("picture_text:")
    passages: tuple[Passage, ...] = (*(seen or ()), *hidden)
    reading = Reading(
        "picture",
        "picture 1",
        passages,
        facts=(*facts.items(), *named.items()),
        limits=tuple(limits),
        not_searched=(*not_searched, *missed),
    )
    return Taken(reading, preview=small)
