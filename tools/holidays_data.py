"""Writes `src/houvast/knowledge/holidays/*.toml`: the days that do not count as working days, per country.

From the `holidays` package at build time, so that the room that counts stays pure and the data can be read and signed.
For the Netherlands the law is wider than the package's public holidays: Good Friday and 5 May count every year
(Algemene termijnenwet, article 3), and so do the days of the royal decree. Run it with `python tools/holidays_data.py`.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import holidays

FOLDER = Path(__file__).resolve().parents[1] / "src" / "houvast" / "knowledge" / "holidays"
YEARS = range(2025, 2032)
COUNTRIES = ("nl", "ie", "de", "be", "lt", "fr", "pl", "us")

# Royal decree for 2026-2028 (title quoted at sterfgeval.nl, 4 October 2025): treated as general holidays.
DECREE = (date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26))


def days_of(country: str) -> dict[date, tuple[str, str]]:
    """The days of a country with their names in Dutch (English where the package has none) and in English."""
    english = holidays.country_holidays(country.upper(), years=YEARS, language="en_US")
    dutch = holidays.country_holidays("NL", years=YEARS, language="nl") if country == "nl" else english
    found = {day: (dutch[day], english[day]) for day in english}
    if country == "nl":
        for year in YEARS:
            found.setdefault(date(year, 5, 5), ("Bevrijdingsdag", "Liberation Day"))
        found |= dict.fromkeys(DECREE, ("aangewezen bij koninklijk besluit", "designated by royal decree"))
    return found


def written(country: str) -> str:
    """The text of a data file."""
    lines = [
        "# Made by tools/holidays_data.py from the package `holidays`"
        + (", Algemene termijnenwet article 3 and royal decree." if country == "nl" else "."),
        f"until = {YEARS[-1]}-12-31",
    ]
    for day, (nl, en) in sorted(days_of(country).items()):
        lines += ["", "[[holiday]]", f"date = {day.isoformat()}", f"nl = {json.dumps(nl)}", f"en = {json.dumps(en)}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for code in COUNTRIES:
        (FOLDER / f"{code}.toml").write_text(written(code), encoding="utf-8")
