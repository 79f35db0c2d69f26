"""The commands that give the plan: plan, facts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

from houvast.actions.open import open_dossier
from houvast.actions.papers import plan_paper
from houvast.actions.plan import keep_answers, kept_answers, plan_for
from houvast.cli.asking import ask_answers
from houvast.cli.terminal import Terminal, read_text
from houvast.errors import ActionError
from houvast.guide.plan_text import as_json, as_text
from houvast.knowledge.load import knowledge

Verb = Callable[[argparse.Namespace, Terminal], int]


def run_plan(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """The plan from a dossier's answers, which are asked for once, or from answers in a file.

    With a file and a dossier, the answers are kept in it; with a file alone nothing is left behind.
    """
    with terminal.world() as world:
        if arguments.answers:
            answers = read_answers(read_text(arguments.answers))
            if arguments.answers != "-" and arguments.form == "text":
                terminal.complain(terminal.text("cli.plan.remove_file"))
            if arguments.dossier:
                dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
                keep_answers(dossier, answers, world)
        elif arguments.dossier:
            dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
            answers = kept_answers(dossier)
            if not answers:
                answers = ask_answers(terminal)
                keep_answers(dossier, answers, world)
        else:
            raise ActionError("actions.plan_of_what")
        plan = plan_for(answers, world)
    if arguments.form == "text":
        terminal.show(as_text(plan, arguments.lang))
    elif arguments.form == "json":
        terminal.data(as_json(plan, arguments.lang))
    else:
        if arguments.out is None:
            raise ActionError("actions.where_to")
        with arguments.out.open("xb") as out:
            out.write(plan_paper(plan, world))
        terminal.say("cli.written", path=str(arguments.out))
    return 0


def read_answers(text: str) -> dict[str, tuple[str, ...]]:
    """Answers from JSON: an object of question or fact to a value or a list of values.

    Raises:
        ActionError: `actions.answers_unreadable`.
    """
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ActionError("actions.answers_unreadable") from error
    if not isinstance(found, dict):
        raise ActionError("actions.answers_unreadable")
    return {name: _values(value) for name, value in found.items()}


def _values(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise ActionError("actions.answers_unreadable")


def run_facts(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """The closed vocabulary that answers and conditions use."""
    facts = knowledge().facts
    rows = [{"id": fact.id, "values": list(fact.values), "what": fact.said[arguments.lang]} for fact in facts.values()]
    if arguments.json:
        terminal.data(rows)
    else:
        for row in rows:
            terminal.show(f"{row['id']}: {' | '.join(row['values'])}\n    {row['what']}")
    return 0


VERBS: dict[str, Verb] = {"plan": run_plan, "facts": run_facts}
