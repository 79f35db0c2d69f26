"""A case shows what was written down, and never that something did not happen."""

import pytest

from houvast.case.acts import ACT_WORDS, SIGN_WORDS, Act, Event, Item, Moment, OwnDatum, Place
from houvast.case.facts import facts
from houvast.case.fold import fold
from houvast.case.own_data import DataKind, DataState
from houvast.knowledge.vocabulary import vocabulary


def shown(*record: Act, private: tuple[Act, ...] = ()) -> dict[str, str]:
    return facts(fold(enumerate(record, 1), enumerate(private, 1)))


def test_an_empty_case_shows_nothing() -> None:
    assert shown() == {}


def test_acts_and_signs_are_facts_of_the_vocabulary() -> None:
    found = shown(
        Event(written="x", told="y", acts=ACT_WORDS, signs=SIGN_WORDS), Item(written="x", medium="m", blobs=())
    )
    for name, value in found.items():
        assert value in vocabulary()[name].values
    assert len(found) == len(ACT_WORDS) + len(SIGN_WORDS) + 1


@pytest.mark.parametrize(
    ("days", "side"),
    [
        (["2023-12-31"], "before_2024"),
        (["2024-01-01"], "from_2024"),
        (["2023-12-31", "2026-11-14T20:00:00Z"], "both"),
    ],
)
def test_the_day_of_an_act_decides_on_which_side_of_the_law_it_stands(days: list[str], side: str) -> None:
    places = [Place(written="x", platform="forum", posted=Moment(day, day, "", "yes")) for day in days]
    assert shown(*places)["act_date"] == side


def test_a_day_that_is_not_sure_says_nothing_about_the_law() -> None:
    assert "act_date" not in shown(Place(written="x", platform="f", posted=Moment("ooit", "2020-01-01", "", "about")))


def test_a_secret_datum_alone_names_no_data() -> None:
    secret = OwnDatum(written="x", kind=DataKind.ADDRESS, value="y", state=DataState.SECRET)
    assert shown(private=(secret,)) == {}
