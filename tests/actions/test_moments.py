"""What somebody types about a time becomes a moment without guessing."""

import pytest

from houvast.actions.moments import moment
from houvast.case.acts import Moment


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("14-11-2026", "2026-11-14"),
        ("14/11/2026", "2026-11-14"),
        ("4.1.2026", "2026-01-04"),
        ("2026-11-14", "2026-11-14"),
        ("14-11-2026 21:14", "2026-11-14T20:14:00Z"),
        ("14-07-2026 21.14", "2026-07-14T19:14:00Z"),
        ("2026-07-14T21:14", "2026-07-14T19:14:00Z"),
    ],
)
def test_a_dutch_date_or_time_is_understood(typed: str, start: str) -> None:
    assert moment(typed) == Moment(typed, start, "", "yes")


@pytest.mark.parametrize("typed", ["", "vorige week", "31-02-2026", "14-13-2026", "14-11-26", "rond 9 uur", "99:99"])
def test_words_stay_words(typed: str) -> None:
    assert moment(typed) == Moment(typed.strip())


@pytest.mark.parametrize("typed", ["25-10-2026 02:30", "29-03-2026 02:30"])
def test_a_clock_time_that_is_not_one_moment_is_kept_as_its_day(typed: str) -> None:
    found = moment(typed)
    assert (len(found.start), found.sure, found.text) == (10, "about", typed)
