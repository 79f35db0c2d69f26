"""What happened, in the order in which it happened: events, pieces of evidence, notices and answers."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.case.acts import Moment
from houvast.knowledge.records import Lang
from houvast.knowledge.say import all_keys, say
from houvast.knowledge.vocabulary import vocabulary
from houvast.letters.dates import moment_in_words
from houvast.letters.foot import foot
from houvast.letters.letter import Heading, Letter, Paragraph, Rows
from houvast.letters.views import CaseView, EventView, ItemView


def compose_timeline(case: CaseView) -> Letter:
    """The timeline as a paper of its own, mostly for reading and copying as text."""
    title = say("papers.timeline.title", case.lang)
    return Letter(
        kind="timeline",
        lang=case.lang,
        title=title,
        date=case.made_on,
        layout="report",
        blocks=(
            Heading(title, 1),
            Paragraph(say("papers.timeline.lead", case.lang), "small"),
            Rows(timeline_rows(case)),
        ),
        foot=foot(case.lang, case.human),
    )


def timeline_rows(case: CaseView) -> tuple[tuple[str, str], ...]:
    """When and what, in order of time; what has no date stands last, in the order in which it was written."""
    found = sorted(_told(case), key=lambda row: (row[0].start == "", row[0].start, row[1]))
    return tuple((moment_in_words(when, case.lang, zone=False), said) for when, _, said in found)


def event_in_words(event: EventView, lang: Lang) -> str:
    """An event in one line or a few: what was told, then who, the acts, the effect and who saw it."""
    known = vocabulary()
    acts = " ".join(known[f"act.{word}"].said[lang] for word in event.acts)
    more = (
        ("papers.timeline.actor", event.actor),
        ("papers.timeline.acts", acts),
        ("papers.timeline.effect", event.effect),
        ("papers.timeline.witnesses", event.witnesses),
        ("papers.timeline.items", ", ".join(map(str, event.item_seqs))),
    )
    return "\n".join([event.told, *(say(key, lang, said=said) for key, said in more if said)])


def first_known(item: ItemView) -> Moment:
    """The earliest kind of time that an item has: posted, else seen, else captured."""
    return next((when for when in (item.posted, item.seen, item.captured) if when.start), item.captured)


def medium_in_words(item: ItemView, lang: Lang) -> str:
    """What an item is, for instance "afbeelding"; "bestand" for a kind that has no word of its own."""
    key = f"papers.medium.{item.medium}"
    return say(key if key in all_keys() else "papers.medium.unknown", lang)


def _told(case: CaseView) -> Iterator[tuple[Moment, int, str]]:
    lang = case.lang
    for event in case.events:
        yield event.when, event.seq, event_in_words(event, lang)
    for item in case.items:
        caption = item.caption or medium_in_words(item, lang)
        yield first_known(item), item.seq, say("papers.timeline.item", lang, number=item.seq, caption=caption)
    for notice in case.notices:
        yield (
            notice.sent,
            notice.seq,
            say("papers.timeline.notice", lang, number=notice.seq, recipient=notice.recipient),
        )
        for answer in notice.answers:
            meaning = say(f"papers.answer.{answer.meaning}", lang)
            said = say("papers.timeline.answer", lang, recipient=notice.recipient, meaning=meaning)
            yield answer.received, notice.seq, "\n".join(filter(None, [said, answer.told]))
