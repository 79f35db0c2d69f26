"""A small bundle with everything that a bundle can hold."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from dossier_kit import NOW, act, entropy, keep

from houvast.dossier import excerpt
from houvast.dossier.book import BlobRef, Book
from houvast.dossier.bundle import BundleExcerpt, BundleFile, Disclosure, Manifest, write_bundle

CHAT = b"".join(b"canary message %d\n" % number for number in range(9))
PICTURE = bytes(range(256)) * 3
SECRET_NOTE = "a note that stays closed"


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle, what it was cut from, and what was chosen."""

    folder: Path
    manifest: Manifest
    picture: BlobRef
    chat: BlobRef
    root: str


def make(book: Book, out: Path) -> Made:
    """Line 2 a picture with its original, line 3 a chat with an excerpt, line 4 closed, line 5 destroyed."""
    _, picture = keep(book, PICTURE, title="a picture")
    chat = book.put_blob(BytesIO(CHAT), entropy=entropy)
    ends = [found.end() for found in re.finditer(b"\n", CHAT)]
    secret = entropy(32)
    root = excerpt.tree(secret, chat.sha256, BytesIO(CHAT), ends)
    book.append(act(root=root, sha256=chat.sha256), entropy=entropy)
    book.append(act(text="a line that stays closed"), entropy=entropy)
    gone, _ = keep(book, b"destroyed before it was handed over")
    book.destroy(gone, [], "own_choice", now=NOW, entropy=entropy)
    manifest = write_bundle(
        out,
        book=book,
        disclosures=[Disclosure(2, [0, 1]), Disclosure(3, {0, 1}), Disclosure(gone, [0])],
        files=[
            BundleFile("Dossier.pdf", lambda: BytesIO(b"%PDF the paper")),
            BundleFile("stukken/0002.png", lambda: book.open_blob(picture.name), 2, picture.sha256),
            BundleFile("uittreksels/0003.txt", lambda: BytesIO(b"message 2"), 3),
        ],
        excerpts=[BundleExcerpt(3, root, excerpt.prove(secret, chat.sha256, ends, {2, 5}, BytesIO(CHAT)))],
        now=NOW,
    )
    return Made(out, manifest, picture, chat, root)


def rewrite(folder: Path) -> None:
    """Make the lists fit the files again, as a forger would."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    for kind in ("manifest", "tagmanifest"):
        for algorithm in ("sha256", "sha512"):
            rows = [
                f"{hashlib.new(algorithm, (folder / path).read_bytes()).hexdigest()}  {path}\n"
                for path in files
                if path.startswith("data/") == (kind == "manifest")
                and not path.startswith("tagmanifest")
                and path != "proof/manifest.sig"
            ]
            (folder / f"{kind}-{algorithm}.txt").write_text("".join(rows), "utf-8")
