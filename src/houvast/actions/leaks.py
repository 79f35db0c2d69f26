"""V3: look through everything that is about to leave for what the person wants protected.

Readers read the very bytes that leave, in the child process, as the other side could; `exposure` judges. What could
not be searched is named too, so that silence never means "clean".
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from houvast.actions.find import wanted
from houvast.actions.mine import own_data, protected
from houvast.actions.where import where_in_words
from houvast.actions.world import World
from houvast.case.acts import OwnDatum
from houvast.case.fold import Entered
from houvast.dossier.dossier import Dossier
from houvast.exposure.find import find
from houvast.intake.child import Reader
from houvast.intake.detect import HEAD_SIZE, detect
from houvast.knowledge.say import say


@dataclass(frozen=True, slots=True)
class Leaving:
    """One file that is about to leave: its path as the other side sees it, its bytes, and the line that it is of."""

    path: str
    body: bytes
    seq: int = 0


@dataclass(frozen=True, slots=True)
class LeakHit:
    """One protected datum in what leaves: what kind, in which file, and where in it."""

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


def look_through_files(dossier: Dossier, leaving: Iterable[Leaving], world: World, reader: Reader) -> Looked:
    """Look through files for the protected data of a dossier."""
    data = protected(own_data(dossier))
    files = list(leaving)
    hits: list[LeakHit] = []
    missed: list[str] = []
    for done, file in enumerate(files):
        world.progress("progress.looking_through", done, len(files))
        found, unsearched = _look(file, data, world, reader)
        hits.extend(found)
        missed.extend(unsearched)
    world.progress("progress.looking_through", len(files), len(files))
    return Looked(tuple(hits), tuple(dict.fromkeys(missed)))


def _look(
    file: Leaving, data: Sequence[Entered[OwnDatum]], world: World, reader: Reader
) -> tuple[list[LeakHit], list[str]]:
    medium = detect(file.body[:HEAD_SIZE], file.path)
    taken = reader.read(medium, file.path, io.BytesIO(file.body), size=len(file.body))
    kinds = {one.seq: one.act for one in data}
    hits = []
    for finding in find(taken.reading, wanted(data), file.path):
        datum = kinds[finding.datum_seq]
        passage = None if finding.passage < 0 else taken.reading.passages[finding.passage]
        inside = where_in_words(taken.reading, passage, world.lang)
        where = say("leak.in_file", world.lang, path=file.path, where=inside)
        hits.append(LeakHit(finding.datum_seq, datum.kind.value, datum.state.value, file.path, file.seq, where))
    missed = [say("leak.not_searched", world.lang, path=file.path) for _ in taken.reading.not_searched[:1]]
    return list(dict.fromkeys(hits)), missed
