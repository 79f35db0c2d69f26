"""Everything that a hand-over would hold, put together in memory and not yet anywhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import resources
from pathlib import PurePath
from typing import Any, BinaryIO, Literal

from houvast.actions.disclose import Opened, disclosed
from houvast.actions.find import Found, find_all
from houvast.actions.leaks import Leaving, leaving_bytes
from houvast.actions.open import the_case
from houvast.actions.readings import reading_of
from houvast.actions.views import case_view, chosen_messages, standing_hits
from houvast.actions.world import World
from houvast.case.acts import Blob, ExcerptTree, Item, Moment
from houvast.case.fold import Case, Entered
from houvast.case.reading import Reading
from houvast.dossier.dossier import Dossier
from houvast.dossier.excerpt import prove
from houvast.errors import ActionError
from houvast.intake.child import Reader
from houvast.intake.members import open_member
from houvast.letters.dossier_pdf import compose_dossier
from houvast.letters.render import pdf
from houvast.letters.views import ControlView

Recipient = Literal["police", "lawyer", "help"]
GIVEN = ("original", "picture", "print")
"""The blobs of an item that are handed over; the text of a web page stands in its archive and in the dossier."""

CHATS = frozenset({"whatsapp", "whatsapp_zip", "telegram", "signal"})
"""Originals with the words of many people: of these an excerpt is handed over unless the person chooses the whole."""

HIDDEN_AT_HOME = ("what", "file_name")
"""Closed for an item whose file stays at home: its name can tell, and its hash lets somebody try out guesses."""

ENDINGS = {"application/wacz": ".wacz", "application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose to hand over.

    `items` None means all. Chats go as an excerpt unless their number stands in `whole`. The originals of items in
    `without_files` stay behind; of lines in `closed` the named part stays closed.
    """

    items: tuple[int, ...] | None = None
    whole: tuple[int, ...] = ()
    to: Recipient = "police"
    without_files: tuple[int, ...] = ()
    closed: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Chosen messages of one member of an item, with their proof."""

    seq: int
    tree: ExcerptTree
    proof: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What would leave: the paper, files with the line and blob that they are of, excerpts, and opened lines.

    `gone` are the lines that were destroyed on purpose; the bundle says so of them.
    """

    paper: bytes
    files: tuple[tuple[str, int, Blob], ...]
    excerpts: tuple[tuple[str, Excerpt], ...]
    opened: tuple[Opened, ...]
    gone: tuple[int, ...] = ()
    readings: Mapping[int, Reading] = field(default_factory=dict)


def put_together(dossier: Dossier, choice: Choice, *, world: World, reader: Reader) -> Outgoing:
    """Put together what a choice would hand over.

    Raises:
        ActionError: `actions.nothing_chosen`, `actions.no_such_line`.
    """
    case = the_case(dossier)
    items = _chosen(case, choice)
    found = find_all(dossier, world, reader)
    at_home = [(seq, part) for seq in choice.without_files for part in HIDDEN_AT_HOME]
    opened = disclosed(case, [item.seq for item in items], [*choice.closed, *at_home])
    if not opened:
        raise ActionError("actions.nothing_chosen")
    files: list[tuple[str, int, Blob]] = []
    excerpts: list[tuple[str, Excerpt]] = []
    readings: dict[int, Reading] = {}
    for item in items:
        taken = reading_of(dossier, item, world, reader)
        if taken:
            readings[item.seq] = taken.reading
        if item.seq in choice.without_files:
            continue
        if item.act.medium in CHATS and item.act.trees and item.seq not in choice.whole:
            excerpts += _excerpts(dossier, item, found, readings.get(item.seq))
        else:
            files += _files(item)
    view = case_view(
        dossier,
        case,
        found=found,
        world=world,
        reader=reader,
        items=[item.seq for item in items],
        files=_first_files(files, excerpts),
        control=control(dossier),
        at_home=choice.without_files,
        whole=choice.items is None and not (excerpts or choice.without_files or choice.closed),
        lang="nl" if choice.to == "police" else world.lang,
    )
    return Outgoing(pdf(compose_dossier(view)), tuple(files), tuple(excerpts), opened, case.gone["record"], readings)


def leaving(dossier: Dossier, outgoing: Outgoing) -> tuple[Leaving, ...]:
    """The same as files to be looked through: paper, originals, excerpts, and the opened parts of lines."""
    files = [leaving_bytes("Dossier.pdf", outgoing.paper)]
    for path, seq, blob in outgoing.files:
        known = (
            outgoing.readings.get(seq) if blob.role == "original" and blob.media_type != "application/wacz" else None
        )
        files.append(Leaving(path, blob.size, _opener(dossier, blob), seq, known))
    files += [
        leaving_bytes(path, excerpt.text.encode(errors="replace"), excerpt.seq) for path, excerpt in outgoing.excerpts
    ]
    for line in outgoing.opened:
        text = "\n".join(json.dumps(json.loads(part), ensure_ascii=False) for part in line.shown)
        files.append(leaving_bytes(f"proof/lines/{line.seq:09d}.json", text.encode(errors="replace"), line.seq))
    return tuple(files)


def control(dossier: Dossier) -> ControlView:
    """What ties a paper to the record book as it stands now."""
    seq, head = dossier.record.last
    stamps = [
        json.loads(entry.parts[0]) for entry in dossier.record.entries() if entry.control == "stamped" and entry.parts
    ]
    last: dict[str, Any] = stamps[-1] if stamps else {"time": "", "seq": 0}
    verifier = resources.files("houvast.verifier") / "houvast_verify.py"
    return ControlView(
        fingerprint=dossier.record.fingerprint,
        line=seq,
        head=head[:16],
        verifier_sha256=sha256(verifier.read_bytes()).hexdigest(),
        stamp="there" if stamps else "none",
        stamped=Moment(start=last["time"], sure="yes") if stamps else Moment(),
        stamped_line=last["seq"],
    )


def _chosen(case: Case, choice: Choice) -> tuple[Entered[Item], ...]:
    if choice.items is None:
        return case.of(Item)
    return tuple(case.get(Item, seq) for seq in sorted(set(choice.items)))


def _files(item: Entered[Item]) -> list[tuple[str, int, Blob]]:
    blobs = [blob for blob in item.act.blobs if blob.role in GIVEN]
    return [
        (f"stukken/{item.seq:04d}{'' if number == 1 else f'-{number}'}{_ending(item.act, blob)}", item.seq, blob)
        for number, blob in enumerate(blobs, 1)
    ]


def _ending(item: Item, blob: Blob) -> str:
    own = PurePath(item.file_name).suffix.lower()
    if blob.role == "original" and re.fullmatch(r"\.[a-z0-9]{1,5}", own):
        return own
    return ENDINGS.get(blob.media_type, ".bin")


def _excerpts(
    dossier: Dossier, item: Entered[Item], found: Found, reading: Reading | None
) -> list[tuple[str, Excerpt]]:
    if reading is None:
        return []
    hits = standing_hits(found, item.seq)
    made = []
    original = next(blob for blob in item.act.blobs if blob.role == "original")
    for tree in item.act.trees:
        numbers = [n for n, message in enumerate(reading.messages) if message.span.member == tree.member]
        chosen = [place for place, n in enumerate(numbers) if n in set(chosen_messages(reading, hits))]
        if not chosen:
            continue
        with dossier.record.open_blob(tree.ranges) as kept:
            ends: Sequence[int] = json.loads(kept.read())
        with dossier.record.open_blob(original.name) as data, open_member(data, tree.member) as body:
            proof = prove(bytes.fromhex(item.act.tree_secret), tree.sha256, ends, chosen, body)
        text = _excerpt_text(reading, [numbers[place] for place in chosen])
        made.append((f"uittreksels/{item.seq:04d}.txt", Excerpt(item.seq, tree, proof, text)))
    return made


def _excerpt_text(reading: Reading, chosen: Sequence[int]) -> str:
    lines: list[str] = []
    for before, number in zip([None, *chosen], chosen, strict=False):
        if (before is None and number > 0) or (before is not None and number > before + 1):
            lines.append("[...]")
        message = reading.messages[number]
        lines.append(f"[{message.sent.raw}] {message.author}: {message.text}")
    if chosen and chosen[-1] < len(reading.messages) - 1:
        lines.append("[...]")
    return "\n".join(lines) + "\n"


def _first_files(
    files: Sequence[tuple[str, int, Blob]], excerpts: Sequence[tuple[str, Excerpt]]
) -> dict[int, tuple[str, Blob | None]]:
    found: dict[int, tuple[str, Blob | None]] = {}
    for path, seq, blob in files:
        found.setdefault(seq, (path, blob))
    for path, excerpt in excerpts:
        found.setdefault(excerpt.seq, (path, None))
    return found


def _opener(dossier: Dossier, blob: Blob) -> Callable[[], BinaryIO]:
    return lambda: dossier.record.open_blob(blob.name)
