"""Ask the six questions in a terminal: numbers for answers, Enter to skip, never a dead end."""

from __future__ import annotations

from houvast.cli.terminal import Terminal
from houvast.guide.questions import next_question
from houvast.knowledge.load import knowledge
from houvast.knowledge.questions import Question


def ask_answers(terminal: Terminal) -> dict[str, tuple[str, ...]]:
    """What the person answers; a skipped question is "unknown"."""
    answers: dict[str, tuple[str, ...]] = {}
    while question := next_question(answers, knowledge()):
        answers[question.id] = _answer(question, terminal)
    return answers


def _answer(question: Question, terminal: Terminal) -> tuple[str, ...]:
    terminal.show("\n" + question.ask[terminal.lang])
    for number, option in enumerate(question.options, 1):
        terminal.show(f"  {number}  {option.said[terminal.lang]}")
    while True:
        typed = terminal.ask("cli.plan.numbers" if question.many else "cli.plan.number").replace(",", " ").split()
        if not typed:
            return ("unknown",)
        chosen = [int(one) for one in typed if one.isdecimal() and 0 < int(one) <= len(question.options)]
        if len(chosen) == len(typed) and (question.many or len(chosen) == 1):
            return tuple(dict.fromkeys(question.options[number - 1].value for number in chosen))
        terminal.say("cli.plan.again", count=len(question.options))
