"""Look whether an own datum can be what it says it is, and write it in its usual form.

Tolerant of spelling, strict only where a mistake would make find useless: a BSN that fails its test, an IBAN with a
wrong check number. The values of an error never hold the datum.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import phonenumbers
from stdnum import iban as stdnum_iban
from stdnum.exceptions import ValidationError
from stdnum.nl import bsn as stdnum_bsn

from houvast.case.own_data import DataKind
from houvast.errors import CaseError
from houvast.exposure.addresses import POSTCODE
from houvast.exposure.fold import codes, plain
from houvast.exposure.numbers import parse_date, parse_phone

_LONGEST = 300
_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\".]{2,}")


def check_datum(kind: DataKind, value: str) -> str:
    """The datum in its usual form.

    Args:
        kind: what it is said to be.
        value: as the person wrote it.

    Returns:
        Numbers grouped as is usual here, a date as 17-04-1991; anything else as written, without outer spaces.

    Raises:
        CaseError: `exposure.empty`, `exposure.too_long`, or what is wrong with this kind: `exposure.not_a_phone`,
            `exposure.not_an_email`, `exposure.not_a_postcode`, `exposure.bsn_length`, `exposure.bsn_test`,
            `exposure.iban_shape`, `exposure.iban_test`, `exposure.not_a_date`, `exposure.not_a_plate`,
            `exposure.too_short`.
    """
    tidy = " ".join(value.split()) if kind is not DataKind.ADDRESS else _lines(value)
    if not tidy:
        raise CaseError("exposure.empty")
    if len(tidy) > _LONGEST:
        raise CaseError("exposure.too_long", most=_LONGEST)
    check = _CHECKS.get(kind)
    tidy = check(tidy) if check else tidy
    if len(codes(tidy)) < 3:
        raise CaseError("exposure.too_short")
    return tidy


def _lines(value: str) -> str:
    """An address on one line, its lines joined by commas."""
    lines = (" ".join(line.split()).strip(" ,") for line in value.splitlines())
    return ", ".join(line for line in lines if line)


def _phone(value: str) -> str:
    parsed = parse_phone(_narrow(value))
    if parsed is None:
        raise CaseError("exposure.not_a_phone")
    if parsed.country_code == 31:
        return _dutch(phonenumbers.national_significant_number(parsed))
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _dutch(digits: str) -> str:
    if digits.startswith("6") and len(digits) == 9:
        return f"06-{digits[1:]}"
    formatted: str = phonenumbers.format_number(
        phonenumbers.parse("0" + digits, "NL"), phonenumbers.PhoneNumberFormat.NATIONAL
    )
    return formatted


def _narrow(value: str) -> str:
    """A telephone number with plain digits, its plus and brackets kept."""
    return "".join(sign if sign in "+()" else plain(sign) for sign in value)


def _email(value: str) -> str:
    value = re.sub(r"^mailto:", "", value, flags=re.IGNORECASE).strip("<>")
    if not _EMAIL.fullmatch(value):
        raise CaseError("exposure.not_an_email")
    return value


def _postcode(value: str) -> str:
    text = plain(value)
    found = POSTCODE.search(text)
    if found is None:
        raise CaseError("exposure.not_a_postcode")
    rest = "".join((text[: found.start()] + " " + text[found.end() :]).split())
    return f"{found[1]} {found[2].upper()} {rest}".strip()


def _bsn(value: str) -> str:
    digits = re.sub(r"[\s.\-]", "", value)
    if not digits.isdecimal() or not digits.isascii() or len(digits) not in (8, 9):
        raise CaseError("exposure.bsn_length")
    digits = digits.zfill(9)
    if not stdnum_bsn.is_valid(digits):
        raise CaseError("exposure.bsn_test")
    return digits


def _iban(value: str) -> str:
    compact = re.sub(r"[\s.\-]", "", value).upper().removeprefix("IBAN:").removeprefix("IBAN")
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", compact):
        raise CaseError("exposure.iban_shape")
    try:
        stdnum_iban.validate(compact, check_country=False)
    except ValidationError as error:
        raise CaseError("exposure.iban_test") from error
    return " ".join(compact[place : place + 4] for place in range(0, len(compact), 4))


def _birth_date(value: str) -> str:
    born = parse_date(value)
    if born is None:
        raise CaseError("exposure.not_a_date")
    return f"{born.day:02}-{born.month:02}-{born.year}"


def _plate(value: str) -> str:
    signs = plain(value).replace(" ", "")
    if not 4 <= len(signs) <= 8 or signs.isdigit() or not signs.isalnum():
        raise CaseError("exposure.not_a_plate")
    return value.upper()


_CHECKS: Mapping[DataKind, Callable[[str], str]] = {
    DataKind.PHONE: _phone,
    DataKind.EMAIL: _email,
    DataKind.POSTCODE: _postcode,
    DataKind.BSN: _bsn,
    DataKind.IBAN: _iban,
    DataKind.BIRTH_DATE: _birth_date,
    DataKind.PLATE: _plate,
}
