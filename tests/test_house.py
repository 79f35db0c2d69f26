"""The rules of the house, held over every file that is kept: what a reader may count on without asking.

Design: "No file above 400 lines", "each package opens with a docstring of what it promises", one home for every
sentence, imports that point one way, no address of a package index anywhere.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from houvast import errors
from houvast.knowledge.say import all_keys, say

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "houvast"
LONGEST = 400

# Not written by hand: compiled, computed, or brought by others (fonts, licence, raw material of the fictional case).
NOT_OURS = (
    "requirements/",
    "src/houvast/fonts/",
    "src/houvast/dossier/words/",
    "src/houvast/knowledge/holidays/",
    "examples/",
    "LICENSE",
)
TEXT = {".py", ".md", ".toml", ".html", ".css", ".js", ".typ", ".txt", ".svg", ".in", ".yml", ".json", ""}

# What no kept file says: where it was made, by what, and from which index.
FORBIDDEN = {
    "a path of one machine": r"/work/|/tmp/house|/opt/pypi|/root/|/home/[a-z]",
    "a package index": r"py[p]i\.org|python[h]osted|registry\.np[m]js|deb\.debia[n]\.org|artifact.?registry",
    "an index option": r"--(extra-)?index-url[ =]|--find-links[ =]|--trusted-host[ =]",
    "who held the pen": r"\bclaude\b|anthropic|openai|chatgpt|copilot|language model|sub-?agent",
    "unfinished work": r"\b(TODO|FIXME|XXX)\b",
    "a test that does not run": r"pytest\.skip|mark\.skip|mark\.xfail|importorskip",
}
HERE = "tests/test_house.py"


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that git keeps, and every new one that it does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return tuple(ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file())


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def written_by_hand() -> Iterator[tuple[str, str]]:
    """Name and text of every text file of our own."""
    for file in kept_files():
        name = name_of(file)
        if file.suffix in TEXT and not name.startswith(NOT_OURS):
            yield name, file.read_text("utf-8")


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Name and syntax tree of every module of the product."""
    return tuple((name_of(file), ast.parse(file.read_text("utf-8"))) for file in sorted(SOURCE.rglob("*.py")))


def test_no_file_of_our_own_is_longer_than_one_sitting() -> None:
    lengths = {name: text.count("\n") for name, text in written_by_hand()}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}
    assert len(lengths) > 100


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_kept_file_says(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE if what != "unfinished work" else 0)
    found = [
        f"{name}:{number}: {line.strip()[:90]}"
        for name, text in written_by_hand()
        if name != HERE
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]

    assert found == []


def test_the_requirements_pin_and_hash_everything_and_name_no_index() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        lines = [
            line for line in file.read_text("utf-8").splitlines() if line.strip() and not line.lstrip().startswith("#")
        ]
        starts = [line for line in lines if not line.startswith(" ")]

        assert starts, file.name
        assert all(re.match(r"[a-z0-9][a-z0-9.\-]*==\S+ ", line) for line in starts), file.name
        assert all(line.startswith(("    --hash=sha256:", *starts)) for line in lines), file.name


# A package, and the name that it is imported by where that differs.
IMPORTED_AS = {
    "django-csp": "csp",
    "rfc3161-client": "rfc3161_client",
    "pi-heif": "pi_heif",
    "pillow": "PIL",
    "python-stdnum": "stdnum",
}
BUILD_BACKEND = {"hatchling", "editables"}


def test_every_dependency_is_used_and_its_reason_written_down() -> None:
    explained = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()
    source = "\n".join(file.read_text("utf-8") for file in SOURCE.rglob("*.py"))
    for line in (ROOT / "requirements" / "core.in").read_text("utf-8").splitlines():
        package = re.split(r"[~<>=]", line)[0].strip().lower()
        if not package or package.startswith("#"):
            continue
        name = IMPORTED_AS.get(package, package)
        assert package in BUILD_BACKEND or re.search(rf"^\s*(from|import) {name}\b|\"{name}\.", source, re.MULTILINE), (
            package
        )
        assert re.search(rf"\b{re.escape(package)}\b", explained), package


def test_every_package_and_every_module_says_what_it_promises() -> None:
    silent = [name for name, tree in modules() if not ast.get_docstring(tree)]

    assert silent == []


def codes_raised() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Every place where an error of the tree is made, with each code that it may carry."""
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    for name, tree in modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called not in kinds:
                continue
            first = node.args[0]
            for code in [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]:
                yield f"{name}:{node.lineno}", node, code


def literal_codes() -> Iterator[tuple[str, ast.Call, str]]:
    for where, call, code in codes_raised():
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            yield where, call, code.value


def test_every_error_that_can_be_raised_has_its_sentence_in_both_languages() -> None:
    codes = {code for _, _, code in literal_codes()}

    assert sorted(code for code in codes if f"error.{code}" not in all_keys()) == []
    assert len(codes) > 20


def test_every_error_carries_the_values_that_its_sentence_fills_in() -> None:
    lacking = []
    for where, call, code in literal_codes():
        given = {word.arg for word in call.keywords}
        if None in given or f"error.{code}" not in all_keys():  # `**values`: known only when it runs
            continue
        every = {name: "" for name in given if name}
        for lang in ("nl", "en"):
            try:
                say(f"error.{code}", lang, **every)
            except errors.KnowledgeError as error:
                lacking.append(f"{where}: {error}")

    assert lacking == []


def test_every_code_begins_with_the_name_of_a_room() -> None:
    rooms = {folder.name for folder in SOURCE.iterdir() if folder.is_dir()}

    assert [(where, code) for where, _, code in literal_codes() if code.split(".")[0] not in rooms] == []


def said_keys() -> Iterator[tuple[str, str]]:
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield f"{name}:{node.lineno}", first.value


def test_every_sentence_that_the_code_asks_for_exists() -> None:
    assert [(where, key) for where, key in said_keys() if key not in all_keys()] == []


def test_every_sentence_is_plain_text_with_named_places_only() -> None:
    for key in all_keys():
        for lang in ("nl", "en"):
            text = say(key, lang, **dict.fromkeys(names_in(key), "x"))
            assert text == text.strip(), key


def names_in(key: str) -> set[str]:
    """The placeholders of a sentence, found by asking for it without any."""
    found: set[str] = set()
    while True:
        try:
            text = say(key, "nl", **dict.fromkeys(found, ""))
        except errors.KnowledgeError as error:
            found.add(str(error.values["name"]))
        else:
            assert not [name for _, name, _, _ in Formatter().parse(text) if name], key
            return found


def test_imports_point_one_way() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_only_outside_can_fetch_an_address() -> None:
    """`urllib.parse` takes an address apart and is free for all; the rest of urllib opens connections."""
    fetching = []
    for name, tree in modules():
        if name.startswith("src/houvast/outside/"):
            continue
        for node in ast.walk(tree):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                named = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            fetching += [
                f"{name}: {found}"
                for found in named
                if found.split(".")[0] == "urllib" and found != "urllib" and not found.startswith("urllib.parse")
            ]

    assert fetching == []


def test_only_outside_opens_a_stream_through_asyncio() -> None:
    """asyncio itself is free, for Playwright speaks it; what connects or listens is not."""
    doors = {"open_connection", "start_server", "create_connection", "create_server", "create_datagram_endpoint"}
    used = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        if not name.startswith("src/houvast/outside/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in doors
    ]

    assert used == []


def test_every_link_between_documents_leads_to_a_file() -> None:
    broken = []
    for name, text in written_by_hand():
        if name.endswith(".md"):
            for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
                if "://" not in target and not target.startswith("mailto:"):
                    where = (ROOT / name).parent / target
                    broken += [] if where.exists() else [f"{name}: {target}"]

    assert broken == []


def test_the_readme_says_only_what_make_and_houvast_can_do() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for name in ("README.md", "LEESMIJ.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text("utf-8")
        named = {
            word
            for line in re.findall(r"(?:^    |`)make ([a-z-]+(?: [a-z-]+)*)", text, re.MULTILINE)
            for word in line.split()
        }
        assert named and named <= targets, (name, named - targets)


@pytest.mark.parametrize("number", range(1, 10))
def test_every_safety_rule_has_a_test_that_names_it(number: int) -> None:
    """A test names a rule in its name (`test_v7_...`) or in a comment or docstring ("V2")."""
    named = re.compile(rf"\bV{number}\b|def test_(\w+_)?v{number}_")
    tests = [
        name for name, text in written_by_hand() if re.match(r"tests/\w+/test_\w+\.py", name) and named.search(text)
    ]

    assert tests
