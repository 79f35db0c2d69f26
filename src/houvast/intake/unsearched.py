"""How a reading names what it could not search: `kind:name`, for instance `attachment:film.mp4` or `page:3`."""

from __future__ import annotations


def sentence_of(entry: str) -> tuple[str, dict[str, str]]:
    """The text key (`not_searched.*`) of one entry of `Reading.not_searched`, and the value it fills in."""
    kind, _, name = entry.partition(":")
    return f"not_searched.{kind}", {"name": name}
