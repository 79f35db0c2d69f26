"""The case as the papers see it: plain data, without the value of a single own datum (V4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from houvast.actions.find import Found, Hit
from houvast.actions.places import platform_name
from houvast.actions.readings import reading_of
from houvast.actions.world import NETHERLANDS, World
from houvast.case.acts import Account, Affected, Answer, Blob, Event, GuideAnswers, Item, Notice, Place, Wishes
from houvast.case.facts import facts
from houvast.case.fold import Case, Entered
from houvast.case.own_data import DataKind
from houvast.case.reading import Reading
from houvast.dossier.dossier import Dossier
from houvast.followup.clocks import due
from houvast.guide.answers import facts_from
from houvast.intake.child import Reader
from houvast.knowledge.load import knowledge
from houvast.knowledge.records import Lang
from houvast.knowledge.say import say
from houvast.letters.views import (
    AffectedView,
    AnswerView,
    AroundView,
    CaseView,
    ControlView,
    EventView,
    ItemView,
    NoticeView,
    PlaceView,
    WishesView,
)

SURE = frozenset({"certain", "probable"})
BEFORE_AND_AFTER = 3
"""Messages that go along on each side of one that holds the data, so that nobody says it was torn out."""


def case_facts(case: Case) -> dict[str, str]:
    """What is known: what the case shows, and over it what was answered."""
    latest = case.latest(GuideAnswers)
    return facts(case) | facts_from(dict(latest.answers) if latest else {}, knowledge())


def standing_hits(found: Found, item_seq: int) -> tuple[Hit, ...]:
    """The findings in an item that count: sure enough or confirmed, and not dismissed."""
    return tuple(
        hit
        for hit in found.hits
        if hit.item_seq == item_seq
        and hit.verdict != "dismissed"
        and (hit.verdict == "confirmed" or hit.certainty in SURE)
    )


def chosen_messages(reading: Reading, hits: Sequence[Hit]) -> tuple[int, ...]:
    """The messages that hold the data, with three before and three after each; as numbers in the reading."""
    marked = {hit.message for hit in hits if hit.message >= 0}
    near = {
        index
        for one in marked
        for index in range(one - BEFORE_AND_AFTER, one + BEFORE_AND_AFTER + 1)
        if 0 <= index < len(reading.messages)
    }
    return tuple(sorted(near))


def case_view(
    dossier: Dossier,
    case: Case,
    *,
    found: Found,
    world: World,
    reader: Reader,
    items: Collection[int] | None = None,
    files: Mapping[int, tuple[str, Blob | None]] | None = None,
    control: ControlView | None = None,
    at_home: Collection[int] = (),
    whole: bool = False,
    lang: Lang | None = None,
) -> CaseView:
    """The view of a whole case, or of a choice of its items.

    Args:
        items: the items that are in it; None for all.
        files: per item its path in the bundle and the blob that stands there.
        at_home: items whose file stays at home: neither their hash, size, preview nor hidden text is shown.
        whole: whether nothing of what was kept is left out.
        lang: of the paper, where it is not the person's.
    """
    chosen = [item for item in case.of(Item) if items is None or item.seq in items]
    people = case.of(Affected)
    wishes = case.latest(Wishes)
    account = case.latest(Account)
    return CaseView(
        lang=lang or world.lang,
        made_on=today(world),
        person=next((one.act.called for one in people if one.act.role == "self"), ""),
        facts=case_facts(case),
        data=_kinds(hit for item in chosen for hit in standing_hits(found, item.seq)),
        told=account.told if account else "",
        affected=tuple(_affected(one) for one in people),
        places=tuple(place_view(one, case, found) for one in case.of(Place)),
        items=tuple(
            _item(dossier, one, found, world, reader, files or {}, hidden=one.seq in at_home) for one in chosen
        ),
        events=tuple(_event(one) for one in case.of(Event)),
        notices=tuple(_notice(one, case) for one in case.of(Notice)),
        wishes=_wishes(wishes) if wishes else WishesView(),
        control=control,
        whole=whole,
    )


def place_view(place: Entered[Place], case: Case, found: Found) -> PlaceView:
    """A place, with the kinds of data that were found in the items from there."""
    there = [item.seq for item in case.of(Item) if item.act.place_seq == place.seq]
    answers = [one.act.meaning for one in case.of(Answer) if _about(case, one.act) == place.seq]
    act = place.act
    return PlaceView(
        seq=place.seq,
        platform=platform_name(act.platform),
        address=act.address,
        group=act.group,
        account=act.account,
        account_id=act.account_id,
        posted=act.posted,
        seen=act.seen,
        state="gone" if answers and answers[-1] == "removed" else "unknown",
        data=_kinds(hit for seq in there for hit in standing_hits(found, seq)),
    )


def today(world: World) -> date:
    """The day it is in the Netherlands."""
    return world.now().astimezone(NETHERLANDS).date()


def _about(case: Case, answer: Answer) -> int:
    return next((one.act.place_seq for one in case.of(Notice) if one.seq == answer.notice_seq), 0)


def _kinds(hits: object) -> tuple[DataKind, ...]:
    kinds = {hit.kind for hit in hits if hit.state != "secret"}  # type: ignore[attr-defined]
    return tuple(kind for kind in DataKind if kind.value in kinds)


def _affected(one: Entered[Affected]) -> AffectedView:
    act = one.act
    until = None
    if act.known_since:
        known = datetime.fromisoformat(act.known_since).replace(tzinfo=NETHERLANDS)
        until = due(knowledge().deadlines["D15"], known, knowledge().calendars["nl"]).date
    return AffectedView(
        seq=one.seq,
        role=act.role,
        age_group=act.age_group,
        called=act.called,
        klacht=act.klacht,
        klacht_until=until,
    )


def _item(
    dossier: Dossier,
    item: Entered[Item],
    found: Found,
    world: World,
    reader: Reader,
    files: Mapping[int, tuple[str, Blob | None]],
    *,
    hidden: bool,
) -> ItemView:
    act = item.act
    hits = standing_hits(found, item.seq)
    taken = reading_of(dossier, item, world, reader)
    path, blob = files.get(item.seq, ("", None))
    original = None if hidden else blob or next((one for one in act.blobs if one.role == "original"), None)
    return ItemView(
        seq=item.seq,
        medium=act.medium,
        caption=act.caption,
        file=path,
        sha256=original.sha256 if original else "",
        size=original.size if original else 0,
        address=act.address,
        final_address=act.final_address,
        platform=act.platform,
        account=act.account,
        account_id=act.account_id,
        posted=act.posted,
        seen=act.seen,
        captured=act.captured,
        collector=say("views.helper", world.lang) if act.collector else "",
        method=act.method,
        state=act.state,
        reasons=act.reasons,
        limits=act.limits,
        data=_kinds(hits),
        around=_around(taken.reading, hits) if taken else (),
        preview=taken.preview if taken and not hidden else b"",
    )


def _around(reading: Reading, hits: Sequence[Hit]) -> tuple[AroundView, ...]:
    marked = {hit.message for hit in hits}
    messages = tuple(
        AroundView(
            text=reading.messages[index].text,
            who=reading.messages[index].author,
            when=reading.messages[index].sent.raw,
            marked=index in marked,
        )
        for index in chosen_messages(reading, hits)
    )
    loose = {hit.before + hit.text + hit.after: None for hit in hits if hit.message < 0 and hit.in_body}
    return messages + tuple(AroundView(text=text, marked=True) for text in loose)


def _event(one: Entered[Event]) -> EventView:
    act = one.act
    return EventView(
        seq=one.seq,
        told=act.told,
        when=act.when,
        acts=act.acts,
        actor=act.actor,
        effect=act.effect,
        witnesses=act.witnesses,
        written=act.written,
        item_seqs=act.item_seqs,
    )


def _notice(one: Entered[Notice], case: Case) -> NoticeView:
    act = one.act
    answers = [answer.act for answer in case.of(Answer) if answer.act.notice_seq == one.seq]
    return NoticeView(
        seq=one.seq,
        place_seq=act.place_seq,
        recipient=act.recipient,
        route=act.route,
        sent=act.sent,
        due=act.due,
        due_rule=act.due_rule,
        answers=tuple(AnswerView(meaning=one.meaning, told=one.told, received=one.received) for one in answers),
    )


def _wishes(act: Wishes) -> WishesView:
    return WishesView(
        report=act.report,
        support_contact=act.support_contact,
        copy_wanted=act.copy_wanted,
        leave_out=act.leave_out,
        stop_talk=act.stop_talk,
        domicile=act.domicile,
        domicile_agreed=act.domicile_agreed,
        reach=act.reach,
        how_i_am=act.how_i_am,
        not_wanted=act.not_wanted,
        ask_no_more=act.ask_no_more,
        may_pass_on_to=act.may_pass_on_to,
    )
