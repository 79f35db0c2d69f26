"""The commands that only look: find, places, timeline, verify."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict

from houvast.actions.find import find_all
from houvast.actions.open import open_dossier
from houvast.actions.places import add_place, places, platform_name
from houvast.actions.timeline import timeline
from houvast.actions.verify import verify
from houvast.cli.terminal import Terminal
from houvast.intake.child import Reader

Verb = Callable[[argparse.Namespace, Terminal], int]


def run_find(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Which of the own data stands where, in what was kept."""
    with terminal.world() as world, Reader() as reader:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        found = find_all(dossier, world, reader)
    if terminal.json:
        terminal.data([asdict(one) for one in found.hits])
        return 0
    for hit in found.hits:
        kind, sure = terminal.text(f"kind.{hit.kind}"), terminal.text(f"certainty.{hit.certainty}")
        terminal.say("cli.find.hit", item=hit.item_seq, kind=kind, where=hit.where, sure=sure)
        terminal.show(f"    {hit.before}[{hit.text}]{hit.after}".replace("\n", " "))
    terminal.say("cli.find.total", count=len(found.hits), items=len({hit.item_seq for hit in found.hits}))
    for line in found.not_searched:
        terminal.show("  " + line)
    return 0


def run_places(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """The places where data stands, each with its number; with --new one is asked for."""
    with terminal.world() as world:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        if arguments.new:
            seq = add_place(
                dossier,
                platform=terminal.ask("cli.places.platform"),
                address=terminal.ask("cli.places.address"),
                group=terminal.ask("cli.places.group"),
                account=terminal.ask("cli.places.account"),
                account_id=terminal.ask("cli.places.account_id"),
                seen=terminal.ask("cli.places.seen"),
                world=world,
            )
            terminal.say("cli.places.kept", number=seq)
        found = places(dossier)
    if terminal.json:
        terminal.data([{"place": one.seq, **asdict(one.act)} for one in found])
        return 0
    for one in found:
        where = one.act.address or one.act.group
        terminal.show(f"{one.seq:>4}  {platform_name(one.act.platform)}  {where}  {one.act.account}")
    if not found:
        terminal.say("cli.places.none")
    return 0


def run_timeline(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Everything in the order of when it happened."""
    with terminal.world() as world:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        rows = timeline(dossier)
    if terminal.json:
        terminal.data([asdict(row) for row in rows])
        return 0
    for row in rows:
        when = row.when.start or row.when.text or terminal.text("cli.timeline.no_date")
        terminal.show(f"{when:<22} {row.seq:>4}  {terminal.text('act.' + row.kind)}: {row.line}")
    if not rows:
        terminal.say("cli.timeline.none")
    return 0


def run_verify(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Check a dossier or a bundle; every difference is named."""
    passphrase = terminal.passphrase(arguments.passphrase_file) if arguments.passphrase_file else None
    with terminal.world() as world:
        report = verify(arguments.path, against=arguments.against, passphrase=passphrase, world=world)
    if terminal.json:
        terminal.data(asdict(report))
    else:
        for line in report.lines:
            terminal.show(line)
    return 0 if report.whole else 1


VERBS: dict[str, Verb] = {
    "find": run_find,
    "places": run_places,
    "timeline": run_timeline,
    "verify": run_verify,
}
