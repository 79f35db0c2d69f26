"""What can be typed: every command with its words. The help texts live in `knowledge/texts/cli.toml`."""

from __future__ import annotations

import argparse
from pathlib import Path

from houvast.knowledge.say import say

AUDIENCES = ("help", "police", "work")
DATA_COMMANDS = ("find", "places", "timeline", "verify", "facts", "add", "notice", "hand-over", "copy")


def build(lang: str) -> argparse.ArgumentParser:
    """The parser of all commands, with its help in one language."""
    parser = argparse.ArgumentParser(prog="houvast", description=say("cli.about", lang))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, *, dossier: bool = True) -> argparse.ArgumentParser:
        text = say(f"cli.{name}.help", lang)
        one = commands.add_parser(name, help=text, description=text)
        if dossier:
            one.add_argument("dossier", type=Path, metavar="DIR", help=say("cli.word.dossier", lang))
            one.add_argument("--passphrase-file", type=Path, help=say("cli.word.passphrase_file", lang))
        one.add_argument("--lang", choices=("nl", "en"), default=lang, help=say("cli.word.lang", lang))
        if name in DATA_COMMANDS:
            one.add_argument("--json", action="store_true", help=say("cli.word.json", lang))
        return one

    def word(one: argparse.ArgumentParser, name: str, **options: object) -> None:
        key = name.lstrip("-").replace("-", "_")
        one.add_argument(name, help=say(f"cli.word.{key}", lang), **options)  # type: ignore[arg-type]

    start = command("start", dossier=False)
    word(start, "--no-browser", action="store_true")
    command("new")
    plan = command("plan", dossier=False)
    plan.add_argument("dossier", type=Path, nargs="?", metavar="DIR", help=say("cli.word.dossier", lang))
    word(plan, "--passphrase-file", type=Path)
    word(plan, "--answers", metavar="FILE|-")
    word(plan, "--as", dest="form", choices=("text", "json", "pdf"), default="text")
    word(plan, "--out", type=Path)
    command("facts", dossier=False)
    command("note")
    add = command("add")
    word(add, "source", nargs="+", metavar="SOURCE")
    word(add, "--nothing-undressed", action="store_true")
    word(add, "--yes", action="store_true")
    mine = command("mine")
    word(mine, "--from", dest="source", metavar="FILE|-")
    command("find")
    places = command("places")
    word(places, "--new", action="store_true")
    command("timeline")
    notice = command("notice")
    word(notice, "--place", type=int, required=True)
    word(notice, "--route", required=True)
    word(notice, "--out", type=Path)
    word(notice, "--sent", action="store_true")
    tell = command("tell")
    word(tell, "--for", dest="audience", choices=AUDIENCES, required=True)
    word(tell, "out", type=Path, metavar="OUT.pdf")
    word(tell, "--give-anyway", action="store_true")
    hand_over = command("hand-over")
    word(hand_over, "out", type=Path, metavar="OUT")
    word(hand_over, "--items", nargs="+", type=int)
    word(hand_over, "--whole", nargs="+", type=int, default=[])
    word(hand_over, "--to", default="police", choices=("police", "lawyer", "help"))
    word(hand_over, "--give-anyway", action="store_true")
    correct = command("correct")
    word(correct, "--line", type=int)
    word(correct, "--take-back", action="store_true")
    destroy = command("destroy")
    word(destroy, "item", type=int, metavar="ITEM")
    word(destroy, "--why", choices=("own_choice", "never_taken_in", "kept_long_enough"))
    word(destroy, "--yes", action="store_true")
    end = command("end")
    word(end, "--yes", action="store_true")
    copy = command("copy")
    word(copy, "to", type=Path, metavar="TO")
    command("passphrase")
    command("recover")
    accept = command("accept")
    word(accept, "parcel", type=Path, metavar="PARCEL")
    verify = command("verify", dossier=False)
    word(verify, "path", type=Path, metavar="PATH")
    word(verify, "--against", metavar="BUNDLE|HEAD")
    word(verify, "--passphrase-file", type=Path)
    demo = command("demo", dossier=False)
    word(demo, "dir", type=Path, metavar="DIR")
    extras = command("extras", dossier=False)
    word(extras, "extra", choices=("capture", "ocr"))
    return parser
