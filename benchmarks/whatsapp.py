"""How long an exported chat of a million messages takes, through the child process, from bytes to a `Reading`.

Peer: one pass in this process that only decodes each line and looks whether it begins a message, which is the least
that any reader of this format must do. Growth: the exponent between a sixteenth, a quarter and the whole.
"""

from __future__ import annotations

import io
import math
import random
import statistics
import time
from datetime import datetime, timedelta
from typing import Any

from houvast.intake.chat_form import ANY
from houvast.intake.child import Reader

ROWS = ("whatsapp_1m_s", "whatsapp_growth")
_RUNS = 3
_MESSAGES = 1_000_000
_WORDS = ("de", "het", "een", "niet", "maar", "voor", "bellen", "nummer", "adres", "morgen", "😂", "één", "’s", "huis")


def export(messages: int, chance: random.Random) -> bytes:
    """A Dutch Android export: four people over years, one message in six of more than one line."""
    moment = datetime(2019, 1, 1)  # noqa: DTZ001  exports have local time without zone
    lines = []
    for _ in range(messages):
        moment += timedelta(seconds=chance.randrange(300))
        author = chance.choice(("Noor", "Sven de Vries", "+31 6 12345678", "Renée 🌷"))
        words = " ".join(chance.choices(_WORDS, k=chance.randint(1, 20)))
        more = "\nen nog een regel" if chance.random() < 1 / 6 else ""
        lines.append(f"{moment:%d-%m-%Y %H:%M} - {author}: {words}{more}\n")
    return "".join(lines).encode()


def rows() -> list[dict[str, Any]]:
    """Both rows."""
    chance = random.Random(1)
    chats = [export(_MESSAGES // part, chance) for part in (16, 4, 1)]
    with Reader() as reader:
        times = [[_seconds(reader, chat) for _ in range(_RUNS)] for chat in chats]
    middle = [statistics.median(one) for one in times]
    floor = statistics.median([_floor(chats[-1]) for _ in range(_RUNS)])
    growth = math.log(middle[2] / middle[0]) / math.log(len(chats[2]) / len(chats[0]))
    note = f"{_MESSAGES} messages, {len(chats[2]) / 1e6:.0f} MB; start of the child not counted"
    return [
        {
            "name": "whatsapp_1m_s",
            "value": middle[2],
            "unit": "s",
            "against": "one pass that finds the headers",
            "ratio": middle[2] / floor,
            "runs": _RUNS,
            "note": note,
        },
        {
            "name": "whatsapp_growth",
            "value": growth,
            "unit": "",
            "against": "",
            "ratio": None,
            "runs": _RUNS,
            "note": "exponent of time against bytes over 1/16, 1/4 and the whole; 1 is linear",
        },
    ]


def _seconds(reader: Reader, chat: bytes) -> float:
    started = time.perf_counter()
    taken = reader.read("whatsapp", "chat.txt", io.BytesIO(chat), size=len(chat))
    passed = time.perf_counter() - started
    if taken.refused or not taken.reading.lines.adds_up:
        raise RuntimeError(taken.refused)
    return passed


def _floor(chat: bytes) -> float:
    started = time.perf_counter()
    sum(ANY.match(line.decode()) is not None for line in io.BytesIO(chat))
    return time.perf_counter() - started
