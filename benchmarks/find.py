"""How fast find goes through text: one own case (12 data) and 300 data, against the memory limit of the same text.

`value` is MB (10^6 bytes) of original UTF-8 text a second on one core, index not
counted; `against` is the same text searched for one exact word with `str.find` once for each datum, which finds only
exact spellings.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from houvast.case.own_data import DataKind, DataState
from houvast.case.reading import Carrier, Passage, Reading, Span
from houvast.exposure.find import Search, Wanted

ROWS = ("find_own_mb_s", "find_300_mb_s")

_RUNS = 5
_ORDINARY = (
    "de het een en van ik je niet op dat te in is die maar voor met als was er aan ook om dan zo nog wat hij "
    "ze bij mijn heb naar hebben kan uit al of dit toch door hoe moet over nu weer gewoon morgen huis straat vrouw man "
    "bellen nummer adres filmpje groep school werk weten zeggen komen laten mensen buurt avond foto mag "
    "the and you that have with this from they what about there would people know just like time street house tomorrow"
)


def _text(random_source: random.Random, size: int) -> list[str]:
    """Chat-like lines: short passages, some accents, emoji, times and numbers of strangers."""
    ordinary = _ORDINARY.split()
    lines: list[str] = []
    total = 0
    while total < size:
        words = [random_source.choice(ordinary) for _ in range(random_source.randint(4, 30))]
        if random_source.random() < 0.15:
            words.append(random_source.choice(("😂", "hè?", "één", "’s avonds", "café", "€12,50")))
        if random_source.random() < 0.1:
            words.insert(3, f"{random_source.randint(1, 199)}")
        if random_source.random() < 0.02:
            words.append(f"06{random_source.randint(10_000_000, 99_999_999)}")
        line = " ".join(words)
        lines.append(line)
        total += len(line.encode())
    return lines


def _data(random_source: random.Random, persons: int) -> list[Wanted]:
    letters = "abcdefghijklmnoprstuvwz"

    def word(length: int) -> str:
        return "".join(random_source.choice(letters) for _ in range(length))

    found: list[tuple[DataKind, str]] = []
    for _ in range(persons):
        first, last, number = word(6), word(8), random_source.randint(1, 200)
        postcode = f"{random_source.randint(1000, 9999)} {word(2).upper()}"
        found += [
            (DataKind.PHONE, f"06-9{random_source.randint(1_000_000, 9_999_999)}"),
            (DataKind.EMAIL, f"{first}.{last}@{word(7)}.example"),
            (DataKind.ADDRESS, f"{word(7)}straat {number}, {postcode} {word(8)}"),
            (DataKind.POSTCODE, f"{postcode} {number}"),
            (DataKind.NAME, f"{first} van {last}"),
            (DataKind.USERNAME, f"{first}_{last}"),
            (DataKind.BIRTH_DATE, f"{random_source.randint(10, 28)}-{random_source.randint(1, 12)}-1990"),
            (DataKind.BSN, f"{random_source.randint(100_000_000, 999_999_999)}"),
            (DataKind.IBAN, f"NL00BANK{random_source.randint(10**9, 10**10 - 1)}"),
            (DataKind.PLATE, f"{word(2)}-{random_source.randint(100, 999)}-{word(1)}"),
            (DataKind.CHILD_NAME, word(6)),
            (DataKind.SCHOOL, f"basisschool {word(9)}"),
        ]
    return [Wanted(seq, kind, value, DataState.KNOWN) for seq, (kind, value) in enumerate(found)]


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def rows() -> list[dict[str, Any]]:
    """The two rows, each the median of its runs."""
    source = random.Random(20261114)
    lines = _text(source, 8_000_000)
    whole = "\n".join(lines)
    size = len(whole.encode()) / 1e6
    short = Reading("whatsapp", "made", tuple(Passage(line, Carrier.MESSAGE, Span()) for line in lines))
    made = []
    for name, persons in (("find_own_mb_s", 1), ("find_300_mb_s", 25)):
        data = _data(source, persons)
        search = Search(data)
        ours = size / _median(lambda search=search: search.through(short))  # type: ignore[misc]
        exact = size / _median(lambda data=data: [whole.find(one.value) for one in data])  # type: ignore[misc]
        made.append({
            "name": name, "value": round(ours, 1), "unit": "MB/s",
            "against": f"str.find for each datum, {exact:.1f} MB/s", "ratio": ours / exact, "runs": _RUNS,
            "note": f"{len(data)} data, {len(lines)} messages, {size:.1f} MB",
        })  # fmt: skip
    return made
