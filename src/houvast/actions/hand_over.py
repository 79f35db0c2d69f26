"""Hand over a bundle: put together, looked through (V3), and only then written, exactly as it was looked through."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from houvast.actions.leaks import LeakHit, look_through_files
from houvast.actions.open import write
from houvast.actions.outgoing import Choice, Outgoing, leaving, put_together
from houvast.actions.world import World
from houvast.case.acts import HandOver
from houvast.dossier.bundle import BundleExcerpt, BundleFile, Disclosure, write_bundle
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError
from houvast.intake.child import Reader

__all__ = ["Choice", "LookedThrough", "hand_over", "look_through"]


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """What would leave, and what a look through it gave. Only this can be handed over."""

    outgoing: Outgoing
    hits: tuple[LeakHit, ...]
    not_searched: tuple[str, ...]
    files: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was handed over: the number of the line that says so, and the SHA-256 of the list of files."""

    seq: int
    manifest: str


def look_through(dossier: Dossier, choice: Choice, *, world: World, reader: Reader) -> LookedThrough:
    """Put together what a choice would hand over, and look through all of it for protected data."""
    outgoing = put_together(dossier, choice, world=world, reader=reader)
    looked = look_through_files(dossier, leaving(dossier, outgoing), world, reader)
    return LookedThrough(outgoing, looked.hits, looked.not_searched, looked.files)


def hand_over(dossier: Dossier, *, out: Path, choice: Choice, looked: LookedThrough, world: World) -> HandedOver:
    """Write the bundle to a new folder, and write down that it was handed over.

    The caller has shown the person every hit and has their yes.

    Raises:
        ActionError: `actions.is_there_already`.
        DossierError: when it cannot be written; then nothing of it is left.
    """
    if out.exists():
        raise ActionError("actions.is_there_already", name=out.name)
    outgoing = looked.outgoing
    files = [BundleFile("Dossier.pdf", lambda: io.BytesIO(outgoing.paper))]
    for path, seq, blob in outgoing.files:
        files.append(BundleFile(path, _opener(dossier, blob.name), seq=seq, sha256=blob.sha256))
    for path, excerpt in outgoing.excerpts:
        files.append(BundleFile(path, _bytes(excerpt.text.encode(errors="replace")), seq=excerpt.seq))
    world.progress("progress.handing_over", 0, 1)
    manifest = write_bundle(
        out,
        book=dossier.record,
        disclosures=[
            *(Disclosure(line.seq, line.parts) for line in outgoing.opened),
            *(Disclosure(seq, ()) for seq in outgoing.gone),
        ],
        files=files,
        excerpts=[BundleExcerpt(one.seq, one.tree.root, one.proof) for _, one in outgoing.excerpts],
        now=world.now(),
    )
    world.progress("progress.handing_over", 1, 1)
    items = tuple(line.seq for line in outgoing.opened if line.kind == "item")
    act = HandOver(written=world.written(), to=choice.to, item_seqs=items, manifest=manifest.sha256)
    return HandedOver(write(dossier, act, world), manifest.sha256)


def _opener(dossier: Dossier, name: str) -> Callable[[], BinaryIO]:
    return lambda: dossier.record.open_blob(name)


def _bytes(body: bytes) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(body)
