"""Lists of things in words: kinds of data, and what followed. A paper names kinds, never values."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from houvast.case.own_data import DataKind
from houvast.knowledge.conditions import Facts
from houvast.knowledge.records import Lang
from houvast.knowledge.say import say

EFFECTS = ("effect.calls", "effect.threat", "effect.extortion", "effect.at_door", "effect.again")


def data_in_words(kinds: Iterable[DataKind], lang: Lang) -> str:
    """ "telefoonnummer, adres": each kind once, in the order of the vocabulary; "" for none."""
    named = set(kinds)
    return ", ".join(say(f"papers.data.{kind.value}", lang) for kind in DataKind if kind in named)


def effects_in_words(facts: Facts, lang: Lang, *, without: Collection[str] = ()) -> str:
    """One sentence for each effect that is known to be there, but those named in `without`; "" for none."""
    named = [name for name in EFFECTS if facts.get(name) == "yes" and name not in without]
    return " ".join(say(f"papers.{name}", lang) for name in named)


def signs_in_words(facts: Facts, lang: Lang) -> str:
    """One sentence for each sign of intent that is known to be there; "" for none."""
    names = ("intent.fear", "intent.nuisance", "intent.hindrance", "act.called_on_others")
    return " ".join(say(f"papers.{name}", lang) for name in names if facts.get(name) == "yes")
