"""Every sentence of the brochure (S01-S68) and every safety row it lacks (N1-N10) is served, and is reached.

A record says with `serves` which sentence it serves. Here that is held against the whole list, and against plans:
what serves a sentence must come to somebody's plan, or stand among what can be read without answering anything.
"""

from __future__ import annotations

import pytest

from houvast.guide.engine import combinations, evaluate
from houvast.knowledge.load import knowledge
from houvast.knowledge.tables import TIMES
from houvast.knowledge.vocabulary import fact_values

KNOWN = knowledge()
OBLIGATIONS = tuple([f"S{number:02}" for number in range(1, 69)] + [f"N{number}" for number in range(1, 11)])
NOT_SERVED_YET: frozenset[str] = frozenset()

# What must stand in a record that serves a sentence, in the person's language: the heart of the sentence.
HEART = {
    "S01": "doxing",
    "S02": "één keer of vaak",
    "S03": "1 januari 2024",
    "S04": "voorbij",
    "S09": "schermafbeelding",
    "S10": "huisarts",
    "S12": "aangifte",
    "S13": "niet alleen van bedreiging of stalking, maar ook van doxing",
    "S14": "bureau",
    "S16": "gevonden kan worden",
    "S17": "officier van justitie",
    "S18": "voor de rechter",
    "S20": "makkelijk bereikbaar",
    "S21": "helpwanted",
    "S22": "ook aangifte",
    "S23": "kan de politie helpen",
    "S24": "voorwaarden",
    "S26": "stopgesprek",
    "S27": "doel",
    "S30": "hardop",
    "S31": "geen deel van de politie",
    "S34": "0900-0101",
    "S36": "huisarts",
    "S39": "vertrouwenspersoon",
    "S42": "weet wie",
    "S43": "schade",
    "S44": "advocaat",
    "S45": "over het platform of over de doxer",
    "S46": "kan dan een boete",
    "S48": "handelingskader",
    "S49": "werkgever",
    "S51": "niet afschrikken",
    "S52": "verzamel",
    "S53": "twee jaar",
    "S57": "twee",
    "S59": "hoger",
    "S60": "politie.nl/aangifte-of-melding-doen",
    "S61": "helpwanted.nl/onderwerpen/doxing",
    "S62": "slachtofferhulp.nl",
    "S63": "stb-2023-274",
    "S64": "wat het met",
    "S65": "niet alleen voor",
    "S66": "zonder iets te beantwoorden",
    "S67": "beloven geen uitkomst",
    "S68": "verblijfspapieren",
    "N1": "112",
    "N2": "apparaat",
    "N3": "deur",
    "N4": "kindertelefoon",
    "N5": "113",
    "N6": "naakt",
    "N7": "bank",
    "N8": "collega",
    "N9": "niet betalen",
    "N10": "dreig",
}


def served() -> dict[str, set[str]]:
    """Obligation -> the records that serve it."""
    found: dict[str, set[str]] = {}
    for number, record in KNOWN.serving():
        found.setdefault(number, set()).add(record)
    return found


def words_that_serve(number: str) -> str:
    """Everything in Dutch that the records serving an obligation say."""
    found: list[str] = []
    for step in KNOWN.steps.values():
        if number in step.serves:
            found += [step.title.nl, step.do.nl, step.why.nl, step.expect.nl if step.expect else ""]
    found += [note.text.nl for note in KNOWN.notes.values() if number in note.serves]
    found += [f"{card.title.nl} {card.text.nl}" for card in KNOWN.cards.values() if number in card.serves]
    found += [f"{page.title.nl} {page.text.nl}" for page in KNOWN.pages.values() if number in page.serves]
    found += [source.url for source in KNOWN.sources.values() if number in source.serves]
    found += [question.ask.nl for question in KNOWN.questions.values() if number in question.serves]
    found += [row.said.nl for table in KNOWN.tables for row in table.rows if number in row.serves]
    return " ".join(found).lower()


def test_every_obligation_is_served_but_for_the_list_that_can_only_shrink() -> None:
    found = served()
    assert set(found) <= set(OBLIGATIONS)
    assert frozenset(OBLIGATIONS) - set(found) == NOT_SERVED_YET


@pytest.mark.parametrize("number", OBLIGATIONS)
def test_what_serves_an_obligation_can_be_read_in_a_plan_a_page_or_a_link(number: str) -> None:
    readable = {record.split()[0] for record in served()[number]}
    assert readable & {"step", "note", "card", "page", "source", "row", "question", "organisation"}


@pytest.mark.parametrize("number", HEART)
def test_what_serves_an_obligation_says_the_heart_of_the_sentence(number: str) -> None:
    assert HEART[number] in words_that_serve(number)


def test_every_step_card_and_note_is_given_by_some_row_that_can_fire() -> None:
    fired: dict[str, set[str]] = {"steps": set(), "cards": set(), "notes": set()}
    for table in KNOWN.tables:
        for cell in combinations(table.facts, fact_values()):
            for item in evaluate(table, cell):
                if item.fired:
                    for at, names in item.row.then.items():
                        kind = "steps" if at in TIMES else "notes" if at == "better_not" else at
                        fired.setdefault(kind, set()).update(names)
    assert fired["steps"] == set(KNOWN.steps)
    assert fired["cards"] == set(KNOWN.cards)
    assert fired["notes"] == set(KNOWN.notes)
