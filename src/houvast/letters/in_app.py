"""The first rung: report it inside the app, in a minute, before any letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from houvast.errors import LetterError
from houvast.knowledge.conditions import Facts
from houvast.knowledge.platforms import Platform
from houvast.knowledge.records import Lang
from houvast.knowledge.say import say
from houvast.letters.compose import compose
from houvast.letters.foot import foot
from houvast.letters.kinds import data_in_words
from houvast.letters.letter import Block, Bullets, Heading, Letter, Note, Paragraph, Quote, Rows
from houvast.letters.views import PlaceView


def compose_in_app(
    facts: Facts,
    values: Mapping[str, str],
    platform: Platform,
    lang: Lang,
    *,
    places: Sequence[PlaceView],
    made_on: date,
    human: str = "",
) -> Letter:
    """What to press, what to write, and what comes after.

    Args:
        values: if wished `data` in words; else the kinds that were found at the places.
        human: the line at the foot about a human being who is open now.

    Raises:
        LetterError: `letters.hostile_recipient`, `letters.missing_fact`.
    """
    if platform.hostile:
        raise LetterError("letters.hostile_recipient", platform=platform.name)
    found = {"data": data_in_words((kind for place in places for kind in place.data), lang)}
    said = compose("in_app", facts, found | {name: value for name, value in values.items() if value.strip()}, lang)
    return Letter(
        kind="in_app",
        lang=lang,
        title=say("letters.in_app.title", lang, platform=platform.name),
        date=made_on,
        layout="report",
        blocks=tuple(_blocks(said, platform, places, lang)),
        foot=foot(lang, human),
    )


def _blocks(
    said: Mapping[str, tuple[str, ...]], platform: Platform, places: Sequence[PlaceView], lang: Lang
) -> Iterator[Block]:
    yield Heading(say("letters.in_app.title", lang, platform=platform.name), 1)
    yield Paragraph(say("letters.in_app.why", lang), "lead")
    yield Note(say("letters.in_app.record_first", lang))
    yield Heading(say("letters.in_app.press", lang))
    yield Paragraph(platform.in_app[lang] if platform.in_app else say("letters.in_app.press_unknown", lang))
    pages = [page for page in platform.report if page.url.startswith("https://") and "<" not in page.url]
    if pages:
        yield Paragraph(say("letters.in_app.forms", lang, date=platform.checked_on or say("papers.unknown", lang)))
        yield Rows(tuple((page.purpose, page.url) for page in pages), verbatim=True)
    yield Heading(say("letters.in_app.write", lang))
    yield Quote("", say("letters.in_app.to_copy", lang), " ".join(said["write"]), marked=True)
    links = tuple(place.address or place.group for place in places if place.address or place.group)
    if links:
        yield Heading(say("letters.in_app.which", lang))
        yield Bullets(links)
    yield Heading(say("letters.in_app.then", lang))
    yield Bullets(tuple(say(f"letters.in_app.then.{number}", lang) for number in (1, 2, 3)), numbered=True)
