"""Every sentence that a person sees, by key, in nl or en: `texts/*.toml`, read once.

Each key has one home and two halves with the same `{placeholders}`. A sentence is whole: nothing is glued together
from fragments, so that a translator, a jurist and a reader see the same thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Formatter

from houvast.errors import KnowledgeError
from houvast.knowledge.records import LANGS, Both, both, files


def say(key: str, lang: str, /, **values: str | int) -> str:
    """The sentence `key` in a language, with its placeholders filled in.

    Args:
        key: as in the texts, for instance "error.dossier.wrong_passphrase".
        lang: "nl" or "en".
        values: what the placeholders stand for; more than the sentence uses is allowed, less is not.

    Raises:
        KnowledgeError: `knowledge.no_text`, `knowledge.no_language`, `knowledge.no_value`.
    """
    found = _texts().get(key)
    if found is None:
        raise KnowledgeError("knowledge.no_text", key=key)
    if lang not in LANGS:
        raise KnowledgeError("knowledge.no_language", lang=lang)
    try:
        return (found.nl if lang == "nl" else found.en).format_map(values)
    except KeyError as error:
        raise KnowledgeError("knowledge.no_value", key=key, name=str(error.args[0])) from error


def all_keys() -> frozenset[str]:
    """Every key that has a sentence."""
    return frozenset(_texts())


def placeholders(sentence: str) -> frozenset[str]:
    """The names between braces in a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


@cache
def _texts() -> Mapping[str, Both]:
    found: dict[str, Both] = {}
    for file, body in files("texts"):
        for key, record in body.items():
            if key in found:
                raise KnowledgeError("knowledge.two_homes", key=key, file=file)
            if not isinstance(record, dict) or set(record) != set(LANGS):
                raise KnowledgeError("knowledge.missing_half", record=key)
            text = both(record, key)
            if placeholders(text.nl) != placeholders(text.en):
                raise KnowledgeError("knowledge.placeholders_differ", key=key)
            found[key] = text
    return found
