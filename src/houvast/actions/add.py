"""Take something in: copy first (hashed and sealed in one pass), read second, count third; then one line.

What cannot be read is kept and said so. What may not be taken in (V1) is refused before a byte of it is kept.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from mimetypes import guess_type
from typing import BinaryIO, cast

from houvast.actions.media import check_capture, check_medium, media_in_doubt
from houvast.actions.moments import moment
from houvast.actions.open import PROGRAM, the_case, write
from houvast.actions.readings import keep_reading
from houvast.actions.world import World
from houvast.case.acts import Blob, Contact, ExcerptTree, Item, Moment
from houvast.case.reading import Carrier, Passage, Reading, Span
from houvast.dossier.book import Book
from houvast.dossier.dossier import Dossier
from houvast.dossier.excerpt import tree
from houvast.errors import ActionError
from houvast.intake.addresses import web_address
from houvast.intake.capture import capture
from houvast.intake.child import Reader, Taken
from houvast.intake.detect import HEAD_SIZE, detect
from houvast.intake.members import chat_of_export, open_member
from houvast.intake.ranges import leaf_ends
from houvast.outside.consent import Yes
from houvast.outside.gate import Gate
from houvast.outside.table import Table

MEDIA_TYPES = {"text": "text/plain", "whatsapp": "text/plain", "telegram": "application/json", "mail": "message/rfc822"}
SMALL = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one thing: the number of its line, its kind, why it could not be read ("" when it was), limits."""

    seq: int
    medium: str
    refused: str = ""
    limits: tuple[str, ...] = ()
    state: str = "complete"


def add_file(
    dossier: Dossier,
    *,
    name: str,
    data: BinaryIO,
    size: int,
    caption: str = "",
    collector: str = "",
    account: str = "",
    account_id: str = "",
    posted: str = "",
    seen: str = "",
    place_seq: int = 0,
    nothing_undressed: bool = False,
    world: World,
    reader: Reader,
) -> Added:
    """Take in one file. `data` is read once, front to back.

    Raises:
        ActionError: `actions.picture_in_doubt`, `actions.export_too_big_here`.
        DossierError: when it cannot be written; nothing of it is kept then.
    """
    head = data.read(HEAD_SIZE)
    medium = detect(head, name)
    case = the_case(dossier)
    rest: BinaryIO = cast(BinaryIO, _Joined(head, data))
    if medium == "whatsapp_zip" and media_in_doubt(case) and not nothing_undressed:
        name, rest = _chat_alone(rest)
        medium, size = "whatsapp", len(rest.getbuffer())
    check_medium(case, medium, nothing_undressed=nothing_undressed)
    book = dossier.record
    ref = book.put_blob(
        rest, entropy=world.entropy, progress=lambda done: world.progress("progress.sealing", done, size)
    )
    world.progress("progress.reading", 0, 1)
    with book.open_blob(ref.name) as original:
        taken = reader.read(medium, name, original, size=ref.size)
    world.progress("progress.reading", 1, 1)
    blob = Blob(ref.name, "original", ref.sha256, ref.size, _media_type(medium, name), ref.sealed_sha256)
    secret = world.entropy(32)
    trees, ranges = _trees(book, blob, taken, secret, world)
    item = Item(
        written=world.written(),
        medium=medium,
        blobs=(blob, *ranges),
        trees=trees,
        file_name=name,
        platform=dict(taken.reading.facts).get("platform", ""),
        account=account.strip(),
        account_id=account_id.strip(),
        place_seq=place_seq,
        posted=moment(posted),
        seen=moment(seen),
        captured=Moment(start=world.written(), sure="yes"),
        collector=collector.strip(),
        method=(("program", PROGRAM), ("reader", taken.reading.reader), ("how", "file")),
        state="complete" if not taken.refused else "unread",
        reasons=(taken.refused,) if taken.refused else (),
        limits=taken.reading.limits,
        caption=caption.strip(),
        tree_secret=secret.hex() if trees else "",
    )
    seq = write(dossier, item, world)
    keep_reading(book, blob, taken)
    return Added(seq, medium, taken.refused, taken.reading.limits, item.state)


def add_address(
    dossier: Dossier, *, address: str, yes: Yes, table: Table, caption: str = "", place_seq: int = 0, world: World
) -> Added:
    """Capture the page at an address, after the yes of the person who read what the other side learns (V5).

    Raises:
        ActionError: `actions.capture_in_doubt`.
        IntakeError, OutsideError: when it could not be captured at all; the attempt is noted.
    """
    check_capture(the_case(dossier))
    host = web_address(address).host
    with Gate(yes, table, now=world.now()) as gate:
        try:
            made = capture(address, gate=gate, now=world.now(), progress=lambda key: world.progress(key, 0, 0))
        finally:
            _note_contacts(dossier, host, gate, world)
    book = dossier.record

    def seal(role: str, body: bytes, media_type: str) -> Blob:
        ref = book.put_blob(io.BytesIO(body), entropy=world.entropy, progress=None)
        return Blob(ref.name, role, ref.sha256, ref.size, media_type, ref.sealed_sha256)

    blobs = [seal("original", made.wacz, "application/wacz")] if made.wacz else []
    blobs += [seal("picture", picture, "image/png") for picture in made.pictures]
    if made.print_pdf:
        blobs.append(seal("print", made.print_pdf, "application/pdf"))
    text = seal("text", made.text.encode(errors="replace"), "text/plain; charset=utf-8")
    taken = Taken(_web_reading(made.text, made.limits))
    item = Item(
        written=world.written(),
        medium="web",
        blobs=(*blobs, text),
        address=address,
        final_address=made.final_address,
        platform="",
        place_seq=place_seq,
        captured=Moment(start=world.written(), sure="yes"),
        method=(("program", PROGRAM), ("how", "capture"), *made.facts),
        state=made.state.value,
        reasons=made.reasons,
        limits=taken.reading.limits,
        caption=caption.strip(),
    )
    seq = write(dossier, item, world)
    keep_reading(book, text, taken)
    return Added(seq, "web", "", item.limits, item.state)


def _web_reading(text: str, limits: tuple[str, ...]) -> Reading:
    body = text.encode(errors="replace")
    passage = Passage(body.decode(), Carrier.BODY, Span(start=0, end=len(body), line=1), "utf-8")
    return Reading("web", "capture/1", (passage,) if text else (), limits=limits)


def _note_contacts(dossier: Dossier, host: str, gate: Gate, world: World) -> None:
    reached = sorted({connection.host for connection in gate.connections} | {host})
    for one in reached:
        outcome = "reached" if any(connection.host == one for connection in gate.connections) else "not_reached"
        act = Contact(written=world.written(), host=one, purpose="capture", outcome=outcome)
        write(dossier, act, world)


def _media_type(medium: str, name: str) -> str:
    guessed, _ = guess_type(name)
    return guessed or MEDIA_TYPES.get(medium, "application/octet-stream")


def _chat_alone(data: BinaryIO) -> tuple[str, io.BytesIO]:
    whole = io.BytesIO(data.read(SMALL + 1))
    if len(whole.getbuffer()) > SMALL:
        raise ActionError("actions.export_too_big_here")
    return chat_of_export(whole)


def _trees(
    book: Book, blob: Blob, taken: Taken, secret: bytes, world: World
) -> tuple[tuple[ExcerptTree, ...], tuple[Blob, ...]]:
    trees, ranges = [], []
    for member in dict.fromkeys(message.span.member for message in taken.reading.messages):
        ends = leaf_ends(taken.reading, member)
        with book.open_blob(blob.name) as original, open_member(original, member) as body:
            sha256 = _sha256(body)
            body.seek(0)
            root = tree(secret, sha256, body, ends)
        kept = book.put_blob(io.BytesIO(json.dumps(ends).encode()), entropy=world.entropy, progress=None)
        ranges.append(Blob(kept.name, "ranges", kept.sha256, kept.size, "application/json", kept.sealed_sha256))
        trees.append(ExcerptTree(member, sha256, root, len(ends), kept.name))
    return tuple(trees), tuple(ranges)


def _sha256(body: BinaryIO) -> str:
    found = hashlib.sha256()
    while block := body.read(1 << 20):
        found.update(block)
    return found.hexdigest()


class _Joined(io.RawIOBase):
    """The head that was read already, and then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self._head:
            given, self._head = (self._head, b"") if size < 0 else (self._head[:size], self._head[size:])
            return given if size >= 0 else given + self._rest.read()
        return self._rest.read(size)
