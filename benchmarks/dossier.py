"""How long the police dossier of 500 items takes, how much memory, and how it grows.

Each item has a preview of about 95 kB, as intake makes them. Every run is a process of its own, so that its memory is
its own. Against the limits that the papers promise: 5 s and 700 MiB; the PDF stays under 60 MB.
"""

from __future__ import annotations

import io
import json
import math
import random
import statistics
import subprocess
import sys
from datetime import date
from typing import Any

from PIL import Image

from houvast.case.acts import Moment
from houvast.case.own_data import DataKind
from houvast.letters.views import AroundView, CaseView, ControlView, EventView, ItemView, PlaceView

ROWS = ("dossier_500_items_s", "dossier_500_items_mib", "dossier_500_items_pdf_mb", "dossier_items_growth")
RUNS = 3
LIMIT_S, LIMIT_MIB, LIMIT_MB = 5.0, 700.0, 60.0
SIZES = (125, 250, 500)

ONE_RUN = """
import json, resource, sys, time
from benchmarks.dossier import case_of
from houvast.letters.dossier_pdf import compose_dossier
from houvast.letters.render import pdf
case = case_of(int(sys.argv[1]))
start = time.perf_counter()
made = pdf(compose_dossier(case))
seconds = time.perf_counter() - start
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(made) / 1e6]))
"""


def case_of(items: int) -> CaseView:
    """A case with that many items, each with a preview that does not compress further."""
    source = random.Random(1)
    kinds = (DataKind.PHONE, DataKind.ADDRESS)

    def preview() -> bytes:
        noise = Image.frombytes("L", (270, 480), source.randbytes(270 * 480)).resize((540, 960)).convert("RGB")
        out = io.BytesIO()
        noise.save(out, "JPEG", quality=24)
        return out.getvalue()

    def one(seq: int) -> ItemView:
        around = tuple(
            AroundView(text="Hier woont ze. Kom langs. " * 3, who="Account", marked=n == 3) for n in range(7)
        )
        when = Moment("", f"2026-11-{seq % 28 + 1:02}T20:14:00Z", "", "yes")
        return ItemView(
            seq=seq, medium="picture", caption=f"Bericht {seq}", file=f"data/{seq}/bericht.png", sha256="ab" * 32,
            size=200_000, address=f"https://example.org/groep/{seq}", account="Account", account_id=str(10**12 + seq),
            posted=when, seen=when, captured=when, data=kinds, around=around, preview=preview(),
        )  # fmt: skip

    events = tuple(
        EventView(seq=n, told="De telefoon ging.", when=Moment("", f"2026-11-{n % 28 + 1:02}")) for n in range(items)
    )
    return CaseView(
        lang="nl", made_on=date(2026, 11, 24), facts={"effect.calls": "yes"}, data=kinds, told="Verteld. " * 200,
        items=tuple(one(seq) for seq in range(1, items + 1)), events=events,
        places=(PlaceView(seq=1, platform="Voorbeeld", address="https://example.org", data=kinds),),
        control=ControlView(fingerprint="1f" * 32, line=items, head="ab" * 32, verifier_sha256="cd" * 32),
    )  # fmt: skip


def rows() -> list[dict[str, Any]]:
    """The rows of this benchmark, each the median of its runs."""
    found = {size: [_measured(size) for _ in range(RUNS)] for size in SIZES}
    seconds, mib, megabytes = (statistics.median(run[column] for run in found[SIZES[-1]]) for column in range(3))
    times = [statistics.median(run[0] for run in found[size]) for size in SIZES]
    growth = math.log(times[-1] / times[0]) / math.log(SIZES[-1] / SIZES[0])
    note = "500 items with previews of about 95 kB, 501 events, A-3a and UA-1"
    return [
        _row("dossier_500_items_s", seconds, "s", "limit 5 s", LIMIT_S, note),
        _row("dossier_500_items_mib", mib, "MiB", "limit 700 MiB, whole process", LIMIT_MIB, note),
        _row("dossier_500_items_pdf_mb", megabytes, "MB", "limit 60 MB", LIMIT_MB, note),
        _row("dossier_items_growth", growth, "exp", "linear", 1.0, "exponent over 125, 250 and 500 items"),
    ]


def _measured(items: int) -> list[float]:
    done = subprocess.run([sys.executable, "-c", ONE_RUN, str(items)], capture_output=True, check=True, text=True)
    numbers: list[float] = json.loads(done.stdout)
    return numbers


def _row(name: str, value: float, unit: str, against: str, limit: float, note: str) -> dict[str, Any]:
    return {
        "name": name, "value": value, "unit": unit, "against": against, "ratio": value / limit, "runs": RUNS,
        "note": note,
    }  # fmt: skip
