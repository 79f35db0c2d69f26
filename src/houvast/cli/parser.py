"""What can be typed: every command with its words. The help texts live in `knowledge/texts/cli.toml`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from houvast.actions.destroy import REASONS
from houvast.knowledge.records import Lang
from houvast.knowledge.say import say

WITH_DATA = ("find", "places", "timeline", "verify", "facts", "add", "notice", "hand-over", "copy")

Word = Callable[..., None]
Command = Callable[..., Word]


def build(lang: Lang) -> argparse.ArgumentParser:
    """The parser of all commands, with its help in one language."""
    parser = argparse.ArgumentParser(prog="houvast", description=say("cli.about", lang))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, *, dossier: bool = True) -> Word:
        text = say(f"cli.{name}.help", lang)
        one = commands.add_parser(name, help=text, description=text)

        def word(spelled: str, **options: Any) -> None:
            key = spelled.lstrip("-").replace("-", "_")
            one.add_argument(spelled, help=say(f"cli.word.{key}", lang), **options)

        if dossier:
            word("dossier", type=Path, metavar="DIR")
            word("--passphrase-file", type=Path)
        word("--lang", choices=("nl", "en"), default=lang)
        if name in WITH_DATA:
            word("--json", action="store_true")
        return word

    _around(command)
    _writing(command)
    _leaving(command)
    return parser


def _around(command: Command) -> None:
    word = command("start", dossier=False)
    word("--no-browser", action="store_true")
    word = command("plan", dossier=False)
    word("dossier", type=Path, nargs="?", metavar="DIR")
    word("--passphrase-file", type=Path)
    word("--answers", metavar="FILE|-")
    word("--as", dest="form", choices=("text", "json", "pdf"), default="text")
    word("--out", type=Path)
    command("facts", dossier=False)
    word = command("demo", dossier=False)
    word("dir", type=Path, metavar="DIR")
    word = command("extras", dossier=False)
    word("extra", choices=("capture", "ocr"))


def _writing(command: Command) -> None:
    command("new")
    command("note")
    word = command("add")
    word("source", nargs="+", metavar="SOURCE")
    word("--nothing-undressed", action="store_true")
    word("--yes", action="store_true")
    word = command("mine")
    word("--from", dest="source", metavar="FILE|-")
    command("find")
    word = command("places")
    word("--new", action="store_true")
    command("timeline")
    word = command("correct")
    word("--line", type=int)
    word("--take-back", action="store_true")
    word = command("destroy")
    word("item", type=int, metavar="ITEM")
    word("--why", choices=REASONS)
    word("--yes", action="store_true")
    word = command("end")
    word("--yes", action="store_true")
    word = command("copy")
    word("to", type=Path, metavar="TO")
    command("passphrase")
    command("recover")
    word = command("accept")
    word("parcel", type=Path, metavar="PARCEL")


def _leaving(command: Command) -> None:
    word = command("stamp")
    word("--server", metavar="URL")
    word("--roots", type=Path)
    word("--yes", action="store_true")
    word = command("notice")
    word("--place", type=int, required=True)
    word("--route", required=True)
    word("--out", type=Path)
    word("--sent", action="store_true")
    word = command("tell")
    word("--for", dest="audience", choices=("help", "police", "work"), required=True)
    word("out", type=Path, metavar="OUT.pdf")
    word("--give-anyway", action="store_true")
    word = command("hand-over")
    word("out", type=Path, metavar="OUT")
    word("--items", nargs="+", type=int)
    word("--whole", nargs="+", type=int, default=[])
    word("--to", default="police", choices=("police", "lawyer", "help"))
    word("--without-files", nargs="+", type=int, default=[])
    word("--give-anyway", action="store_true")
    word("--yes", action="store_true")
    word = command("verify", dossier=False)
    word("path", type=Path, metavar="PATH")
    word("--against", metavar="BUNDLE|HEAD")
    word("--passphrase-file", type=Path)
