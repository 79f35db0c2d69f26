"""Reads a file that stands in another: an attachment of a mail, a member of a zip, a file in a PDF."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace

from houvast.case.reading import Carrier, Passage
from houvast.intake.detect import HEAD_SIZE, detect
from houvast.intake.readers import MEDIA, read_with
from houvast.intake.taken import Request

SMALL = 20 * 1024**2
"""Bytes; larger files inside others are named and not read."""
MOST_DEEP = 3
_OPENED = frozenset({"picture", "pdf", "text", "html", "svg", "xml", "json", "mail", "whatsapp", "signal", "telegram"})


@dataclass(frozen=True, slots=True)
class Inside:
    """What was found in it: its medium, passages, and what could not be searched (`kind:name`)."""

    medium: str
    passages: tuple[Passage, ...] = ()
    not_searched: tuple[str, ...] = ()

    @property
    def was_read(self) -> bool:
        """Whether it was opened and could be read."""
        return bool(self.passages) or not any(one.startswith(("member:", "attachment:")) for one in self.not_searched)


def read_inside(
    data: bytes,
    name: str,
    member: str,
    request: Request,
    *,
    kind: str = "member",
    carriers: Mapping[Carrier, Carrier] | None = None,
) -> Inside:
    """Read a file inside another.

    Args:
        data: its bytes, unpacked.
        name: its file name.
        member: its name as `Span.member`.
        request: that of the container.
        kind: "member" (its bytes can be had again, so positions count) or "attachment".
        carriers: how its carriers are called in the container; the others stay.
    """
    medium = detect(data[:HEAD_SIZE], name)
    closed = medium not in _OPENED or (request.without_media and medium in MEDIA)
    if closed or len(data) > SMALL or request.depth >= MOST_DEEP:
        return Inside(medium, not_searched=(f"{kind}:{name}",))
    inner = replace(request, medium=medium, name=name, size=len(data), depth=request.depth + 1)
    try:
        taken = read_with(io.BytesIO(data), inner)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  one damaged file must not lose the others
        return Inside(medium, not_searched=(f"{kind}:{name}",))
    passages = tuple(
        _moved(one, name, member, exact=kind == "member", carriers=carriers) for one in taken.reading.passages
    )
    return Inside(medium, passages, tuple(_named(one, name, kind) for one in taken.reading.not_searched))


def _moved(
    passage: Passage, name: str, member: str, *, exact: bool, carriers: Mapping[Carrier, Carrier] | None
) -> Passage:
    deeper = f"{member}/{passage.span.member}" if passage.span.member else member
    exact = exact and not passage.span.member
    span = replace(passage.span, member=deeper)
    if not exact:
        span = replace(span, start=-1, end=-1)
    return replace(
        passage,
        carrier=(carriers or {}).get(passage.carrier, passage.carrier),
        span=span,
        encoding=passage.encoding if exact else "",
        label=f"{name}: {passage.label}" if passage.label else name,
        message=-1,
    )


def _named(entry: str, name: str, kind: str) -> str:
    inner, _, what = entry.partition(":")
    return f"{kind}:{name}" if inner == "file" else f"{inner}:{what} ({name})" if what else f"{inner}:{name}"
