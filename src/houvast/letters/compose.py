"""Puts a letter together from its parts, and refuses to state what is not known."""

from __future__ import annotations

from collections.abc import Mapping

from houvast.errors import LetterError
from houvast.knowledge.conditions import UNKNOWN, Facts, Truth, first_that_failed, truth
from houvast.knowledge.letter_parts import Part, letter_parts
from houvast.knowledge.records import Lang
from houvast.knowledge.say import say
from houvast.knowledge.vocabulary import vocabulary


def compose(
    letter: str, facts: Facts, values: Mapping[str, str], lang: Lang, *, ask_in: Lang | None = None
) -> dict[str, tuple[str, ...]]:
    """The sentences of a letter, by section, in the order of its parts.

    A part is printed when its condition holds, every fact in its `claim` is known and every value it needs is there.
    Where one of these is missing, it is left out; a required part then asks for it by name.

    Args:
        ask_in: the language in which a missing fact is asked for, when the letter is in another.

    Raises:
        LetterError: `letters.missing_fact`; `fact` is the id, `what` the same in words.
    """
    found: dict[str, list[str]] = {}
    for part in letter_parts()[letter]:
        missing = missing_for(part, facts, values)
        if missing == "":
            found.setdefault(part.section, []).append(part.text[lang].format_map(values))
        elif missing is not None and part.required:
            raise LetterError("letters.missing_fact", fact=missing, what=in_words(missing, ask_in or lang))
    return {section: tuple(sentences) for section, sentences in found.items()}


def missing_for(part: Part, facts: Facts, values: Mapping[str, str]) -> str | None:
    """What a part still needs: "" for nothing, None when its condition does not hold, else the name of what lacks."""
    holds = truth(part.when, facts)
    if holds is Truth.NO:
        return None
    for fact in part.claim:
        if facts.get(fact, UNKNOWN) == UNKNOWN:
            return fact
    if holds is Truth.UNKNOWN:
        return first_that_failed(part.when, facts)
    return next((name for name in sorted(part.needs) if not values.get(name, "").strip()), "")


def in_words(name: str, lang: Lang) -> str:
    """A fact of the vocabulary, or a value of a letter, in words."""
    fact = vocabulary().get(name)
    return fact.said[lang] if fact else say(f"letters.value.{name}", lang)
