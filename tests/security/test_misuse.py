"""What Houvast must not make, whoever asks (V7). The stories stand in docs/misuse.md, each with its test."""

from __future__ import annotations

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from houvast.cli.parser import build
from houvast.knowledge.load import knowledge

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "houvast"
MISUSE = ROOT / "docs" / "misuse.md"

# A new verb is a decision about misuse: whoever adds one adds it here, after reading docs/misuse.md.
VERBS = {
    "start", "plan", "facts", "demo", "extras", "new", "note", "add", "mine", "find", "places", "timeline", "correct",
    "destroy", "end", "copy", "passphrase", "recover", "accept", "notice", "tell", "hand-over", "stamp", "verify",
}  # fmt: skip


def commands() -> dict[str, argparse.ArgumentParser]:
    parser = build("en")
    (chosen,) = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(chosen.choices)


def words() -> Iterator[tuple[str, argparse.Action]]:
    """Every word of every command, but for --help."""
    for name, command in commands().items():
        for action in command._actions:
            if not isinstance(action, argparse._HelpAction):
                yield name, action


@cache
def imported() -> set[str]:
    """The first name of everything that the product imports."""
    names = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    return names


def required() -> set[str]:
    """Every package that can be installed with the product, extras too."""
    found = set()
    for name in ("core", "capture", "ocr"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text("ascii")
        found |= set(re.findall(r"^([a-z0-9.\-]+)==", text, re.MULTILINE))
    return found


def test_v7_the_verbs_are_these_and_none_of_them_looks_anybody_up() -> None:
    assert set(commands()) == VERBS


def test_nothing_personal_is_a_word_of_a_command() -> None:
    """The words of a command stand in the shell's history and in the list of processes. Allowed: a number, a word of
    a closed list, a switch, and a place where something lies."""
    places = {
        "dossier",
        "dir",
        "to",
        "out",
        "path",
        "parcel",
        "passphrase_file",
        "source",
        "answers",
        "against",
        "roots",
    }
    free = {
        (name, action.dest)
        for name, action in words()
        if action.nargs != 0 and action.type is not int and not action.choices and action.dest not in places
    }

    assert free == {("notice", "route"), ("stamp", "server")}
    assert all(re.fullmatch(r"[a-z0-9_]+", route) for route in knowledge().routes)


def test_an_address_of_a_page_is_the_only_thing_to_be_fetched_that_can_be_typed() -> None:
    assert {name for name, action in words() if action.dest == "source" and action.nargs == "+"} == {"add"}


def sentences() -> dict[str, str]:
    """Every sentence that a paper can be made of, both languages together, by key or file."""
    found = {}
    for file in (SOURCE / "knowledge" / "texts").glob("*.toml"):
        for key, record in tomllib.loads(file.read_text("utf-8")).items():
            if key.startswith(("letters.", "papers.")):
                found[key] = " ".join(record.values())
    for file in [*(SOURCE / "knowledge" / "letters").glob("*.toml"), *(SOURCE / "letters").rglob("*.typ")]:
        found[file.name] = file.read_text("utf-8")
    return found


def test_v7_no_paper_and_no_route_asks_who_a_poster_is() -> None:
    """Those facts go into a lawyer's own brief, never into a letter that an unmasker could send."""
    asks = re.compile(
        r"identiteit van (de|die) (plaatser|dader|gebruiker)|wie (de plaatser|deze gebruiker|dit account) is"
        r"|naw-?gegevens|lycos|pessers|subscriber (data|information)"
        r"|identity of (the|this) (poster|offender|user|account)|who (the poster|this user|this account) is",
        re.IGNORECASE,
    )

    assert [where for where, text in sentences().items() if asks.search(text)] == []
    assert [name for name in knowledge().routes if re.search("ident|unmask|disclos", name)] == []
    assert len(sentences()) > 100


def test_v7_no_route_leads_to_a_poster() -> None:
    """Nobody is helped to write to whoever did it."""
    recipients = {route.recipient for route in knowledge().routes.values()}

    assert not recipients & {"poster", "offender", "account", "suspect", "sender"}
    assert recipients


def test_v7_no_face_search_and_no_search_for_people_can_be_installed_or_imported() -> None:
    weapons = re.compile(r"face|dlib|arcface|pimeyes|maigret|sherlock|holehe|whois|scrapy|selenium|google|bing|shodan")

    assert {name for name in required() | imported() if weapons.search(name)} == set()
    assert "django" in required() & imported()


def test_v7_nothing_is_sent_by_houvast_so_nothing_can_be_sent_a_thousand_times() -> None:
    """A notice is made for one place at a time, and a person sends it."""
    place = next(action for name, action in words() if name == "notice" and action.dest == "place")

    assert place.type is int and place.nargs is None
    assert not imported() & {"smtplib", "imaplib", "ftplib", "requests", "httpx", "aiohttp"}


def test_nobody_can_say_when_a_line_was_written() -> None:
    """A file that is made up afterwards says that it was made afterwards: the clock is not an argument of any verb."""
    assert {action.dest for _, action in words() if re.search("date|time|when|written|now", action.dest)} == set()


def test_v5_nothing_runs_while_nobody_is_there() -> None:
    """No service, no schedule, no start with the computer: Houvast watches nobody."""
    assert not imported() & {"sched", "crontab", "schedule", "apscheduler", "celery", "daemon", "winreg"}
    texts = [file.read_text("utf-8").lower() for file in SOURCE.rglob("*.py")]
    assert not [text for text in texts if "autostart" in text or "crontab" in text or "systemctl" in text]


def test_v7_find_reads_what_was_brought_and_fetches_nothing() -> None:
    """`find` takes a dossier and nothing else: no site, no list of people, no folder to search through."""
    assert {action.dest for name, action in words() if name == "find"} == {"dossier", "passphrase_file", "lang", "json"}


NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", MISUSE.read_text("utf-8"))


def test_every_story_names_its_tests() -> None:
    stories = re.split(r"^## \d+\. ", MISUSE.read_text("utf-8"), flags=re.MULTILINE)[1:]

    assert len(stories) >= 12
    assert [story.splitlines()[0] for story in stories if "::test_" not in story] == []


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_a_story_names_is_there(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text("utf-8"))

    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
