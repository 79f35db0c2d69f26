"""A fictional case for the papers. Nobody in it exists; its addresses are reserved names."""

from __future__ import annotations

import base64
from datetime import date

from houvast.case.acts import Moment
from houvast.case.own_data import DataKind
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

MADE_ON = date(2026, 11, 24)

# A grey JPEG of 8 by 8 pixels.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeX"
    "BkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAI"
    "AAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EAB"
    "QRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKYAH//Z"
)

FACTS = {
    "who": "self_adult",
    "post_kind": "only_data",
    "data.named": "yes",
    "whose.named": "yes",
    "intent.fear": "yes",
    "act.called_on_others": "yes",
    "act_date": "from_2024",
    "effect.calls": "yes",
    "effect.threat": "yes",
    "effect.at_door": "yes",
    "effect.again": "yes",
    "public_role": "no",
    "agreed": "no",
    "wants.remove": "yes",
    "wants.punish": "yes",
}

PLACE = PlaceView(
    seq=4,
    platform="Facebook",
    address="https://www.facebook.com/groups/123456789/posts/987654321/?comment_id=11111111111111",
    account="Boze Buur",
    account_id="100045671234567",
    posted=Moment("", "2026-11-14T20:14:00Z", "", "yes"),
    seen=Moment("", "2026-11-15", "", "yes"),
    state="there",
    data=(DataKind.PHONE, DataKind.ADDRESS),
)

GROUP = PlaceView(seq=5, platform="Telegram", group="t.me/voorbeeldgroep", account="@voorbeeld", data=(DataKind.PHONE,))

NOTICE = NoticeView(
    seq=9,
    place_seq=4,
    recipient="Meta Platforms Ireland Limited",
    route="dsa16",
    sent=Moment("", "2026-11-20T09:00:00Z", "", "yes"),
    due="2026-11-24",
    due_rule="Dit is onze eigen regel, geen termijn uit de wet.",
    answers=(
        AnswerView(meaning="refused", told="Past binnen de regels.", received=Moment("", "2026-11-22", "", "yes")),
    ),
)

ITEM = ItemView(
    seq=7,
    medium="picture",
    caption="Het bericht in de groep",
    file="data/0007/bericht.png",
    sha256="ab" * 32,
    size=183_201,
    address=PLACE.address,
    platform="Facebook",
    account="Boze Buur",
    account_id="100045671234567",
    posted=PLACE.posted,
    posted_known="papers.known.picture",
    seen=PLACE.seen,
    captured=Moment("", "2026-11-15T08:03:11Z", "", "yes"),
    collector="helper 1",
    data=(DataKind.PHONE, DataKind.ADDRESS),
    around=(
        AroundView(who="Boze Buur", when="14-11-2026 21:12", text="Wie kent haar?"),
        AroundView(who="Boze Buur", when="14-11-2026 21:14", text="Hier woont ze. Kom allemaal langs.", marked=True),
        AroundView(who="ik", when="14-11-2026 21:20", text="Haal dit weg."),
    ),
    preview=JPEG,
)

CHAT = ItemView(
    seq=8,
    medium="telegram",
    caption="Export van de groep",
    file="data/0008/export.json",
    sha256="cd" * 32,
    size=20_331,
    account="@voorbeeld",
    account_id="5512345678",
    posted=Moment("", "2026-11-15T00:41:00Z", "", "yes"),
    posted_known="papers.known.export",
    captured=Moment("", "2026-11-15T08:20:00Z", "", "yes"),
    collector="de persoon zelf",
    data=(DataKind.PHONE,),
)

EVENTS = (
    EventView(
        seq=2,
        told="De telefoon ging veertig keer, steeds anoniem.",
        when=Moment("in de nacht", "2026-11-15", "", "about"),
        acts=("followed",),
        effect="bang",
        written="2026-11-15T07:00:00Z",
    ),
    EventView(
        seq=3,
        told="Twee mannen stonden aan de deur.",
        when=Moment("", "2026-11-16T18:30:00Z", "", "yes"),
        acts=("threatened",),
        actor="twee onbekende mannen",
        witnesses="de buurvrouw",
        written="2026-11-16T19:00:00Z",
        item_seqs=(7,),
    ),
)

WISHES = WishesView(
    report="aangifte",
    support_contact="yes",
    stop_talk="unknown",
    domicile="Slachtofferhulp Nederland, locatie Voorbeeld",
    domicile_agreed="yes",
    reach="Bel tussen 10 en 16 uur op het nummer van mijn zus. Spreek niets in. Stuur geen post naar huis.",
    how_i_am="Bang. Ik slaap slecht.",
    not_wanted="Dat iemand de dader zelf benadert.",
    ask_no_more="De foto van mijn huis.",
    may_pass_on_to="Slachtofferhulp en de wijkagent.",
)

CONTROL = ControlView(fingerprint="1f" * 32, line=42, head="0123456789abcdef" * 4, verifier_sha256="9e" * 32)

CASE = CaseView(
    lang="nl",
    made_on=MADE_ON,
    person="S. Voorbeeld",
    facts=FACTS,
    data=(DataKind.PHONE, DataKind.ADDRESS),
    told="Op 14 november zette iemand mijn nummer en adres in een groep. Er stond bij dat mensen langs moesten komen.",
    affected=(
        AffectedView(seq=10, role="self", age_group="adult", klacht="yes"),
        AffectedView(seq=11, role="child", age_group="under_16", called="mijn zoon", klacht="unknown"),
    ),
    places=(PLACE, GROUP),
    items=(ITEM, CHAT),
    events=EVENTS,
    notices=(NOTICE,),
    wishes=WISHES,
    control=CONTROL,
)
