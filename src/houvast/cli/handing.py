"""The commands that make what leaves: notice, tell, hand-over."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict

from houvast.actions.hand_over import Choice, hand_over, look_through
from houvast.actions.leaks import LeakHit
from houvast.actions.notice import make_notice, mark_sent
from houvast.actions.open import open_dossier
from houvast.actions.stamp import choose_server, stamp, stamp_host
from houvast.actions.tell import tell_sheet
from houvast.cli.terminal import Terminal
from houvast.errors import ActionError
from houvast.intake.child import Reader
from houvast.outside.consent import Yes
from houvast.outside.table import PUBLIC

Verb = Callable[[argparse.Namespace, Terminal], int]


def run_notice(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make the notice for one place, ready to send; nothing is sent."""
    with terminal.world() as world, Reader() as reader:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        draft = make_notice(dossier, place_seq=arguments.place, route=arguments.route, world=world, reader=reader)
        if arguments.out:
            for ending, body in (("pdf", draft.pdf), ("eml", draft.eml), ("txt", draft.text.encode())):
                with arguments.out.with_suffix(f".{ending}").open("xb") as out:
                    out.write(body)
        seq = mark_sent(dossier, draft, world=world) if arguments.sent else 0
    if terminal.json:
        terminal.data(
            {
                "text": draft.text,
                "due": draft.due,
                "due_rule": draft.due_rule,
                "line": seq,
                "leaks": [asdict(hit) for hit in draft.hits],
            }
        )
        return 0
    terminal.show(draft.text)
    terminal.say("cli.notice.learns", learns=draft.learns)
    terminal.say("cli.notice.due", due=draft.due, rule=draft.due_rule)
    _show_hits(terminal, draft.hits)
    if seq:
        terminal.say("cli.notice.sent", number=seq)
    return 0


def run_tell(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make the one sheet to tell it once."""
    with terminal.world() as world, Reader() as reader:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        sheet = tell_sheet(dossier, audience=arguments.audience, world=world, reader=reader)
        _show_hits(terminal, sheet.hits)
        if sheet.hits and not arguments.give_anyway:
            raise ActionError("actions.leaks_found", count=len(sheet.hits))
        with arguments.out.open("xb") as out:
            out.write(sheet.pdf)
    terminal.say("cli.written", path=str(arguments.out))
    return 0


def run_hand_over(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make the bundle, after Houvast has looked through all of it."""
    with terminal.world() as world, Reader() as reader:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        items = tuple(arguments.items) if arguments.items else None
        choice = Choice(
            items=items, whole=tuple(arguments.whole), to=arguments.to, without_files=tuple(arguments.without_files)
        )
        report = look_through(dossier, choice, world=world, reader=reader)
        _show_hits(terminal, report.hits)
        for line in report.not_searched:
            terminal.say("cli.hand_over.not_searched", what=line)
        told = {"leaks": [asdict(hit) for hit in report.hits], "not_searched": list(report.not_searched)}
        if report.hits and not arguments.give_anyway:
            if terminal.json:
                terminal.data({**told, "out": None, "manifest": None})
            raise ActionError("actions.leaks_found", count=len(report.hits))
        if report.not_searched and not (arguments.give_anyway or arguments.yes):
            if terminal.json:
                terminal.data({**told, "out": None, "manifest": None})
                raise ActionError("actions.not_all_searched", count=len(report.not_searched))
            if not terminal.yes("cli.hand_over.really", count=len(report.not_searched)):
                raise ActionError("actions.no_yes")
        done = hand_over(dossier, out=arguments.out, choice=choice, looked=report, world=world)
    if terminal.json:
        terminal.data({**told, "out": str(arguments.out), "manifest": done.manifest})
        return 0
    terminal.say("cli.hand_over.done", path=str(arguments.out), number=done.seq)
    terminal.say("cli.hand_over.reader_learns")
    return 0


def run_stamp(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Choose a time-stamp service, and ask it for a stamp after a yes."""
    with terminal.world() as world:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        if arguments.server:
            if arguments.roots is None:
                raise ActionError("actions.no_stamp_roots")
            choose_server(dossier, url=arguments.server, roots=arguments.roots.read_bytes(), world=world)
        host = stamp_host(dossier)
        if not host:
            raise ActionError("actions.no_stamp_server")
        terminal.say("cli.stamp.learns", host=host)
        if not arguments.yes and not terminal.yes("cli.stamp.really"):
            raise ActionError("actions.no_yes")
        seq = stamp(dossier, yes=Yes("stamp", host, world.now()), table=PUBLIC, world=world)
    terminal.say("cli.stamp.done" if seq else "cli.stamp.there", number=seq)
    return 0


def _show_hits(terminal: Terminal, hits: tuple[LeakHit, ...]) -> None:
    for hit in hits:
        terminal.say("cli.leak", kind=terminal.text(f"kind.{hit.kind}"), where=hit.where)


VERBS: dict[str, Verb] = {"notice": run_notice, "tell": run_tell, "hand-over": run_hand_over, "stamp": run_stamp}
