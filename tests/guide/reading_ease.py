"""How easy a Dutch text is to read: words per sentence and the Flesch-Douma score.

Flesch-Douma: 206.835 - 0.93 x words per sentence - 77 x syllables per word (Douma 1960). Syllables are counted as
groups of vowels, so compare only what went through this same module: the brochure is measured with it too.
A floor that stops bad text, no proof of good text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

VOWELS = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyáàâäéèêëíìïóòôöúùûü]", re.IGNORECASE
)
WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*|\d[\d.,-]*")


@dataclass(frozen=True, slots=True)
class Ease:
    """What was measured of a text."""

    sentences: tuple[str, ...]
    words: int
    syllables: int

    @property
    def words_a_sentence(self) -> float:
        return self.words / len(self.sentences)

    @property
    def flesch_douma(self) -> float:
        return 206.835 - 0.93 * self.words_a_sentence - 77 * self.syllables / self.words


def measure(text: str) -> Ease:
    """Measure a text; every line of it stands alone, so that a heading is a sentence."""
    plain = re.sub(r"https?://\S+|\b[\w-]+\.(?:nl|org|com)(?:/\S*)?", "", text)
    plain = re.sub(r"\b(\d)\.(\d)", r"\1\2", plain)
    sentences = tuple(part.strip() for part in re.split(r"(?<=[.!?])['”\"]?\s+|\n+", plain) if WORD.search(part))
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    return Ease(sentences, len(words), sum(max(1, len(VOWELS.findall(word))) for word in words))


def brochure(raw: str) -> str:
    """The brochure as running text: broken lines joined, broken words mended, addresses left out."""
    joined = []
    for paragraph in re.split(r"\n\s*\n", raw):
        mended = re.sub(r"(\w)-\s*\n\s*(\w)", r"\1\2", paragraph)
        joined.append(re.sub(r"\s*\n\s*(?!•)", " ", mended).replace("•", "\n"))
    return "\n".join(joined)
