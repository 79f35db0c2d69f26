"""The readings of what was kept: derived, sealed under the person's own key, made again when they are not there."""

from __future__ import annotations

from contextlib import suppress

from houvast.actions.world import World
from houvast.case.acts import Blob, Item
from houvast.case.fold import Entered
from houvast.dossier.book import Book
from houvast.dossier.dossier import Dossier
from houvast.errors import IntakeError
from houvast.intake.child import Reader
from houvast.intake.packed import pack_taken, unpack_taken
from houvast.intake.taken import Taken

MAKER = "reading"
VERSION = "1"
READABLE = ("original", "text")


def keep_reading(book: Book, blob: Blob, taken: Taken) -> None:
    """Keep what a reader made of an original; it may be thrown away at any time."""
    book.derived_put(blob.sha256, MAKER, VERSION, pack_taken(taken))


def reading_of(dossier: Dossier, item: Entered[Item], world: World, reader: Reader) -> Taken | None:
    """What a reader found in an item: kept earlier, or made again; None when its original is not there any more."""
    blob = readable_blob(item.act)
    if blob is None:
        return None
    kept = dossier.record.derived_get(blob.sha256, MAKER, VERSION)
    if kept is not None:
        # derived data are never trusted: what does not fit is made again
        with suppress(IntakeError):
            return unpack_taken(kept)
    world.progress("progress.reading", 0, 1)
    medium = "text" if item.act.medium == "web" else item.act.medium
    with dossier.record.open_blob(blob.name) as original:
        taken = reader.read(medium, item.act.file_name, original, size=blob.size)
    keep_reading(dossier.record, blob, taken)
    return taken


def readable_blob(item: Item) -> Blob | None:
    """The blob whose text stands for an item: the original, or of a web page its text."""
    wanted = "text" if item.medium == "web" else "original"
    return next((blob for blob in item.blobs if blob.role == wanted), None)
