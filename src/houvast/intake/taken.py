"""What is asked of a reader, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass

from houvast.case.reading import Reading


@dataclass(frozen=True, slots=True)
class Request:
    """One original to read.

    `size` is its length in bytes. `zone` is the time zone of the device that made an export without zone.
    `without_media` (V1): no picture, video or sound in it is opened and no preview is made. `depth` counts how many
    containers it stands in (an attachment of a mail: 1).
    """

    medium: str
    name: str
    size: int
    zone: str = "Europe/Amsterdam"
    without_media: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one original.

    `preview` is a JPEG of at most 100 kB without metadata, or empty. `refused` is "" or the text key (`refused.*`)
    that says why this original could not be read; then `reading` holds no passages, and names the whole file as not
    searched.
    """

    reading: Reading
    preview: bytes = b""
    refused: str = ""


def refusal(medium: str, key: str) -> Taken:
    """The outcome of an original that could not be read: kept, not searched, with the reason."""
    return Taken(Reading(medium, "", not_searched=("file:",)), refused=key)
