"""How much a reader may use, per medium. What needs more ends in a stated outcome; the original is kept."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

MIB = 1_048_576
LARGEST_PREVIEW = 100_000
"""Bytes of one preview; five hundred of them fit a printed dossier."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Address space in MiB, processor seconds, seconds on the clock, and bytes of the original."""

    memory: int
    processor: int
    wall: float
    size: int


def _picture() -> Limits:
    # Text in pictures: onnxruntime dies under 1 GiB of address space, and works under 2 (measured).
    if find_spec("rapidocr") is None:
        return Limits(1024, 20, 30, 256 * MIB)
    return Limits(2560, 120, 120, 256 * MIB)


DEFAULT = Limits(1024, 20, 30, 4096 * MIB)
LIMITS: dict[str, Limits] = {
    "picture": _picture(),
    "pdf": Limits(max(1536, _picture().memory), 120, 150, 300 * MIB),
    "mail": Limits(1024, 60, 90, 128 * MIB),
    "text": Limits(2048, 60, 90, 256 * MIB),
    "html": Limits(1024, 30, 45, 64 * MIB),
    "svg": Limits(1024, 30, 45, 64 * MIB),
    "xml": Limits(1024, 30, 45, 64 * MIB),
    "json": Limits(2048, 60, 90, 128 * MIB),
    "whatsapp": Limits(4096, 120, 180, 512 * MIB),
    "signal": Limits(4096, 120, 180, 512 * MIB),
    "telegram": Limits(4096, 180, 240, 512 * MIB),
    "whatsapp_zip": Limits(4096, 300, 400, 4096 * MIB),
    "zip": Limits(4096, 300, 400, 4096 * MIB),
    "warc": Limits(1024, 60, 90, 2048 * MIB),
    "wacz": Limits(1024, 60, 90, 2048 * MIB),
}
"""Media that are absent here are not opened; `DEFAULT` serves them."""
