"""Vertel-het-één-keer-blad: one A4 that is shown to whoever is next, so that the story is not told again (M24).

Ten boxes at fixed places, so that a reader finds each fact at once. What does not fit goes to the back of the sheet.
No suspect is named: accounts as seen, and only places, not people (V7).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from houvast.knowledge.records import Lang
from houvast.knowledge.say import say
from houvast.letters.dates import day_in_words, moment_in_words
from houvast.letters.fit import fit
from houvast.letters.foot import foot
from houvast.letters.letter import Block, Cell, CellRow, Cells, Heading, Letter, PageBreak, Paragraph
from houvast.letters.views import CaseView, NoticeView
from houvast.letters.words import due_day

Audience = Literal["help", "police", "work"]

# The boxes, row by row: height in millimetres, and what stands in it.
PLAN: tuple[tuple[int, tuple[str, ...]], ...] = (
    (48, ("told",)),
    (40, ("where",)),
    (31, ("how_i_am", "wanted")),
    (34, ("not_wanted", "done")),
    (30, ("coming", "reach")),
    (25, ("ask_no_more", "may_pass_on")),
)
BOXES = tuple(name for _, names in PLAN for name in names)
WIDE, NARROW, LINE = 104, 49, 3.9


def compose_tell(case: CaseView, audience: Audience, *, leave_out: Collection[str] = ()) -> Letter:
    """The sheet for a helper, for the police, or for work or school.

    Args:
        leave_out: names of `BOXES` that stay empty because the person wants so.
    """
    lang = case.lang
    nothing = say("letters.tell.nothing_said", lang)
    full = {name: nothing if name in leave_out else _said(name, case, audience) or nothing for name in BOXES}
    rows, cut = [], []
    for height, names in PLAN:
        cells = []
        for name in names:
            columns = WIDE if len(names) == 1 else NARROW
            fitted = fit(
                full[name], columns=columns, lines=int((height - 12) / LINE), more=say("letters.tell.turn_over", lang)
            )
            cut += [name] if fitted.cut else []
            cells.append(Cell(say(f"letters.tell.{name}", lang), fitted.text))
        rows.append(CellRow(height, tuple(cells)))
    title = say(f"letters.tell.title.{audience}", lang)
    back = tuple(_back(cut, full, lang))
    return Letter(
        kind="tell",
        lang=lang,
        title=title,
        date=case.made_on,
        layout="sheet",
        blocks=(
            Heading(title, 1),
            Paragraph(say("letters.tell.lead", lang, date=day_in_words(case.made_on, lang)), "small"),
            Cells(tuple(rows)),
            *back,
        ),
        foot=foot(lang, case.human),
    )


def _back(cut: list[str], full: dict[str, str], lang: Lang) -> Iterator[Block]:
    if cut:
        yield PageBreak()
        yield Heading(say("letters.tell.back", lang))
    for name in cut:
        yield Heading(say(f"letters.tell.{name}", lang), 3)
        yield Paragraph(full[name], "own")


def _said(name: str, case: CaseView, audience: Audience) -> str:
    """What stands in a box; "" where nothing was said."""
    found = {
        "told": case.told,
        "where": "\n".join(_where(case, audience)),
        "how_i_am": case.wishes.how_i_am,
        "wanted": case.wishes.wanted or _wants(case),
        "not_wanted": case.wishes.not_wanted,
        "done": "\n".join(_done(notice, case) for notice in case.notices if notice.sent.start),
        "coming": _coming(case),
        "reach": case.wishes.reach,
        "ask_no_more": case.wishes.ask_no_more,
        "may_pass_on": case.wishes.may_pass_on_to,
    }[name]
    return found.strip()


def _where(case: CaseView, audience: Audience) -> Iterator[str]:
    """Each place with one word about it; for work the platform alone, without the link."""
    for place in case.places:
        exact = "" if audience == "work" else " ".join(filter(None, [place.group or place.address, place.account]))
        yield say(
            "letters.tell.place" if exact else "letters.tell.place_only",
            case.lang,
            platform=place.platform,
            exact=exact,
            state=say(f"letters.tell.state.{place.state}", case.lang),
        )


def _wants(case: CaseView) -> str:
    wishes = ("wants.remove", "wants.punish", "wants.support", "wants.court")
    return " ".join(say(f"letters.tell.{name}", case.lang) for name in wishes if case.facts.get(name) == "yes")


def _done(notice: NoticeView, case: CaseView) -> str:
    answers = [say(f"papers.answer.{answer.meaning}", case.lang) for answer in notice.answers]
    return say(
        "letters.tell.done_line",
        case.lang,
        date=moment_in_words(notice.sent, case.lang),
        recipient=notice.recipient,
        number=notice.seq,
        answer=answers[-1] if answers else say("papers.answer.none_yet", case.lang),
    )


def _coming(case: CaseView) -> str:
    """The first day on which something is expected."""
    waiting = [notice for notice in case.notices if due_day(notice) and not notice.answers]
    first = min(waiting, key=lambda notice: (notice.due, notice.seq), default=None)
    if first is None:
        return ""
    day = due_day(first)
    assert day is not None
    return say("letters.tell.coming_line", case.lang, date=day_in_words(day, case.lang), recipient=first.recipient)
