"""The commands that write in a dossier: from `new` to `end`, and those around its keys and copies."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from houvast.actions.accept import accept
from houvast.actions.add import Added, add_address, add_file
from houvast.actions.copy import copy
from houvast.actions.correct import FREE_TEXT, correct, take_back
from houvast.actions.destroy import REASONS, destroy
from houvast.actions.end import end
from houvast.actions.keys import change_passphrase, new_passphrase, recover
from houvast.actions.mine import add_datum, add_from_toml
from houvast.actions.note import note
from houvast.actions.open import begin, open_dossier, save
from houvast.actions.world import World
from houvast.case.own_data import DataKind, DataState
from houvast.cli.terminal import Terminal, read_text
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError, HouvastError
from houvast.intake.addresses import web_address
from houvast.intake.child import Reader
from houvast.outside.consent import Yes
from houvast.outside.table import PUBLIC

Verb = Callable[[argparse.Namespace, Terminal], int]


def run_new(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make a dossier. Without a passphrase file a passphrase is proposed; the recovery key is shown once."""
    with terminal.world() as world:
        if arguments.passphrase_file:
            passphrase = terminal.passphrase(arguments.passphrase_file)
        else:
            proposed = new_passphrase(world)
            terminal.say("cli.new.proposed", passphrase=proposed)
            passphrase = _own_or(proposed, terminal)
        folder: Path = arguments.dossier.absolute()
        recovery = save(begin(world), folder=folder.parent, name=folder.name, passphrase=passphrase, world=world)
    terminal.say("cli.new.made", folder=str(folder))
    terminal.say("cli.new.recovery", recovery=recovery)
    return 0


def run_note(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Ask what happened and write it down."""
    with terminal.world() as world:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        told = terminal.ask("cli.note.what")
        seq = note(
            dossier,
            told=told,
            when=terminal.ask("cli.note.when"),
            actor=terminal.ask("cli.note.who"),
            effect=terminal.ask("cli.note.effect"),
            witnesses=terminal.ask("cli.note.witnesses"),
            world=world,
        )
    terminal.say("cli.note.kept", number=seq)
    return 0


def run_add(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Take in files, folders and addresses; each ends as an item or with a stated reason."""
    added: list[dict[str, object]] = []
    failed = False
    with terminal.world() as world, Reader() as reader:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        for source in _sources(arguments.source):
            name = source if isinstance(source, str) else source.name
            try:
                if isinstance(source, str):
                    yes = _yes(source, arguments, terminal, world.now)
                    one = add_address(dossier, address=source, yes=yes, world=world, table=PUBLIC)
                else:
                    with source.open("rb") as data:
                        one = add_file(
                            dossier,
                            name=source.name,
                            data=data,
                            size=source.stat().st_size,
                            nothing_undressed=arguments.nothing_undressed,
                            world=world,
                            reader=reader,
                        )
            except HouvastError as error:
                failed = True
                reason = terminal.text(f"error.{error.code}", **error.values)
                added.append({"source": name, "refused": reason})
                terminal.say("cli.add.refused", name=name, reason=reason)
            else:
                added.append({"source": name, "item": one.seq, "kind": one.medium, "refused": one.refused})
                _tell_added(terminal, name, one)
    if terminal.json:
        terminal.data(added)
    return 1 if failed else 0


def _tell_added(terminal: Terminal, name: str, one: Added) -> None:
    terminal.say("cli.add.kept", name=name, number=one.seq, kind=terminal.text(f"medium.{one.medium}"))
    if one.refused:
        terminal.say(one.refused)
    for limit in one.limits:
        terminal.show("  " + terminal.text(limit)) if not terminal.json else None


def _sources(words: list[str]) -> list[str | Path]:
    found: list[str | Path] = []
    for word in words:
        path = Path(word)
        if word.startswith(("http://", "https://")):
            found.append(word)
        elif path.is_dir():
            found.extend(sorted(file for file in path.rglob("*") if file.is_file() and not file.is_symlink()))
        elif path.is_file():
            found.append(path)
        else:
            raise ActionError("actions.no_such_source", name=path.name)
    return found


def _yes(address: str, arguments: argparse.Namespace, terminal: Terminal, now: Callable[[], datetime]) -> Yes:
    host = web_address(address).host
    terminal.say("capture.what_they_learn", host=host)
    if not arguments.yes and not terminal.yes("cli.add.really"):
        raise ActionError("actions.no_yes")
    return Yes(purpose="capture", host=host, given=now())


def run_mine(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Ask for own data, or read them from a file that should be removed afterwards."""
    with terminal.world() as world:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        if arguments.source:
            made = add_from_toml(dossier, read_text(arguments.source), world)
            if arguments.source != "-":
                terminal.say("cli.mine.remove_file")
        else:
            made = tuple(_ask_data(terminal, dossier, world))
    terminal.say("cli.mine.kept", count=len(made))
    return 0


def _ask_data(terminal: Terminal, dossier: Dossier, world: World) -> Iterator[int]:
    terminal.say("cli.mine.kinds", kinds=", ".join(kind.value for kind in DataKind))
    while kind := terminal.ask("cli.mine.kind"):
        if kind not in set(DataKind):
            terminal.say("cli.mine.no_kind")
            continue
        value = terminal.ask("cli.mine.value")
        state = terminal.ask("cli.mine.state") or DataState.SPREAD.value
        try:
            yield add_datum(dossier, kind=DataKind(kind), value=value, state=DataState(state), world=world)
        except ValueError:
            terminal.say("cli.mine.no_state")
        except HouvastError as error:
            terminal.say(f"error.{error.code}", **error.values)


def run_correct(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Correct a text of a line, or take the line back."""
    with terminal.world() as world:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        number = arguments.line or int(terminal.ask("cli.correct.line") or 0)
        if arguments.take_back:
            seq = take_back(dossier, book="record", seq=number, why=terminal.ask("cli.correct.why"), world=world)
        else:
            field = terminal.ask("cli.correct.field", fields=", ".join(FREE_TEXT))
            text = terminal.ask("cli.correct.text")
            why = terminal.ask("cli.correct.why")
            seq = correct(dossier, seq=number, field=field, text=text, why=why, world=world)
    terminal.say("cli.correct.kept", number=seq)
    return 0


def run_destroy(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Have the content of a line destroyed, after a yes."""
    with terminal.world() as world:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        why = arguments.why or terminal.ask("cli.destroy.why", reasons=", ".join(REASONS))
        if not arguments.yes and not terminal.yes("cli.destroy.really", number=arguments.item):
            raise ActionError("actions.no_yes")
        seq = destroy(dossier, seq=arguments.item, why=why, world=world)
    terminal.say("cli.destroy.done", number=arguments.item, line=seq)
    return 0


def run_end(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """End a whole dossier, after the passphrase and a yes."""
    with terminal.world() as world:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        if not arguments.yes and not terminal.yes("cli.end.really", folder=str(arguments.dossier)):
            raise ActionError("actions.no_yes")
        end(dossier, world)
    terminal.say("cli.end.done")
    return 0


def run_copy(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make a second copy, checked."""
    with terminal.world() as world:
        count = copy(arguments.dossier, arguments.to, world)
    if terminal.json:
        terminal.data({"files": count, "to": str(arguments.to)})
    terminal.say("cli.copy.done", count=count, to=str(arguments.to))
    return 0


def run_passphrase(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Change the passphrase of the keyring beside the dossier."""
    with terminal.world() as world:
        old = terminal.passphrase(arguments.passphrase_file)
        change_passphrase(arguments.dossier, old=old, new=_new_passphrase(terminal, new_passphrase(world)), world=world)
    terminal.say("cli.passphrase.done")
    return 0


def run_recover(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Set a new passphrase with the recovery key."""
    with terminal.world() as world:
        key = terminal.secret("cli.recover.key")
        if arguments.passphrase_file:
            new = terminal.passphrase(arguments.passphrase_file)
        else:
            new = _new_passphrase(terminal, new_passphrase(world))
        recover(arguments.dossier, key=key, new=new, world=world)
    terminal.say("cli.passphrase.done")
    return 0


def _new_passphrase(terminal: Terminal, proposed: str) -> str:
    terminal.say("cli.new.proposed", passphrase=proposed)
    return _own_or(proposed, terminal)


def _own_or(proposed: str, terminal: Terminal) -> str:
    """The person's own passphrase, typed twice, or the proposed one."""
    while own := terminal.secret("cli.new.choose"):
        if terminal.secret("cli.new.again") == own:
            return own
        terminal.say("cli.new.differ")
    return proposed


def run_accept(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Quote a parcel whole in a new line."""
    with terminal.world() as world:
        dossier = open_dossier(arguments.dossier, terminal.passphrase(arguments.passphrase_file), world)
        seq = accept(dossier, arguments.parcel, world)
    terminal.say("cli.accept.done", number=seq)
    return 0


VERBS: dict[str, Verb] = {
    "new": run_new,
    "note": run_note,
    "add": run_add,
    "mine": run_mine,
    "correct": run_correct,
    "destroy": run_destroy,
    "end": run_end,
    "copy": run_copy,
    "passphrase": run_passphrase,
    "recover": run_recover,
    "accept": run_accept,
}
