"""Begin, keep and open a dossier; read its case; write an act."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from houvast.actions.world import World
from houvast.case.acts import Act, Begun, Blob
from houvast.case.codec import decode, encode
from houvast.case.fold import Case, fold
from houvast.dossier import dossier as sealed
from houvast.dossier.book import Book
from houvast.dossier.dossier import Dossier

PROGRAM = "houvast/0.1.0"


def begin(world: World) -> Dossier:
    """A new dossier in memory: both books begun, nothing on disk."""
    dossier = sealed.begin(passphrase=None, entropy=world.entropy, now=world.now())
    for book in (dossier.record, dossier.private):
        book.append(encode(Begun(written=world.written(), program=PROGRAM)), entropy=world.entropy)
    return dossier


def save(dossier: Dossier, *, folder: Path, name: str, passphrase: str, world: World) -> str:
    """Write a dossier that is in memory to `folder/name`, line for line; from then on every act is on disk at once.

    Returns:
        The recovery key, to be shown once and printed.

    Raises:
        DossierError: when the folder cannot be written, or something of that name is there already.
    """
    return dossier.save(folder, name, passphrase, entropy=world.entropy, now=world.now())


def open_dossier(folder: Path, passphrase: str, world: World) -> Dossier:
    """Open the dossier in `folder` with the passphrase of the keyring beside it.

    Raises:
        DossierError: `dossier.wrong_passphrase`, `dossier.not_found`.
        DamageError: when a line or file is not what was written; its name is in the values.
    """
    return sealed.open_dossier(folder.absolute(), passphrase, entropy=world.entropy)


def the_case(dossier: Dossier) -> Case:
    """The case as both books tell it now.

    Raises:
        CaseError: when a line is of a later format or cannot be understood.
    """
    return fold(_acts(dossier.record), _acts(dossier.private))


def write(dossier: Dossier, act: Act, world: World) -> int:
    """Write one act in the book where it belongs and return the number of its line."""
    book = dossier.record if act.BOOK == "record" else dossier.private
    return book.append(encode(act), entropy=world.entropy)


def seal_paper(dossier: Dossier, drawn: bytes, world: World) -> Blob:
    """Keep a paper as it was given, sealed in the record book."""
    ref = dossier.record.put_blob(io.BytesIO(drawn), entropy=world.entropy, progress=None)
    return Blob(ref.name, "paper", ref.sha256, ref.size, "application/pdf", ref.sealed_sha256)


def _acts(book: Book) -> Iterator[tuple[int, Act | None]]:
    for entry in book.entries():
        if not entry.control:
            yield entry.seq, None if entry.parts is None else decode(entry.parts)
