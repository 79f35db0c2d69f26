"""V1: where a minor was hit or sexual images are possible, no picture comes in unasked."""

from __future__ import annotations

import pytest

from houvast.actions.media import YOUNG, check_capture, check_medium, media_in_doubt
from houvast.case.acts import Act, Affected, GuideAnswers
from houvast.case.fold import Case, fold
from houvast.errors import ActionError
from houvast.knowledge.load import knowledge


def case_of(*, record: tuple[Act, ...] = (), **answers: str) -> Case:
    given = GuideAnswers(written="x", answers=tuple((name, (value,)) for name, value in answers.items()))
    return fold([(number, act) for number, act in enumerate(record, 2)], [(2, given)])


@pytest.mark.parametrize(
    "case",
    [
        case_of(who="self_minor"),
        case_of(who="my_child"),
        case_of(who="i_help", age="from_16"),
        case_of(shared="intimate"),
        *(case_of(record=(Affected(written="x", role="child", age_group=age),)) for age in sorted(YOUNG)),
    ],
)
def test_v1_a_picture_and_a_capture_wait_for_a_clear_no(case: Case) -> None:
    assert media_in_doubt(case)
    for medium in ("picture", "pdf", "mail", "zip", "video", "unknown"):
        with pytest.raises(ActionError, match="picture_in_doubt"):
            check_medium(case, medium, nothing_undressed=False)
        check_medium(case, medium, nothing_undressed=True)
    with pytest.raises(ActionError, match="capture_in_doubt"):
        check_capture(case)


def test_a_grown_up_without_such_images_is_asked_nothing() -> None:
    case = case_of(who="self_adult", shared="phone", record=(Affected(written="x", role="partner", age_group="adult"),))

    assert not media_in_doubt(case)


def test_every_age_below_eighteen_counts() -> None:
    assert set(knowledge().facts["age"].values) - YOUNG == {"adult", "unknown"}
