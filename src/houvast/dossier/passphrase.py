"""Passphrases: five words that a machine drew, and one spelling of what a person typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

WORDS = 5
LIST_LENGTH = 7776
"""Five words of 7,776: 64.6 bits. Origin and licence of the lists: `words/ORIGIN.md`."""

SHORTEST = 15
"""Characters of a passphrase that somebody thought up (ASVS 5.0, 6.2.1 asks for 8 and recommends 15)."""


def generate_passphrase(entropy: Callable[[int], bytes], lang: str = "nl") -> str:
    """Five words in Dutch ("nl") or English ("en"), drawn evenly."""
    words = _words(lang)
    return " ".join(words[_below(len(words), entropy)] for _ in range(WORDS))


def spelt(passphrase: str) -> bytes:
    """The bytes that stand for a passphrase, whatever keyboard typed it: NFKC, single spaces, none around."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split()).encode()


def long_enough(passphrase: str) -> bool:
    """Whether a passphrase may protect a keyring."""
    return len(spelt(passphrase).decode()) >= SHORTEST


@cache
def _words(lang: str) -> tuple[str, ...]:
    path = Path(__file__).parent / "words" / ("nl.txt" if lang == "nl" else "en.txt")
    words = tuple(path.read_text("utf-8").split())
    assert len(set(words)) == LIST_LENGTH
    return words


def _below(limit: int, entropy: Callable[[int], bytes]) -> int:
    """An even draw: what would make low numbers likelier is drawn again."""
    while True:
        number = int.from_bytes(entropy(4), "big")
        if number < (1 << 32) // limit * limit:
            return number % limit
