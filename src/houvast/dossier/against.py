"""Compare books with a head that was kept elsewhere: printed on a paper, or in a bundle that was handed over."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from houvast.dossier.findings import Finding
from houvast.errors import DossierError

_PRINTED = re.compile(r"([1-9][0-9]{0,8}):([0-9a-f]{16,64})")


@dataclass(frozen=True, slots=True)
class KeptHead:
    """Line number and head (16 hex characters or more) of a book; `book` is "" when the paper does not say which."""

    book: str
    seq: int
    head: str


def kept_head(against: str | Path) -> KeptHead:
    """Read "12:0123456789abcdef" as printed, or take the last line of the bundle in a folder.

    Raises:
        DossierError: `dossier.not_a_head`.
    """
    printed = _PRINTED.fullmatch(str(against).strip())
    if printed is not None:
        return KeptHead("", int(printed[1]), printed[2])
    try:
        lines = (Path(against) / "proof" / "lines").read_bytes().splitlines()
        first = lines[0].split(b"\t")[0]
    except (OSError, IndexError) as error:
        raise DossierError("dossier.not_a_head") from error
    return KeptHead(hashlib.sha256(first).hexdigest(), len(lines), hashlib.sha256(lines[-1]).hexdigest())


def compare(kept: KeptHead, heads: Mapping[str, Sequence[str]]) -> Finding:
    """Whether one of the books stood at that head.

    Args:
        heads: by fingerprint, the head of each line in order.
    """
    found = [heads[kept.book]] if kept.book in heads else [] if kept.book else list(heads.values())
    values: dict[str, str | int] = {"line": kept.seq, "head": kept.head[:16]}
    if any(kept.seq <= len(book) and book[kept.seq - 1].startswith(kept.head) for book in found):
        return Finding("dossier.same_as_kept", "", values, "note")
    if not found:
        return Finding("dossier.kept_of_other_book", "", values)
    return Finding("dossier.differs_from_kept", "", values)
