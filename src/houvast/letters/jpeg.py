"""A preview on its way into a paper: its size from its own header, and the SVG that carries it.

Typst takes text files from memory, no pictures; a JPEG as data URI inside an SVG passes through unchanged.
"""

from __future__ import annotations

from base64 import b64encode

from houvast.errors import LetterError

FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def size(jpeg: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the frame header (ITU T.81, B.2.2).

    Raises:
        LetterError: `letters.bad_preview` when these bytes are no JPEG.
    """
    place = 2
    while jpeg[:2] == b"\xff\xd8" and place + 9 <= len(jpeg) and jpeg[place] == 0xFF:
        marker = jpeg[place + 1]
        if marker in FRAMES:
            height, width = int.from_bytes(jpeg[place + 5 : place + 7]), int.from_bytes(jpeg[place + 7 : place + 9])
            if width and height:
                return width, height
            break
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    raise LetterError("letters.bad_preview")


def as_svg(jpeg: bytes) -> bytes:
    """An SVG of the size of the picture that holds it and nothing else."""
    width, height = size(jpeg)
    return (
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
            f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,'
        ).encode()
        + b64encode(jpeg)
        + b'"/></svg>'
    )
