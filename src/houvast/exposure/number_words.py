"""Numbers in Dutch and English words, as people spell a telephone or house number to get it past a filter."""

from __future__ import annotations

NL_DIGITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
EN_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NL_TEENS = (
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
)
_NL_TENS = ("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_EN_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

DIGIT_OF_WORD = {
    **{word: str(digit) for digit, word in enumerate(NL_DIGITS)},
    **{word: str(digit) for digit, word in enumerate(EN_DIGITS)},
}
"""The digit that a plain word stands for."""


def nl(number: int) -> str:
    """A number from 0 to 999 in Dutch words, without spaces."""
    if number < 10:
        return NL_DIGITS[number]
    if number < 20:
        return _NL_TEENS[number - 10]
    if number < 100:
        ones = NL_DIGITS[number % 10] + "en" if number % 10 else ""
        return ones + _NL_TENS[number // 10]
    hundreds = NL_DIGITS[number // 100] if number >= 200 else ""
    return f"{hundreds}honderd{nl(number % 100) if number % 100 else ''}"


def en(number: int) -> str:
    """A number from 0 to 999 in English words."""
    if number < 10:
        return EN_DIGITS[number]
    if number < 20:
        return _EN_TEENS[number - 10]
    if number < 100:
        return f"{_EN_TENS[number // 10]} {EN_DIGITS[number % 10] if number % 10 else ''}".strip()
    return f"{EN_DIGITS[number // 100]} hundred {en(number % 100) if number % 100 else ''}".strip()


def spelled(digits: str) -> tuple[str, ...]:
    """Ways to say a row of digits: one by one in Dutch and English, and in pairs in Dutch (06, 12, 34, ...)."""
    one_by_one = (
        " ".join(NL_DIGITS[int(digit)] for digit in digits),
        " ".join(EN_DIGITS[int(digit)] for digit in digits),
    )
    pairs = [digits[place : place + 2] for place in range(0, len(digits), 2)]
    if len(digits) % 2 or any(pair[0] == "0" and pair != pairs[0] for pair in pairs):
        return one_by_one
    said = [f"nul {NL_DIGITS[int(pair[1])]}" if pair[0] == "0" else nl(int(pair)) for pair in pairs]
    return (*one_by_one, " ".join(said))
