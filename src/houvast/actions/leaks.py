"""V3: look through everything that is about to leave for what the person wants protected.

Readers read the very bytes that leave, in the child process, as the other side could; `exposure` judges. What could
not be searched is named too, so that silence never means "clean".
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from houvast.actions.find import wanted
from houvast.actions.mine import own_data, protected
from houvast.actions.where import where_in_words
from houvast.actions.world import World
from houvast.case.reading import Passage, Reading
from houvast.dossier.dossier import Dossier
from houvast.exposure import leaks as exposure
from houvast.intake.child import Reader
from houvast.intake.detect import HEAD_SIZE, detect
from houvast.knowledge.say import say


@dataclass(frozen=True, slots=True)
class Leaving:
    """One file that is about to leave: its path as the other side sees it, how to read it, the line that it is of.

    `reading` is given where the same bytes were read before, else they are read now.
    """

    path: str
    size: int
    open: Callable[[], BinaryIO]
    seq: int = 0
    reading: Reading | None = None


def leaving_bytes(path: str, body: bytes, seq: int = 0) -> Leaving:
    """A file that stands in memory."""
    return Leaving(path, len(body), lambda: io.BytesIO(body), seq)


@dataclass(frozen=True, slots=True)
class LeakHit:
    """One protected datum in what leaves: what kind, in which file, and where in it. "position" is a map position."""

    datum_seq: int
    kind: str
    state: str
    path: str
    seq: int
    where: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look through gave: each hit, and in words what could not be searched."""

    hits: tuple[LeakHit, ...] = ()
    not_searched: tuple[str, ...] = ()
    files: int = 0


def look_through_files(dossier: Dossier, leaving: Iterable[Leaving], world: World, reader: Reader) -> Looked:
    """Look through files for the protected data of a dossier, and for map positions that lead to a door."""
    files = list(leaving)
    read: list[exposure.Leaving] = []
    for done, file in enumerate(files):
        world.progress("progress.looking_through", done, len(files))
        read.append(exposure.Leaving(file.path, file.reading or _read(file, reader), file.seq))
    report = exposure.leaks(read, wanted(protected(own_data(dossier))))
    world.progress("progress.looking_through", len(files), len(files))
    readings = {(one.name, one.item_seq): one.reading for one in read}
    hits = [_hit(leak, readings[leak.name, leak.item_seq], world.lang) for leak in report.leaks]
    hits += [
        LeakHit(0, "position", "known", one.name, one.item_seq, _in_file(one.name, "position", world.lang))
        for one in report.positions
    ]
    missed = [say("leak.not_searched", world.lang, path=one.name) for one in report.not_searched]
    return Looked(tuple(dict.fromkeys(hits)), tuple(dict.fromkeys(missed)), len(files))


def _read(file: Leaving, reader: Reader) -> Reading:
    with file.open() as body:
        medium = detect(body.read(HEAD_SIZE), file.path)
        body.seek(0)
        return reader.read(medium, file.path, body, size=file.size).reading


def _hit(leak: exposure.Leak, reading: Reading, lang: str) -> LeakHit:
    number = leak.finding.passage
    passage: Passage | None = None if number < 0 else reading.passages[number]
    where = say("leak.in_file", lang, path=leak.name, where=where_in_words(reading, passage, lang))
    return LeakHit(leak.wanted.seq, leak.wanted.kind.value, leak.wanted.state.value, leak.name, leak.item_seq, where)


def _in_file(path: str, what: str, lang: str) -> str:
    return say("leak.in_file", lang, path=path, where=say(f"where.{what}", lang))
