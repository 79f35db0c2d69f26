"""The spellings of data that are mostly digits: telephone, BSN, document, IBAN, licence plate, birth date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import phonenumbers

from houvast.exposure.fold import plain
from houvast.exposure.number_words import spelled
from houvast.exposure.spelling import Shape, Spelling, Wanted

MONTHS_NL = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
MONTHS_EN = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SHORT_NL = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_SHORT_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def phone(wanted: Wanted) -> Iterator[Spelling]:
    """The significant digits (the rule looks for 0, +31, 0031 on the left), and the number in words."""
    parsed = parse_phone(wanted.value)
    if parsed is None:
        digits = re.sub(r"\D", "", plain(wanted.value)).lstrip("0")
        country = ""
    else:
        digits = phonenumbers.national_significant_number(parsed)
        country = str(parsed.country_code)
    if len(digits) < 5:
        return
    yield Spelling(wanted, digits, Shape.PHONE, country=country)
    for text in spelled("0" + digits):
        yield Spelling(wanted, text, Shape.NUMBER_WORDS, "certain", "exposure.rule.number_words")


def parse_phone(value: str) -> phonenumbers.PhoneNumber | None:
    """The number as a Dutch one unless it says otherwise; None when it is no telephone number."""
    try:
        parsed = phonenumbers.parse(re.sub(r"\(0\)", "", value), "NL")
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_possible_number(parsed) else None


def bsn(wanted: Wanted) -> Iterator[Spelling]:
    """The digits, with and without the zero that some systems drop."""
    digits = re.sub(r"\D", "", wanted.value)
    yield Spelling(wanted, digits.zfill(9), Shape.CODE)
    if digits.startswith("0"):
        yield Spelling(wanted, digits.lstrip("0"), Shape.CODE, "probable")


def document(wanted: Wanted) -> Iterator[Spelling]:
    """The number of a passport, identity card or other paper as it is."""
    yield Spelling(wanted, wanted.value, Shape.CODE)


def iban(wanted: Wanted) -> Iterator[Spelling]:
    """The whole IBAN, and for a Dutch one the old account number."""
    whole = plain(wanted.value).replace(" ", "")
    yield Spelling(wanted, whole, Shape.CODE)
    if whole.startswith("nl") and len(whole) == 18:
        yield Spelling(wanted, whole[8:], Shape.CODE, "probable", "exposure.rule.account_only")
        if len(short := whole[8:].lstrip("0")) in (7, 8, 9):
            yield Spelling(wanted, short, Shape.CODE, "possible", "exposure.rule.account_only")


def plate(wanted: Wanted) -> Iterator[Spelling]:
    """The six signs; dashes or spaces may stand anywhere between groups."""
    yield Spelling(wanted, wanted.value, Shape.PLATE)


def birth_date(wanted: Wanted) -> Iterator[Spelling]:
    """Day, month and year in the orders and words of Dutch and English. Never certain alone: others share it."""
    born = parse_date(wanted.value)
    if born is None:
        return
    day, month, year = born.day, born.month, born.year
    days, months = {str(day), f"{day:02}"}, {str(month), f"{month:02}"}
    texts = {f"{d} {m} {year}" for d in days for m in months}
    texts.add(f"{year} {month:02} {day:02}")
    names = {names[month - 1] for names in (MONTHS_NL, MONTHS_EN, _SHORT_NL, _SHORT_EN)}
    if month == 9:
        names.add("sept")
    for name in names:
        texts |= {f"{d} {name} {year}" for d in days} | {f"{name} {d} {year}" for d in days}
    texts |= {f"{name} {day}{_ordinal(day)} {year}" for name in (MONTHS_EN[month - 1], _SHORT_EN[month - 1])}
    for text in sorted(texts):
        yield Spelling(wanted, text, Shape.DATE, "probable", "exposure.rule.alone", needs_company=True)
    yield Spelling(
        wanted, f"{month:02} {day:02} {year}", Shape.DATE, "possible", "exposure.rule.month_first", needs_company=True
    )
    for d in sorted(days):
        for m in sorted(months):
            short = f"{d} {m} {year % 100:02}"
            if len(short) >= 7:
                yield Spelling(wanted, short, Shape.DATE, "possible", "exposure.rule.short_year", needs_company=True)


def parse_date(value: str) -> date | None:
    """A date as people write it (17-4-1991, 17 april 1991, 1991-04-17), or None."""
    text = plain(value)
    for number, names in enumerate(zip(MONTHS_NL, MONTHS_EN, _SHORT_NL, _SHORT_EN, strict=True), 1):
        for name in names:
            text = re.sub(rf"\b{name}\b", str(number), text)
    parts = text.split()
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    first, second, third = (int(part) for part in parts)
    year, month, day = (first, second, third) if len(parts[0]) == 4 else (third, second, first)
    try:
        return date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None


def _ordinal(day: int) -> str:
    if 10 <= day % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
