"""A program that writes into a book until it is killed, and says on its output what was acknowledged.

Usage: writer.py FOLDER KEYS SEED, where KEYS is JSON with number, sign, identity, fingerprint. Each line of output is
"entry NUMBER HEAD" or "blob NAME SHA256 NUMBER", written only when the call returned.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from houvast.dossier.books import open_book
from houvast.dossier.folder import FolderStorage
from houvast.dossier.keys import BookKeys


def tell(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def main() -> None:
    folder, keys, dice = Path(sys.argv[1]), json.loads(sys.argv[2]), random.Random(int(sys.argv[3]))
    storage = FolderStorage(folder)
    storage.tidy()
    book = open_book(
        storage,
        BookKeys(keys["number"], bytes.fromhex(keys["sign"]), keys["identity"]),
        keys["fingerprint"],
        derived_key=bytes(32),
        label="record",
        entropy=os.urandom,
    )
    book.finish_destroying()
    tell("open", book.last[0])
    acts: list[tuple[int, list[str]]] = []
    while True:
        throw = dice.random()
        if throw < 0.25:
            ref = book.put_blob(BytesIO(os.urandom(dice.choice([1, 5_000, 300_000]))), entropy=os.urandom)
            named = {"name": ref.name, "sha256": ref.sha256, "size": ref.size, "sealed_sha256": ref.sealed_sha256}
            seq = book.append([json.dumps({"part": "what", "blob": named}).encode()], entropy=os.urandom)
            tell("blob", ref.name, ref.sha256, seq)
            acts.append((seq, [ref.name]))
        elif throw < 0.30 and acts:
            target, names = acts.pop(0)
            tell("destroying", target)
            seq = book.destroy(target, names, "own_choice", now=datetime.now(UTC), entropy=os.urandom)
            tell("destroyed", target)
        else:
            seq = book.append([b'{"part":"act"}', os.urandom(dice.randrange(2_000))], entropy=os.urandom)
        tell("entry", seq, book.last[1])


if __name__ == "__main__":
    main()
