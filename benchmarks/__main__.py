"""Run the benchmarks of this folder and write their rows to build/bench.json.

    python -m benchmarks          all of them
    python -m benchmarks NAME     the modules that make a row, or are called, NAME

Each module beside this one has `ROWS`, the names of the rows that it makes, and `rows() -> list[dict]`; a row is
`{"name", "value", "unit", "against", "ratio", "runs", "note"}`. A run for one name leaves the other rows as they are.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
RESULT = FOLDER.parent / "build" / "bench.json"
FIELDS = ["name", "value", "unit", "against", "ratio", "runs", "note"]

Row = dict[str, Any]


def modules(only: str | None) -> list[Any]:
    """The benchmark modules, by name; with `only` those that are called so or make that row."""
    names = sorted(file.stem for file in FOLDER.glob("*.py") if not file.stem.startswith("__"))
    found = [importlib.import_module(f"benchmarks.{name}") for name in names]
    return [module for module in found if only is None or only in (module.__name__.split(".")[1], *module.ROWS)]


def earlier() -> dict[str, Row]:
    """The rows of the last run, by name; none when there was no run."""
    return {row["name"]: row for row in json.loads(RESULT.read_text())} if RESULT.exists() else {}


def main(words: list[str]) -> int:
    """Measure, print and write; 1 when nothing is called so."""
    only = words[0] if words else None
    chosen = modules(only)
    if not chosen:
        print(f"no benchmark is called {only}", file=sys.stderr)
        return 1
    kept = earlier()
    for module in chosen:
        for row in module.rows():
            if list(row) != FIELDS:
                raise ValueError(f"{module.__name__}: a row has {FIELDS}, not {list(row)}")
            ratio = "" if row["ratio"] is None else f"  {row['ratio']:.2f} x {row['against']}"
            print(f"{row['name']:<28} {row['value']:>12.3f} {row['unit']:<6}{ratio}", flush=True)
            kept[row["name"]] = row
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(list(kept.values()), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
