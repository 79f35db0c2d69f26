"""One module per kind of original; each has `read(source, request) -> Taken`. They run in the child process only.

A module is imported when its first original comes, so that a crash of one parser's library harms no other kind.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO

from houvast.intake.taken import Request, Taken

Read = Callable[[BinaryIO, Request], Taken]

READERS: dict[str, str | Read] = {
    "picture": "picture",
    "pdf": "pdf",
    "mail": "mail",
    "text": "text",
    "html": "html",
    "svg": "html",
    "xml": "html",
    "json": "json_text",
    "whatsapp": "chat",
    "signal": "chat",
    "telegram": "telegram",
    "whatsapp_zip": "archive",
    "zip": "archive",
    "warc": "web_archive",
    "wacz": "web_archive",
}
"""The reader of each medium; a medium that is absent is kept and not opened (`unread`)."""

MEDIA = frozenset({"picture", "video", "audio"})
"""What is not opened when an export comes in without media (V1)."""


def read_with(source: BinaryIO, request: Request) -> Taken:
    """Read an original with the reader of its medium; whatever a parser raises comes out."""
    medium = "media" if request.without_media and request.medium in MEDIA else request.medium
    reader = READERS.get(medium, "unread")
    if callable(reader):
        return reader(source, request)
    read: Read = import_module(f"houvast.intake.readers.{reader}").read
    return read(source, request)
