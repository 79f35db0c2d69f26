"""A pytest plugin: what each part of the tests cost, beside its budget in seconds on two cores.

It only tells. A slow machine is no reason for a red test; a part that grows over its budget is a reason to look.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

# Folder under tests/: the part of the budget that it belongs to. A folder that is not named counts as "other".
PARTS = {
    "guide": ("knowledge", "guide", "letters"),
    "dossier": ("case", "dossier", "verifier", "actions", "cli", "security", "reliability"),
    "follow-up": ("followup", "outside"),
    "intake and find": ("intake", "exposure"),
    "browser": ("web", "journeys"),
}
BUDGET = {"guide": 120, "dossier": 300, "follow-up": 180, "intake and find": 180, "browser": 240}
FOLDER_PARTS = {folder: part for part, folders in PARTS.items() for folder in folders}

spent: dict[str, float] = defaultdict(float)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count set-up, call and tear-down of a test under its part."""
    folder = report.nodeid.split("/")[1] if report.nodeid.count("/") > 1 else ""
    spent[FOLDER_PARTS.get(folder, "other")] += report.duration


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print one line for each part."""
    terminalreporter.section("seconds of each part, and its budget")
    for part in (*PARTS, "other"):
        terminalreporter.line(f"{part:<16} {spent[part]:7.1f}   {BUDGET.get(part, '')}")
