"""Name every record of the knowledge that should have been looked at again by today.

    make knowledge              tell
    python -m tools.overdue --refuse    fail when there is one: a release is not made of old facts

Law changes and telephone numbers die. Tests run with a fixed date and never turn red by the calendar; this does.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date

from houvast.knowledge.freshness import Dated, overdue
from houvast.knowledge.load import knowledge


@dataclass(frozen=True, slots=True)
class Looked:
    """When a platform was last looked at; a record that names only a month or a year counts from its first day."""

    id: str
    checked_on: date
    check_every_days: int


def main(words: list[str]) -> int:
    """Print what is overdue today, and what nobody has looked at; 1 with `--refuse` when anything is overdue."""
    known = knowledge()
    platforms = known.platforms.values()
    records: list[Dated] = [*known.sources.values(), *known.organisations.values()]
    records += [
        Looked(item.id, date.fromisoformat(f"{item.checked_on}-01-01"[:10]), item.check_every_days)
        for item in platforms
        if item.checked_on
    ]
    late = overdue(records, date.today())  # noqa: DTZ011 - the day where the maker sits
    for record in late:
        print(f"{record.days:>5} days over   {record.due}   {record.id}")
    never = [item.id for item in platforms if not item.checked_on]
    print(f"{len(late)} records overdue; {len(never)} platforms that nobody has looked at: {', '.join(never)}")
    return 1 if late and "--refuse" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
