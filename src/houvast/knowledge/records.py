"""Read the TOML records of this package; the only place that opens them.

A record that cannot be read or lacks a field is a mistake of ours, never of the person: `KnowledgeError` names the
file and the field, and a test reads every record, so that it cannot happen in a release.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal, cast

from houvast.errors import KnowledgeError

Lang = Literal["nl", "en"]
LANGS: tuple[Lang, ...] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Both:
    """One text in both languages; neither half is empty."""

    nl: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.nl if lang == "nl" else self.en


def files(folder: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every TOML file of a folder of this package, by name: its name without ending, and what it holds.

    Raises:
        KnowledgeError: `knowledge.unreadable`, with the file.
    """
    root = resources.files("houvast.knowledge") / folder
    for entry in sorted(root.iterdir(), key=lambda found: found.name):
        if entry.name.endswith(".toml"):
            try:
                yield entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text(encoding="utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise KnowledgeError("knowledge.unreadable", file=f"{folder}/{entry.name}") from error


def records(folder: str, kind: str) -> Iterator[Mapping[str, Any]]:
    """Every `[[kind]]` of every file of a folder, in the order of the files."""
    for _, body in files(folder):
        yield from body.get(kind, [])


def both(record: Mapping[str, Any], where: str, *, prefix: str = "") -> Both:
    """The halves `nl` and `en` of a record (with a prefix: `ask_nl`, `ask_en`).

    Raises:
        KnowledgeError: `knowledge.missing_half` when one is absent or empty.
    """
    halves = [str(record.get(f"{prefix}{lang}", "")).strip() for lang in LANGS]
    if not all(halves):
        raise KnowledgeError("knowledge.missing_half", record=where)
    return Both(*halves)


def words(record: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """A field that is one word or a list of words, as a tuple; absent is empty."""
    found = record.get(field, ())
    return (found,) if isinstance(found, str) else tuple(cast(Sequence[str], found))


def needed(record: Mapping[str, Any], field: str, where: str) -> Any:
    """A field that a record must have.

    Raises:
        KnowledgeError: `knowledge.missing_field`, with the record and the field.
    """
    if field not in record:
        raise KnowledgeError("knowledge.missing_field", record=where, field=field)
    return record[field]
