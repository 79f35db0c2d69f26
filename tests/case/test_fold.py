"""The state is what folding the acts gives."""

import json

import pytest

from houvast.case.acts import Correction, Event, Moment, PrivateCorrection, PrivateNote, Wishes
from houvast.case.fold import fold
from houvast.errors import CaseError


def a_caption(told: str) -> str:
    return json.dumps({"part": "what", "told": told, "acts": [], "signs": [], "affected_seqs": [], "item_seqs": []})


def test_a_correction_replaces_one_part_and_keeps_the_rest() -> None:
    event = Event(written="1", told="Twee telefoontjes", when=Moment("gisteren"))
    correction = Correction(written="2", target_seq=2, target_part="what", replacement=a_caption("Drie telefoontjes"))

    case = fold([(2, event), (3, correction)], [])

    entered = case.get(Event, 2)
    assert entered.act.told == "Drie telefoontjes"
    assert entered.act.when == Moment("gisteren")
    assert entered.corrected_by == (3,)


def test_an_empty_replacement_takes_an_act_back() -> None:
    case = fold([(2, Event(written="1", told="x")), (3, Correction(written="2", target_seq=2))], [])
    assert case.of(Event) == ()
    assert case.withdrawn["record"] == (2,)


def test_when_an_act_was_written_cannot_be_corrected() -> None:
    early = json.dumps({"part": "act", "kind": "event", "v": 1, "written": "0"})
    case = fold(
        [
            (2, Event(written="1", told="x")),
            (3, Correction(written="2", target_seq=2, target_part="act", replacement=early)),
        ],
        [],
    )
    assert case.get(Event, 2).act.written == "1"
    assert case.loose == (("record", 3),)


@pytest.mark.parametrize("target", [0, 3, 99])
def test_a_correction_of_nothing_is_named_and_not_dropped(target: int) -> None:
    case = fold([(3, Correction(written="2", target_seq=target))], [])
    assert case.loose == (("record", 3),)


def test_a_destroyed_line_stands_as_gone() -> None:
    case = fold([(2, None)], [])
    assert case.gone["record"] == (2,)
    with pytest.raises(CaseError):
        case.get(Event, 2)


def test_the_last_wishes_count() -> None:
    case = fold([(2, Wishes(written="1", report="melding")), (5, Wishes(written="2", report="aangifte"))], [])
    latest = case.latest(Wishes)
    assert latest is not None
    assert latest.report == "aangifte"


def test_the_books_are_folded_apart() -> None:
    case = fold(
        [(2, Event(written="1", told="x"))],
        [(2, PrivateNote(written="1", text="y")), (3, PrivateCorrection(written="2", target_seq=2))],
    )
    assert len(case.of(Event)) == 1
    assert case.of(PrivateNote) == ()
