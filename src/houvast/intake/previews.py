"""Previews: small JPEGs without metadata, made in the child process."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from houvast.intake.limits import LARGEST_PREVIEW

_WIDTHS = (540, 400, 280, 160)


def preview(picture: Image.Image) -> bytes:
    """A JPEG of at most `LARGEST_PREVIEW` bytes, turned upright, without any metadata; b"" if none fits.

    Raises:
        OSError, ValueError, SyntaxError: the picture cannot be decoded.
    """
    picture.draft("RGB", (1080, 1080))  # a JPEG is then decoded at a fraction of its size
    picture.load()
    whole = picture.convert("RGBA") if picture.mode in ("P", "PA", "LA", "RGBA", "1") else picture
    upright = ImageOps.exif_transpose(whole)
    for width in _WIDTHS:
        small = upright.copy()
        small.thumbnail((width, width * 4), Image.Resampling.LANCZOS)
        flat = _flat(small)
        for quality in (78, 60, 40):
            out = io.BytesIO()
            flat.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= LARGEST_PREVIEW:
                return out.getvalue()
    return b""


def _flat(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGBA":
        paper = Image.new("RGBA", picture.size, (255, 255, 255, 255))
        paper.alpha_composite(picture)
        picture = paper
    flat = picture.convert("RGB")
    flat.info = {}  # a comment or a profile would otherwise be saved along
    return flat
