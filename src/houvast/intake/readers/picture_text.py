"""Text in pictures, by RapidOCR, when the `ocr` extra is installed. Used to find, never as the quoted text of evidence.

Each passage is one line of text with its box in pixels; joined lines are one more passage, so that a number that was
broken over two lines is found.
"""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PIL import Image, ImageOps

from houvast.case.reading import Carrier, Passage, Span

_LONGEST_SIDE = 8000


@cache
def is_available() -> bool:
    """Whether the extra `ocr` is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read(picture: Image.Image) -> tuple[Passage, ...]:
    """The lines of text in a picture, upright.

    Raises:
        OSError, ValueError: the picture cannot be decoded.
    """
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    found = _engine()(upright)
    if found.txts is None:
        return ()
    lines = [
        Passage(text, Carrier.PICTURE_TEXT, Span(box=_box(box)))
        for text, box in zip(found.txts, found.boxes, strict=True)
    ]
    whole = Passage("\n".join(found.txts), Carrier.PICTURE_TEXT, Span(), label="whole")
    return (*lines, whole) if len(lines) > 1 else tuple(lines)


@cache
def _engine() -> Any:
    logging.disable(logging.CRITICAL)
    return import_module("rapidocr").RapidOCR()


def _box(corners: Any) -> tuple[float, float, float, float]:
    across, down = [float(corner[0]) for corner in corners], [float(corner[1]) for corner in corners]
    return min(across), min(down), max(across), max(down)
