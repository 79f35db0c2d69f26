"""The safety rules, proved over every combination of the facts that they touch, and then over whole plans."""

from __future__ import annotations

import pytest
from guide_cases import plan, random_answers

from houvast.guide.engine import combinations, outcome
from houvast.guide.plan import MOST_TODAY
from houvast.knowledge.load import knowledge
from houvast.knowledge.tables import TIMES, Table
from houvast.knowledge.vocabulary import fact_values

KNOWN = knowledge()
TABLES = {table.id: table for table in KNOWN.tables}
WALKS = range(1500)


def forbids(table: str, **facts: str) -> frozenset[str]:
    """The tags that a table forbids under some facts."""
    given = {name.replace("__", "."): value for name, value in facts.items()}
    return frozenset(name for kind, name in outcome(TABLES[table], given) if kind == "forbid")


def tables_that_give(tag: str) -> list[Table]:
    """The tables with a row that asks for a step with this tag."""
    tagged = {step.id for step in KNOWN.steps.values() if tag in step.tags}
    return [
        table for table in KNOWN.tables if any(tagged & set(row.then.get(at, ())) for row in table.rows for at in TIMES)
    ]


def given_steps(table: Table, facts: dict[str, str]) -> set[str]:
    return {name for kind, name in outcome(table, facts) if kind in TIMES}


def test_n1_danger_now_comes_before_everything_whatever_else_is_known() -> None:
    """N1: 112 first, and not a dead end."""
    others = [fact for fact in TABLES["safety"].facts if fact != "safety"]
    for cell in combinations(others, fact_values()):
        made = plan(safety="now", **cell)
        assert made.urgent[0].id == "danger"
        assert made.today[0].id == "safe_place"
        assert made.people[0].id == "112"
        assert not made.quiet
        assert made.week and made.later


def test_n1_unsafe_comes_with_a_safe_place_and_police_only_when_wanted() -> None:
    for police in fact_values()["police"]:
        made = plan(safety="unsafe", police=police)
        assert made.today[0].id == "safe_place"
        assert (made.urgent[0].id == "unsafe") == (police != "not_wanted")
        assert ("0900-8844" in made.urgent[0].text.nl) == (police != "not_wanted")


def test_n2_a_watched_device_comes_first_unless_there_is_danger_or_a_crisis() -> None:
    for cell in combinations(("who", "consent", "shared.intimate", "effect.extortion"), fact_values()):
        made = plan(privacy="watched", safety="safe", **cell)
        assert made.today[0].id == "safe_device"
        assert not any("mailbox" in planned.step.tags for planned in made.steps)


def test_n5_a_crisis_shows_113_in_the_plan_whoever_it_is() -> None:
    for cell in combinations(("who", "consent", "police", "family", "safety"), fact_values()):
        made = plan(effect__cannot_cope="yes", **cell)
        assert "cope" in {card.id for card in made.urgent}
        assert "call_113" in {planned.id for planned in made.today}


def test_113_is_among_the_people_of_every_plan() -> None:
    for seed in WALKS:
        assert "113" in {reach.id for reach in plan(**random_answers(seed)).people}


def test_never_more_than_three_steps_under_today_and_never_none() -> None:
    for seed in WALKS:
        made = plan(**random_answers(seed))
        assert 1 <= len(made.today) <= MOST_TODAY


def test_there_is_something_for_today_for_everybody() -> None:
    """The record, or what happened; and where a helper has no yes, how to ask for it."""
    for cell in combinations(("who", "consent", "age", "record", "shared.intimate"), fact_values()):
        assert plan(wants__punish="yes", report="aangifte", **cell).today


def test_s68_help_comes_before_the_police_for_who_has_no_papers() -> None:
    for seed in WALKS[:400]:
        order = [planned.id for planned in plan(**{**random_answers(seed), "police": "open", "no_papers": "yes"}).steps]
        if "appointment" in order:
            assert order.index("no_papers") < order.index("appointment")


def test_no_step_stands_twice_in_a_plan() -> None:
    for seed in WALKS:
        names = [planned.id for planned in plan(**random_answers(seed)).steps]
        assert len(names) == len(set(names))


def test_v6_the_record_is_offered_before_anything_that_removes() -> None:
    """Proof in parts: it is always asked for; it sorts first; what forbids it forbids removal too."""
    for cell in combinations(TABLES["record"].facts, fact_values()):
        asked = given_steps(TABLES["record"], cell)
        assert bool(asked & {"record_30s", "note_link"}) == (cell["record"] not in {"made", "skipped"})
    records = [step for step in KNOWN.steps.values() if "record" in step.tags]
    removers = [step for step in KNOWN.steps.values() if "removes" in step.tags]
    assert {step.id for step in records} == {"record_30s", "note_link"}
    assert max(step.order for step in records) < min(step.order for step in removers)
    forbidden = {tag for table in KNOWN.tables for row in table.rows for tag in row.then.get("forbid", ())}
    for step in records:
        assert all(step.tags & forbidden <= remover.tags for remover in removers)


def test_v6_the_record_stands_before_removal_in_every_whole_plan() -> None:
    for seed in WALKS:
        answers = random_answers(seed)
        order = [planned.step for planned in plan(**answers).steps]
        records = [index for index, step in enumerate(order) if "record" in step.tags]
        removal = [index for index, step in enumerate(order) if "removes" in step.tags]
        if removal and answers.get("record", [""])[0] not in {"made", "skipped"}:
            assert records and records[0] < removal[0]


def test_v6_skipping_the_record_takes_nothing_away() -> None:
    for seed in WALKS[:400]:
        answers = random_answers(seed)
        skipped = {planned.id for planned in plan(**{**answers, "record": "skipped"}).steps}
        asked = {planned.id for planned in plan(**{**answers, "record": "none"}).steps}
        assert asked - skipped <= {"record_30s", "note_link"}
        assert skipped <= asked


def test_v1_no_picture_is_asked_for_where_a_minor_or_sexual_images_cannot_be_ruled_out() -> None:
    pictures = {step.id for step in KNOWN.steps.values() if "pictures" in step.tags}
    for table in tables_that_give("pictures"):
        facts = tuple(dict.fromkeys((*table.facts, "who", "shared.intimate", "age")))
        for cell in combinations(facts, fact_values()):
            minor = cell["who"] in {"self_minor", "my_child", "unknown"}
            minor = minor or (cell["who"] == "i_help" and cell["age"] != "adult")
            if minor or cell["shared.intimate"] != "no":
                assert not given_steps(table, cell) & pictures


def test_v1_reporting_comes_before_the_record_for_minors_and_sexual_images() -> None:
    assert KNOWN.steps["helpwanted"].order < KNOWN.steps["note_link"].order
    for cell in combinations(TABLES["vulnerable"].facts, fact_values()):
        if cell["who"] in {"self_minor", "my_child"} or cell["shared.intimate"] == "yes":
            assert ("today", "helpwanted") in outcome(TABLES["vulnerable"], cell)


def test_v5_a_hostile_site_is_gone_round() -> None:
    for site in ("hostile", "poster_run"):
        for cell in combinations(("identity_allowed", "employer"), fact_values()):
            assert {"site", "forwarded"} <= forbids("recipient", site=site, **cell)
        for seed in WALKS[:400]:
            made = plan(**{**random_answers(seed), "site": site})
            assert not any(planned.step.tags & {"site", "forwarded"} for planned in made.steps)
    for step in KNOWN.steps.values():
        if step.route and KNOWN.routes[step.route].recipient == "site":
            assert "site" in step.tags


@pytest.mark.parametrize(("allowed", "most"), [("none", 0), ("name_mail", 1), ("address", 2), ("id_copy", 3)])
def test_no_route_shows_more_identity_than_allowed(allowed: str, most: int) -> None:
    grades = ("none", "name_mail", "address", "id_copy")
    for site in fact_values()["site"]:
        for employer in fact_values()["employer"]:
            closed = forbids("recipient", identity_allowed=allowed, site=site, employer=employer)
            for step in KNOWN.steps.values():
                way = KNOWN.routes.get(step.route)
                if way is None or way.recipient in {"police", "lawyer", "help"}:
                    continue
                if grades.index(way.identity) > most:
                    assert step.tags & closed, step.id


def test_v6_nothing_is_forbidden_because_something_is_unknown_but_the_yes_of_another() -> None:
    for table in KNOWN.tables:
        for row in table.rows:
            if "forbid" not in row.then:
                continue
            for way in row.when.ways:
                assert way, row.id
                unknown = [test.fact for test in way if "unknown" in test.values]
                assert set(unknown) <= {"consent"}, row.id
    assert plan().left_out == ()


def test_v6_a_helper_without_a_yes_gets_nothing_in_the_name_of_the_other() -> None:
    for who in ("i_help", "my_worker"):
        for consent in ("no", "unknown", "cannot_say"):
            for seed in WALKS[:200]:
                made = plan(**{**random_answers(seed), "who": who, "consent": consent})
                assert not any("needs_yes" in planned.step.tags for planned in made.steps)
    for step in KNOWN.steps.values():
        if step.tags & {"record", "removes", "pictures", "mailbox"} or step.route:
            assert "needs_yes" in step.tags, step.id


def test_s37_nothing_reaches_home_when_family_must_not_know_or_is_the_danger() -> None:
    for family in ("must_not_know", "is_danger"):
        for who in fact_values()["who"]:
            assert {"home", "family"} <= forbids("home", family=family, who=who)
        for seed in WALKS[:400]:
            made = plan(**{**random_answers(seed), "family": family})
            assert not any(planned.step.tags & {"home", "family"} for planned in made.steps)
            notes = {note.id for planned in made.steps for note in planned.notes}
            assert "family_or_friend" not in notes


def test_n4_a_parent_is_named_to_a_minor_only_where_family_helps() -> None:
    for family in fact_values()["family"]:
        for seed in WALKS[:200]:
            made = plan(**{**random_answers(seed), "who": "self_minor", "family": family})
            named = {planned.id for planned in made.steps}
            assert ("tell_parent" in named) == (family == "helps")
            assert not named & {"talk_child"}


def test_s38_no_police_step_for_who_wants_no_police_but_a_way_back_and_the_date() -> None:
    for seed in WALKS[:400]:
        made = plan(**{**random_answers(seed), "police": "not_wanted", "effect.again": "yes"})
        assert not any("police" in planned.step.tags for planned in made.steps)
        assert {"police_later", "klacht_date"} <= {planned.id for planned in made.steps}


def test_s26_a_stop_talk_is_never_a_step_and_asks_for_the_risk_first() -> None:
    assert not any("stopgesprek" in step.title.nl.lower() for step in KNOWN.steps.values())
    for cell in combinations(TABLES["stop-talk"].facts, fact_values()):
        risky = cell["safety"] in {"now", "unsafe"} or "yes" in {cell["effect.at_door"], cell["effect.threat"]}
        risky = risky or cell["offender"] in {"ex_partner", "family_member"}
        given = outcome(TABLES["stop-talk"], cell)
        assert given == {("notes", "stop_talk_risk" if risky else "stop_talk")}
    assert "ik wil eerst weten wat het risico is" in KNOWN.notes["stop_talk_risk"].text.nl


def test_what_was_left_out_names_the_row_that_forbade_it() -> None:
    made = plan(wants__remove="yes", police="not_wanted", identity_allowed="none")
    assert {item.because.id for item in made.left_out} == {"no-police", "no-name"}
    for item in made.left_out:
        assert item.tag in item.step.tags
        assert item.tag in item.because.then["forbid"]


def test_every_table_is_in_the_trace_with_at_least_one_row_that_fired() -> None:
    made = plan(**random_answers(7))
    fired = {item.table for item in made.trace if item.fired}
    assert fired == set(TABLES)
    assert len(made.trace) == sum(len(table.rows) for table in KNOWN.tables)
    for planned in made.steps:
        assert planned.reasons
        assert all(any(item.row is row and item.fired for item in made.trace) for row in planned.reasons)
