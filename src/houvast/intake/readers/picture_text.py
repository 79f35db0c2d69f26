"""Text in pictures, by RapidOCR, when the `ocr` extra is installed. Used to find, never as the quoted text of evidence.

A passage is one row of the picture, from left to right, with its box in pixels of the upright picture: recognisers cut
a row with wide spaces into pieces, and a telephone number must not fall between them.
"""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PIL import Image, ImageOps

from houvast.case.reading import Carrier, Passage, Span

Box = tuple[float, float, float, float]
_LONGEST_SIDE = 8000


@cache
def is_available() -> bool:
    """Whether the extra `ocr` is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read(picture: Image.Image) -> tuple[Passage, ...] | None:
    """The rows of text in a picture, upright; None when the recogniser fails, which is not "no text".

    Raises:
        OSError, ValueError: the picture cannot be decoded.
    """
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    try:
        found = _engine()(upright)
    except Exception:  # noqa: BLE001  a recogniser that fails must not lose the rest of the reading
        return None
    if found.txts is None or found.boxes is None:
        return ()
    pieces = [(str(text), _box(box)) for text, box in zip(found.txts, found.boxes, strict=True)]
    return tuple(Passage(text, Carrier.PICTURE_TEXT, Span(box=box)) for text, box in rows(pieces))


def rows(pieces: list[tuple[str, Box]]) -> list[tuple[str, Box]]:
    """Pieces of text that stand beside each other, joined; from the top down."""
    found: list[list[tuple[str, Box]]] = []
    for piece in sorted(pieces, key=lambda one: one[1][1]):
        middle = (piece[1][1] + piece[1][3]) / 2
        beside = next((row for row in found if row[0][1][1] <= middle <= row[0][1][3]), None)
        if beside is None:
            found.append([piece])
        else:
            beside.append(piece)
    return [_joined(sorted(row, key=lambda one: one[1][0])) for row in found]


def _joined(row: list[tuple[str, Box]]) -> tuple[str, Box]:
    boxes = [box for _, box in row]
    around = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    return " ".join(text for text, _ in row), around


@cache
def _engine() -> Any:
    logging.disable(logging.CRITICAL)
    return import_module("rapidocr").RapidOCR()


def _box(corners: Any) -> Box:
    across, down = [float(corner[0]) for corner in corners], [float(corner[1]) for corner in corners]
    return min(across), min(down), max(across), max(down)
