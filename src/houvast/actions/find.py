"""Which of the person's own data stands in what was kept, and where in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from houvast.actions.mine import own_data
from houvast.actions.open import the_case, write
from houvast.actions.readings import reading_of
from houvast.actions.where import where_in_words
from houvast.actions.world import World
from houvast.case.acts import Item, OwnDatum, Verdict
from houvast.case.fold import Entered
from houvast.case.reading import Carrier, Reading
from houvast.dossier.dossier import Dossier
from houvast.exposure.find import Finding, Wanted, find
from houvast.intake.child import Reader
from houvast.knowledge.say import say

AROUND = 60
IN_BODY = frozenset({Carrier.BODY, Carrier.MESSAGE, Carrier.PAGE, Carrier.PICTURE_TEXT})
"""What a reader of the original sees at once; the rest is hidden in it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One own datum, found: in which item, how sure, the text itself with some of what stands around it, and where.

    `start` and `end` are byte positions in `member` of the original, -1 where the text had to be decoded.
    `message` is its number in the reading, -1 for none; `in_body` says whether it can be seen without special tools.
    `verdict` is "confirmed", "dismissed" or "".
    """

    item_seq: int
    datum_seq: int
    kind: str
    state: str
    certainty: str
    rule: str
    before: str
    text: str
    after: str
    where: str
    member: str
    page: int
    start: int
    end: int
    message: int = -1
    in_body: bool = True
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found, and in words what could not be searched."""

    hits: tuple[Hit, ...] = ()
    not_searched: tuple[str, ...] = ()


def find_all(dossier: Dossier, world: World, reader: Reader) -> Found:
    """Look for all own data in all items. Nothing leaves this computer."""
    case = the_case(dossier)
    data = own_data(dossier)
    verdicts = {_named(entered.act): entered.act.confirmed for entered in case.of(Verdict)}
    hits: list[Hit] = []
    missed: list[str] = []
    items = case.of(Item)
    for done, item in enumerate(items):
        world.progress("progress.finding", done, len(items))
        taken = reading_of(dossier, item, world, reader)
        if taken is None:
            continue
        if taken.reading.not_searched:
            missed.append(say("find.not_searched", world.lang, item=item.seq, count=len(taken.reading.not_searched)))
        found = find(taken.reading, wanted(data), item.act.file_name)
        hits.extend(_hit(item, taken.reading, one, data, verdicts, world.lang) for one in found)
    world.progress("progress.finding", len(items), len(items))
    return Found(tuple(hits), tuple(missed))


def judge(dossier: Dossier, hit: Hit, *, confirmed: bool, world: World) -> int:
    """Write down that the person looked at a finding: it is right, or it is not."""
    act = Verdict(
        written=world.written(),
        record_seq=hit.item_seq,
        datum_seq=hit.datum_seq,
        start=hit.start,
        end=hit.end,
        member=hit.member,
        confirmed=confirmed,
    )
    return write(dossier, act, world)


def wanted(data: Sequence[Entered[OwnDatum]]) -> tuple[Wanted, ...]:
    """Own data in the form in which they are looked for."""
    return tuple(Wanted(one.seq, one.act.kind, one.act.value, one.act.state) for one in data)


def _named(act: Verdict) -> tuple[int, int, str, int, int]:
    return act.record_seq, act.datum_seq, act.member, act.start, act.end


def _hit(
    item: Entered[Item],
    reading: Reading,
    finding: Finding,
    data: Sequence[Entered[OwnDatum]],
    verdicts: dict[tuple[int, int, str, int, int], bool],
    lang: str,
) -> Hit:
    datum = next(one.act for one in data if one.seq == finding.datum_seq)
    passage = None if finding.passage < 0 else reading.passages[finding.passage]
    text = item.act.file_name if passage is None else passage.text
    member = "" if passage is None else passage.span.member
    judged = verdicts.get((item.seq, finding.datum_seq, member, finding.byte_start, finding.byte_end))
    return Hit(
        item_seq=item.seq,
        datum_seq=finding.datum_seq,
        kind=datum.kind.value,
        state=datum.state.value,
        certainty=finding.certainty,
        rule=finding.rule,
        before=text[max(0, finding.start - AROUND) : finding.start],
        text=text[finding.start : finding.end],
        after=text[finding.end : finding.end + AROUND],
        where=where_in_words(reading, passage, lang),
        member=member,
        page=0 if passage is None else passage.span.page,
        start=finding.byte_start,
        end=finding.byte_end,
        message=-1 if passage is None else passage.message,
        in_body=passage is not None and passage.carrier in IN_BODY,
        verdict={True: "confirmed", False: "dismissed", None: ""}[judged],
    )
