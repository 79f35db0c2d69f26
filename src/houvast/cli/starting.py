"""The commands around the case: start, demo, extras."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from houvast.actions.demo import demo
from houvast.cli.terminal import Terminal
from houvast.errors import ActionError
from houvast.web.server import serve

Verb = Callable[[argparse.Namespace, Terminal], int]

CHECKOUT = Path(__file__).resolve().parents[3]


def run_start(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Open the app on this computer, until it is stopped."""
    serve(lang=arguments.lang, open_browser=not arguments.no_browser, announce=terminal.show)
    return 0


def run_demo(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Go the whole way by itself on the fictional case."""
    examples = CHECKOUT / "examples"
    if not examples.is_dir():
        raise ActionError("actions.no_extras_here")
    with terminal.world() as world:
        whole = demo(arguments.dir, examples=examples, world=world, show=terminal.show)
    return 0 if whole else 1


def run_extras(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Install what one extra needs, pinned and checked like the rest."""
    start = CHECKOUT / "start.py"
    if not start.is_file():
        raise ActionError("actions.no_extras_here")
    terminal.say(f"cli.extras.{arguments.extra}")
    return subprocess.run([sys.executable, str(start), "extras", arguments.extra], check=False).returncode


VERBS: dict[str, Verb] = {"start": run_start, "demo": run_demo, "extras": run_extras}
