"""Everything that the guide says, by the name of its record."""

from __future__ import annotations

from houvast.knowledge.load import knowledge
from houvast.knowledge.records import Lang, files


def said(lang: Lang) -> dict[str, str]:
    """Every text of the guide in one language; each line of it stands alone."""
    known = knowledge()
    found: dict[str, list[str]] = {}
    for step in known.steps.values():
        found[f"step {step.id}"] = [step.title[lang], step.do[lang], step.why[lang]]
        found[f"step {step.id}"] += [step.expect[lang]] if step.expect else []
    for note in known.notes.values():
        found[f"note {note.id}"] = [note.text[lang]]
    for card in known.cards.values():
        found[f"card {card.id}"] = [card.title[lang], card.text[lang]]
    for page in known.pages.values():
        found[f"page {page.id}"] = [page.title[lang], page.text[lang]]
    for question in known.questions.values():
        found[f"question {question.id}"] = [question.ask[lang], question.why[lang]]
        found[f"question {question.id}"] += [option.said[lang] for option in question.options]
    for table in known.tables:
        found[f"table {table.id}"] = [table.said[lang], *(row.said[lang] for row in table.rows)]
    for organisation in known.organisations.values():
        found[f"organisation {organisation.id}"] = [organisation.what[lang]]
        found[f"organisation {organisation.id}"] += [organisation.hint[lang]] if organisation.hint else []
    for name, body in files("texts"):
        if name in {"guide", "common"}:
            found |= {f"text {key}": [halves[lang]] for key, halves in body.items()}
    return {name: "\n".join(lines) for name, lines in found.items()}
