"""Clocks: the hand-counted cases of the reference, and what must hold for every clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays as package
import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import HouvastError, KnowledgeError
from houvast.followup.clocks import due
from houvast.knowledge.deadlines import calendars, deadlines

NETHERLANDS = ZoneInfo("Europe/Amsterdam")


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, 15, 0, tzinfo=NETHERLANDS)


@pytest.mark.parametrize(
    ("clock", "start", "country", "end"),
    [
        ("D06", day(2027, 4, 5), "nl", date(2027, 5, 10)),
        ("D06", day(2027, 1, 31), "nl", date(2027, 3, 1)),
        ("D06", day(2026, 11, 25), "nl", date(2026, 12, 28)),
        ("D06", day(2027, 3, 27), "nl", date(2027, 4, 28)),
        ("D06", day(2027, 3, 27), "ie", date(2027, 4, 27)),
        ("D06", day(2026, 12, 31), "nl", date(2027, 2, 1)),
        ("D08", day(2027, 3, 24), "nl", date(2027, 5, 10)),
        ("D08", day(2026, 11, 13), "nl", date(2026, 12, 28)),
        ("D15", day(2026, 11, 23), "nl", date(2027, 2, 21)),
    ],
)
def test_the_hand_counted_cases_come_out_as_counted(clock: str, start: datetime, country: str, end: date) -> None:
    assert due(deadlines()[clock], start, calendars()[country]).date == end


def test_the_klacht_day_is_never_moved_on_even_when_it_is_a_sunday() -> None:
    found = due(deadlines()["D15"], day(2026, 11, 23), calendars()["nl"])
    assert found.date.weekday() == 6
    assert found.date == found.earliest


def test_the_decree_days_and_the_yearly_fifth_of_may_are_skipped_and_named() -> None:
    found = due(deadlines()["D06"], day(2027, 4, 5), calendars()["nl"], lang="nl")
    for skipped in ("5 mei 2027", "6 mei 2027", "7 mei 2027", "koninklijk besluit"):
        assert skipped in found.how


def test_a_term_that_the_law_does_not_give_is_called_our_own_rule_in_both_languages() -> None:
    for deadline in deadlines().values():
        nl = due(deadline, day(2026, 11, 24), calendars()["nl"], lang="nl").how
        en = due(deadline, day(2026, 11, 24), calendars()["nl"], lang="en").how
        assert ("onze eigen regel" in nl) == (not deadline.statutory)
        assert ("our own rule" in en) == (not deadline.statutory)


def test_an_urgent_decision_is_expected_earlier_than_another() -> None:
    start, nl = day(2026, 11, 24), calendars()["nl"]
    assert due(deadlines()["D02-urgent"], start, nl).date < due(deadlines()["D02"], start, nl).date


def test_a_month_is_a_calendar_month_and_not_thirty_days() -> None:
    found = due(deadlines()["D06"], day(2026, 11, 24), calendars()["nl"])
    assert found.date == date(2026, 12, 24)


def test_a_moment_just_before_midnight_utc_counts_from_the_dutch_day() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert due(deadlines()["D06"], late, calendars()["nl"]).earliest == date(2026, 12, 25)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(HouvastError, match=r"followup\.no_time_zone"):
        due(deadlines()["D06"], datetime(2026, 11, 24), calendars()["nl"])  # noqa: DTZ001


def test_beyond_the_known_holidays_nothing_is_guessed() -> None:
    with pytest.raises(KnowledgeError, match=r"knowledge\.calendar_ends"):
        due(deadlines()["D06"], day(2031, 12, 20), calendars()["nl"])


@given(
    start=st.datetimes(datetime(2025, 1, 1), datetime(2030, 12, 31), timezones=st.just(NETHERLANDS)),  # noqa: DTZ001
    clock=st.sampled_from(sorted(deadlines())),
    country=st.sampled_from(sorted(calendars())),
)
def test_every_clock_ends_after_it_began_and_is_never_claimed_early(start: datetime, clock: str, country: str) -> None:
    deadline, calendar = deadlines()[clock], calendars()[country]
    if start.year == 2030 and start.month > 5:
        start = start.replace(month=5, day=1)
    found = due(deadline, start, calendar)
    assert start.astimezone(NETHERLANDS).date() < found.earliest <= found.date < found.safe_to_claim
    assert calendar.works(found.safe_to_claim)
    assert deadline.family == "criminal" or calendar.works(found.date) or deadline.length * 28 > 90


def test_two_working_days_are_in_every_term_of_eu_law() -> None:
    calendar = calendars()["nl"]
    for number in range(365):
        start = day(2026, 1, 1) + timedelta(days=number)
        end = due(deadlines()["D06"], start, calendar).date
        between = (end - start.date()).days
        assert sum(calendar.works(start.date() + timedelta(days=step)) for step in range(1, between + 1)) >= 2


def test_the_holiday_data_holds_every_public_holiday_of_the_package() -> None:
    for country, calendar in calendars().items():
        expected = package.country_holidays(country.upper(), years=range(2025, 2032))
        assert set(expected) <= set(calendar.days), country


def test_the_dutch_list_holds_good_friday_and_the_fifth_of_may_of_every_year() -> None:
    named = calendars()["nl"].days
    for year in range(2025, 2032):
        assert date(year, 5, 5) in named
    assert {date(2026, 4, 3), date(2027, 3, 26), date(2028, 4, 14)} <= set(named)
