"""One piece of evidence to a page: what it is, where it comes from, what it shows and what it does not."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.case.acts import Moment
from houvast.errors import LetterError
from houvast.knowledge.records import Lang
from houvast.knowledge.say import all_keys, say
from houvast.letters.dates import moment_in_words
from houvast.letters.jpeg import size
from houvast.letters.kinds import data_in_words
from houvast.letters.letter import Beside, Block, Bullets, Heading, PageBreak, Paragraph, Picture, Quote, Rows
from houvast.letters.timeline import medium_in_words
from houvast.letters.views import ItemView
from houvast.letters.words import grouped

PICTURE_WIDTH = 62
HOW = ("file", "capture")


def item_blocks(item: ItemView, lang: Lang, *, pictures: bool) -> Iterator[Block]:
    """The blocks of one item; with `pictures` its preview stands beside what is said of it."""
    yield PageBreak()
    caption = item.caption or medium_in_words(item, lang)
    yield Heading(say("papers.dossier.item", lang, number=item.seq, caption=caption))
    rows = Rows(tuple(_source(item, lang)), verbatim=True)
    picture = _picture(item, lang) if pictures else None
    yield Beside((rows,), picture) if picture else rows
    if item.around:
        yield Heading(say("papers.dossier.around", lang), 3)
        yield from (Quote(one.who, one.when, one.text, one.marked) for one in item.around)
    yield Heading(say("papers.dossier.shows", lang), 3)
    yield Bullets(tuple(_shows(item, lang)))
    yield Heading(say("papers.dossier.shows_not", lang), 3)
    yield Bullets(tuple(_shows_not(item, lang)))
    yield Paragraph(say("papers.dossier.file_line", lang, file=item.file or "-", size=item.size), "small")
    yield Paragraph(say("papers.dossier.sha256", lang, sha256=grouped(item.sha256) or "-"), "small")


def _source(item: ItemView, lang: Lang) -> Iterator[tuple[str, str]]:
    final = item.final_address if item.final_address != item.address else ""
    how = next((value for name, value in item.method if name == "how" and value in HOW), "")
    named = (
        (
            "kind",
            say(f"papers.medium.{item.medium}", lang) if f"papers.medium.{item.medium}" in all_keys() else item.medium,
        ),
        ("found", data_in_words(item.data, lang)),
        ("platform", item.platform),
        ("link", item.address),
        ("final_link", final),
        ("account", item.account),
        ("account_id", item.account_id),
        ("posted", _time(item.posted, item.posted_known, lang)),
        ("seen", _time(item.seen, item.seen_known, lang)),
        ("captured", _time(item.captured, item.captured_known, lang)),
        ("collector", item.collector or say("papers.dossier.collector_person", lang)),
        ("how", say(f"papers.dossier.how.{how}", lang) if how else ""),
    )
    return ((say(f"papers.{name}", lang), value) for name, value in named if value)


def _time(when: Moment, known: str, lang: Lang) -> str:
    """A time with how it is known; "" when nothing of it is."""
    if not (when.start or when.text):
        return ""
    said = moment_in_words(when, lang)
    raw = say("papers.dossier.as_written", lang, text=when.text) if when.start and when.text else ""
    return "\n".join(filter(None, [said, raw, say(known, lang)]))


def _shows(item: ItemView, lang: Lang) -> Iterator[str]:
    yield say("papers.dossier.shows.unchanged", lang, number=item.seq)
    if item.data:
        yield say("papers.dossier.shows.data", lang, data=data_in_words(item.data, lang))
    if f"papers.dossier.shows.{item.medium}" in all_keys():
        yield say(f"papers.dossier.shows.{item.medium}", lang)


def _shows_not(item: ItemView, lang: Lang) -> Iterator[str]:
    yield say("papers.dossier.shows_not.who", lang)
    if item.state != "complete":
        yield say(f"papers.dossier.state.{item.state}", lang)
    for key in (*item.reasons, *item.limits):
        if key in all_keys():
            yield say(key, lang)


def _picture(item: ItemView, lang: Lang) -> Picture | None:
    """The preview; a preview that is no JPEG is left out, since it is derived and proves nothing."""
    try:
        size(item.preview)
    except LetterError:
        return None
    return Picture(item.preview, say("papers.dossier.preview", lang, number=item.seq), PICTURE_WIDTH)
