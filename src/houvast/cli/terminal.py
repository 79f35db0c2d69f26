"""The terminal: what is shown, what is asked, and how long work shows itself."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from houvast.actions.world import World, real_world
from houvast.errors import ActionError
from houvast.knowledge.records import Lang
from houvast.knowledge.say import say


class Terminal:
    """One person at one terminal, in one language."""

    def __init__(self, *, lang: Lang, json: bool = False, out: TextIO | None = None) -> None:
        self.lang = lang
        self.json = json
        self._out = out or sys.stdout
        self._console = Console(stderr=True)
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def text(self, key: str, **values: str | int) -> str:
        """A sentence in the language of this terminal."""
        return say(key, self.lang, **values)

    def say(self, key: str, **values: str | int) -> None:
        """Show a sentence, unless only JSON was asked for."""
        if not self.json:
            self.show(self.text(key, **values))

    def show(self, text: str) -> None:
        """Show text as it is."""
        self._no_bars()
        self._out.write(text + "\n")
        self._out.flush()

    def data(self, value: Any) -> None:
        """Show data as JSON."""
        json.dump(value, self._out, ensure_ascii=False, indent=2)
        self._out.write("\n")

    def complain(self, text: str) -> None:
        """Show one sentence on standard error."""
        sys.stderr.write(text + "\n")

    def ask(self, key: str, **values: str | int) -> str:
        """Ask for one line. The answer never becomes an argument or stands in a shell history."""
        self._no_bars()
        sys.stderr.write(self.text(key, **values) + " ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\n").strip()

    def yes(self, key: str, **values: str | int) -> bool:
        """Ask for a yes. Anything but a yes is a no."""
        return self.ask(key, **values).casefold() in {"ja", "j", "yes", "y"}

    def secret(self, key: str) -> str:
        """Ask for a passphrase without showing it."""
        self._no_bars()
        if sys.stdin.isatty():
            return getpass.getpass(self.text(key) + " ", stream=sys.stderr)
        return self.ask(key)

    def passphrase(self, file: Path | None) -> str:
        """The passphrase, from the file that was named or asked for.

        Raises:
            ActionError: `actions.no_passphrase_file` when the file cannot be read.
        """
        if file is None:
            return self.secret("cli.ask.passphrase")
        try:
            return file.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ActionError("actions.no_passphrase_file") from error

    @contextmanager
    def world(self) -> Iterator[World]:
        """The real world, with progress on the terminal while something takes long.

        The bars stand only while there is work: a question is never asked under them.
        """
        if self.json or not self._console.is_terminal:
            yield real_world(lang=self.lang)
            return
        try:
            yield real_world(lang=self.lang, progress=self._progress)
        finally:
            self._no_bars()

    def _progress(self, key: str, done: int, total: int) -> None:
        if self._bars is None:
            columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
            self._bars = Progress(
                *columns, console=self._console, transient=True, redirect_stdout=False, redirect_stderr=False
            )
            self._tasks = {}
            self._bars.start()
        if key not in self._tasks:
            self._tasks[key] = self._bars.add_task(self.text(key), total=total or None)
        self._bars.update(self._tasks[key], completed=done, total=total or None)
        if total and done >= total:
            self._no_bars()

    def _no_bars(self) -> None:
        if self._bars is not None:
            self._bars.stop()
            self._bars = None


def read_text(source: str) -> str:
    """The text of a file that the person named, or of standard input for "-".

    Raises:
        ActionError: `actions.unreadable_file`.
    """
    try:
        return sys.stdin.read() if source == "-" else Path(source).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ActionError("actions.unreadable_file") from error
