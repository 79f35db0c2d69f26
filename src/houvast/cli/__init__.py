"""The same verbs in a terminal.

Promises:
- Exit code 0 only on success; an error is one sentence on standard error, with what to do next, and exit code 1.
- Nothing personal is an argument: texts and own data are asked for, or read from a file that the person named or "-".
- Long work shows progress on a terminal and stays silent elsewhere. With `--json` only JSON goes to standard output.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from houvast.cli import guiding, handing, keeping, looking, starting
from houvast.cli.parser import build
from houvast.cli.terminal import Terminal
from houvast.errors import HouvastError
from houvast.knowledge.records import Lang
from houvast.knowledge.say import say

VERBS = {**guiding.VERBS, **keeping.VERBS, **looking.VERBS, **handing.VERBS, **starting.VERBS}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code: 0 on success, 1 when it could not be done, 2 when the words of the command are off.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    lang = _language(words)
    arguments = build(lang).parse_args(words)
    terminal = Terminal(lang=lang, json=getattr(arguments, "json", False))
    try:
        return VERBS[arguments.command](arguments, terminal)
    except HouvastError as error:
        terminal.complain(say(f"error.{error.code}", lang, **error.values))
    except (KeyboardInterrupt, EOFError):
        terminal.complain(say("cli.stopped", lang))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        terminal.complain(say("error.actions.system", lang, what=error.strerror or type(error).__name__))
    return 1


def _language(words: Sequence[str]) -> Lang:
    for here, word in enumerate(words):
        if word == "--lang" and here + 1 < len(words):
            return "en" if words[here + 1] == "en" else "nl"
        if word.startswith("--lang="):
            return "en" if word.endswith("en") else "nl"
    return "en" if os.environ.get("LANG", "").startswith("en") else "nl"
