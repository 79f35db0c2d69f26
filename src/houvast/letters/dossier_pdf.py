"""The police dossier: `Dossier.pdf` as a paper, from page 1 to the control page.

Page 1 for a reader without computer knowledge, page 2 the essentials of a statement, then the person's own account, the
timeline, one item to a page, the notices, and how to check all of it. The machine data goes along as an attachment; it
holds what stands in the record book, and none of the answers that were given to the guide (V4).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace

from houvast.errors import LetterError
from houvast.knowledge.say import say
from houvast.letters.dates import day_in_words, moment_in_words
from houvast.letters.dossier_front import front
from houvast.letters.dossier_items import item_blocks
from houvast.letters.dossier_statement import statement
from houvast.letters.foot import foot
from houvast.letters.letter import Block, Bullets, Heading, Letter, Note, PageBreak, Paragraph, Quote, Rows
from houvast.letters.timeline import timeline_rows
from houvast.letters.views import AnswerView, CaseView, ControlView, NoticeView
from houvast.letters.words import due_day, grouped

FORMAT = 1
HEAD_SHOWN = 16


def compose_dossier(case: CaseView, *, pictures: bool = True) -> Letter:
    """The police dossier.

    Args:
        pictures: False for a reading copy without previews.

    Raises:
        LetterError: `letters.no_control` without fingerprint, line and head; a paper without them cannot be checked.
    """
    if case.control is None:
        raise LetterError("letters.no_control")
    return Letter(
        kind="dossier",
        lang=case.lang,
        title=say("papers.dossier.title", case.lang),
        date=case.made_on,
        layout="report",
        blocks=(
            *front(case),
            PageBreak(),
            *statement(case),
            *_story(case),
            *_items(case, pictures=pictures),
            *_notices(case),
            *_control(case.control, case),
        ),
        foot=foot(case.lang, case.human),
        data=machine_data(case),
    )


def machine_data(case: CaseView) -> bytes:
    """The same case as JSON: no previews, no answers to the guide, and no day that only concerns the person."""
    bare = replace(
        case,
        facts={},
        human="",
        items=tuple(replace(item, preview=b"") for item in case.items),
        affected=tuple(replace(one, klacht_until=None) for one in case.affected),
    )
    body = {name: value for name, value in asdict(bare).items() if name not in {"facts", "human"}}
    for item in body["items"]:
        del item["preview"]
    for one in body["affected"]:
        del one["klacht_until"]
    body |= {"v": FORMAT, "made_on": case.made_on.isoformat()}
    return json.dumps(body, ensure_ascii=True, sort_keys=True, indent=1).encode()


def _story(case: CaseView) -> Iterator[Block]:
    lang = case.lang
    yield PageBreak()
    yield Heading(say("papers.dossier.account", lang))
    yield Paragraph(say("papers.dossier.account_lead", lang), "small")
    yield Paragraph(case.told.strip() or say("papers.dossier.not_told", lang), "own")
    yield Heading(say("papers.timeline.title", lang))
    yield Paragraph(say("papers.timeline.lead", lang), "small")
    rows = timeline_rows(case)
    yield Rows(rows) if rows else Paragraph(say("papers.dossier.not_told", lang))


def _items(case: CaseView, *, pictures: bool) -> Iterator[Block]:
    for item in case.items:
        yield from item_blocks(item, case.lang, pictures=pictures)


def _notices(case: CaseView) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(say("papers.dossier.notices", case.lang))
    if not case.notices:
        yield Paragraph(say("papers.dossier.no_notices", case.lang))
    for notice in case.notices:
        yield Heading(say("papers.dossier.notice", case.lang, number=notice.seq, recipient=notice.recipient), 3)
        yield Rows(tuple(_notice_rows(notice, case)))


def _notice_rows(notice: NoticeView, case: CaseView) -> Iterator[tuple[str, str]]:
    lang = case.lang
    place = next((one for one in case.places if one.seq == notice.place_seq), None)
    day = due_day(notice)
    if place:
        yield say("papers.about_place", lang), " ".join(filter(None, [place.platform, place.group, place.address]))
    yield say("papers.sent", lang), moment_in_words(notice.sent, lang)
    if day:
        yield say("papers.expected", lang), "\n".join(filter(None, [day_in_words(day, lang), notice.due_rule]))
    for answer in notice.answers or (AnswerView(meaning="none_yet"),):
        received = moment_in_words(answer.received, lang) if answer.received.start else ""
        said = say(f"papers.answer.{answer.meaning}", lang)
        yield say("papers.answered", lang), "\n".join(filter(None, [received, said, answer.told]))


def _control(control: ControlView, case: CaseView) -> Iterator[Block]:
    lang = case.lang
    head = control.head[:HEAD_SHOWN]
    yield PageBreak()
    yield Heading(say("papers.control.title", lang))
    if not case.whole:
        yield Note(say("papers.dossier.choice", lang))
    yield Rows(
        (
            (say("papers.control.fingerprint", lang), grouped(control.fingerprint)),
            (say("papers.control.line", lang), str(control.line)),
            (say("papers.control.head", lang), grouped(head)),
            (say("papers.control.verifier", lang), grouped(control.verifier_sha256)),
            (say("papers.control.stamp", lang), _stamp(control, lang)),
        ),
        verbatim=True,
    )
    yield Heading(say("papers.control.how", lang), 3)
    yield Bullets(tuple(say(f"papers.control.how.{number}", lang) for number in (1, 2, 3, 4)), numbered=True)
    yield Heading(say("papers.control.proves", lang), 3)
    yield Bullets(tuple(say(f"papers.control.proves.{number}", lang) for number in (1, 2, 3)))
    yield Heading(say("papers.control.for_the_record", lang), 3)
    record = say("papers.control.record", lang, fingerprint=control.fingerprint, line=control.line, head=head)
    yield Quote("", say("letters.in_app.to_copy", lang), record)
    yield Heading(say("papers.control.made", lang), 3)
    yield Paragraph(say("papers.control.made_with", lang))
    yield Paragraph(say("common.not_reviewed", lang), "small")
    yield Paragraph(say("common.not_legal_advice", lang), "small")


def _stamp(control: ControlView, lang: str) -> str:
    return say(
        f"papers.control.stamp.{control.stamp}",
        lang,
        when=moment_in_words(control.stamped, lang),
        line=control.stamped_line,
    )
