"""Rules for matches that are mostly digits: what must and what may not stand around them."""

from __future__ import annotations

import re
from functools import cache

from houvast.exposure.addresses import ADDITION
from houvast.exposure.look import Look
from houvast.exposure.number_words import DIGIT_OF_WORD
from houvast.exposure.spelling import Certainty, Verdict

_LIKE_DIGIT = {"0": "[0o]", "1": "[1il]", "3": "[3e]", "4": "[4a]", "5": "[5s]", "7": "[7t]", "8": "[8b]", "9": "[9g]"}
_INSIDE_IBAN = re.compile(r"[a-z]{2} ?\d{2} ?[a-z]{4} ?$")
_NUMBER_RIGHT = re.compile(r"[^\w\n]{0,4}(?:(?:nr|no|nummer|huisnummer)\b[^\w\n]{0,2})?(\d{1,5})(?!\d)", re.IGNORECASE)
_NUMBER_LEFT = re.compile(rf"(?<![a-z0-9])(?P<number>\d{{1,5}}) ?(?P<addition>{ADDITION})? {{0,3}}$")


@cache
def _prefix(country: str) -> re.Pattern[str]:
    code = "".join(_LIKE_DIGIT.get(digit, digit) for digit in country)
    gap = "[ ()]"
    zero = "(?:(?<![0-9])0|(?<![a-z0-9])o)"
    trunk = rf"\(?{zero}{gap}{{0,4}}"
    if not code:
        return re.compile(trunk + "$")
    abroad = rf"\(?(?:\+|{zero}{gap}?[0o]){gap}{{0,2}}{code}{gap}{{0,3}}(?:[0o]{gap}{{0,3}})?"
    bare = rf"(?<![a-z0-9]){code}{gap}{{0,3}}"
    return re.compile(rf"(?:{abroad}|{bare}|{trunk})$")


def phone(look: Look) -> Verdict | None:
    """A telephone number: its significant digits, widened to the left over 0, +31, 0031, (0)."""
    signs, places = look.aligned_left()
    prefix = _prefix(look.spelling.country).search(signs)
    start = places[prefix.start()] if prefix else look.start
    left = signs[: prefix.start()] if prefix else signs
    before = left[-1:]
    if look.gap > 4 or look.new_lines or look.swapped > 4 or _within_digits(look, before) or _INSIDE_IBAN.search(left):
        return None
    if prefix is None:
        alone = not (before.isalnum() or look.after.isalnum() or look.goes_on(start))
        return Verdict(start, look.end, "probable", "exposure.rule.no_prefix") if alone else None
    swapped = look.swapped or any(sign.isalpha() for sign in prefix[0])
    doubt = _doubt(look, start, swapped=bool(swapped), glued=before.isalpha() or look.after.isalpha())
    if doubt:
        return Verdict(start, look.end, "probable", doubt)
    written = look.text[start : look.end] in look.spelling.wanted.value
    rule = "exposure.rule.as_written" if written else "exposure.rule.other_spelling"
    return Verdict(start, look.end, "certain", rule)


def _within_digits(look: Look, before: str) -> bool:
    return before.isdigit() or look.after.isdigit()


def _doubt(look: Look, start: int, *, swapped: bool, glued: bool) -> str:
    """What makes a match of digits less sure, as a text key; "" for nothing."""
    if swapped:
        return "exposure.rule.look_alikes"
    if glued:
        return "exposure.rule.part_of_longer"
    return "exposure.rule.goes_on" if look.goes_on(start) else ""


def number_words(look: Look) -> Verdict | None:
    """A number in words; when another number word follows, it may be part of a longer one."""
    if look.swapped or look.gap > 4 or look.glued:
        return None
    neighbours = {*look.left(look.start).split()[-1:], *look.right(look.end).split()[:1]}
    if any(word in DIGIT_OF_WORD or word.isdigit() for word in neighbours):
        return Verdict(look.start, look.end, "probable", "exposure.rule.goes_on")
    return Verdict(look.start, look.end, "certain", look.why())


def code(look: Look) -> Verdict | None:
    """BSN, document number, IBAN, account number: nothing of the same sort may be glued to it."""
    only_digits = look.spelling.plain.isdigit()
    if look.gap > 3 or look.new_lines or look.swapped > 3 or _within_digits(look, look.before if only_digits else ""):
        return None
    if only_digits and _INSIDE_IBAN.search(look.left(look.start)):
        return None
    if doubt := _doubt(look, look.start, swapped=bool(look.swapped), glued=look.glued):
        return Verdict(look.start, look.end, "probable", doubt)
    return Verdict(look.start, look.end, look.spelling.certainty, look.why())


def plate(look: Look) -> Verdict | None:
    """A licence plate: letters are letters and digits digits; certain when written in groups."""
    if look.swapped or look.glued or look.gap > 1 or look.new_lines:
        return None
    grouped = len(look.words) > 1 and all(word.isalpha() or word.isdigit() for word in look.words)
    if grouped:
        return Verdict(look.start, look.end, "certain", look.why())
    return Verdict(look.start, look.end, "probable", look.why(), needs_company=True)


def date(look: Look) -> Verdict | None:
    """A birth date in groups; short years only with one kind of -, / or . between them."""
    if look.swapped or look.glued or look.gap > 4 or look.new_lines or look.goes_on(look.start):
        return None
    spelling = look.spelling
    if look.words != spelling.words:
        solid = len(look.words) == 1 and len(spelling.plain) == 8 and spelling.plain.isdigit()
        if not solid:
            return None
        return Verdict(look.start, look.end, "possible", "exposure.rule.solid_date", needs_company=True)
    between = set(re.sub(r"\w", "", look.raw))
    if spelling.rule == "exposure.rule.short_year" and between not in ({"-"}, {"/"}, {"."}):
        return None
    return Verdict(look.start, look.end, spelling.certainty, spelling.rule, needs_company=True)


def postcode(look: Look) -> Verdict | None:
    """A postcode: certain with the right house number beside it, possible with another one."""
    spelling = look.spelling
    if look.swapped or look.before.isalnum() or look.after.isalpha() or look.gap > 2 or look.new_lines:
        return None
    beside = _number_beside(look)
    if beside is None or not spelling.number:
        if look.after.isdigit():
            return None
        return Verdict(look.start, look.end, "probable", "exposure.rule.postcode_only", needs_company=True)
    start, end, number, addition = beside
    if number != spelling.number:
        return Verdict(look.start, look.end, "possible", "exposure.rule.postcode_other_number")
    certainty, rule = addition_verdict(spelling.addition, addition)
    return Verdict(start, end, certainty, rule or look.why()) if certainty else None


def _number_beside(look: Look) -> tuple[int, int, str, str] | None:
    """The house number right or left of a postcode: start and end of the whole, number, addition."""
    end, number, addition = house_number(look, look.end)
    if number:
        return look.start, end, number, addition
    signs, places = look.aligned_left()
    if left := _NUMBER_LEFT.search(signs.replace("\n", " ")):
        return places[left.start()], look.end, left["number"], left["addition"] or ""
    return None


def house_number(look: Look, start: int) -> tuple[int, str, str]:
    """The house number from the character `start`: where it ends, number and addition; ("", "") when none is there."""
    beside = _NUMBER_RIGHT.match(look.text[start : start + 40])
    if beside is None:
        return start, "", ""
    end = start + beside.end()
    after, addition = house_addition(look, end)
    return after, beside[1], addition


def house_addition(look: Look, end: int) -> tuple[int, str]:
    """The addition that follows a house number: where it ends, and its plain text; "" when there is none.

    A letter behind a space counts only from a to h, so that "12 u" and "12 i" stay a sentence.
    """
    found = re.match(rf"(?P<gap>[ ]?[-/]?[ ]?)(?P<text>{ADDITION})(?![^\W_])", look.text[end : end + 12], re.IGNORECASE)
    if found is None:
        return end, ""
    text, gap = found["text"].lower(), found["gap"]
    if text.isdigit() and not gap.strip():
        return end, ""
    if gap == " " and len(text) == 1 and text not in "abcdefgh":
        return end, ""
    return end + found.end(), text


def addition_verdict(own: str, there: str) -> tuple[Certainty | None, str]:
    """How sure a house number is, given the own addition and the one that stands there; None for another house."""
    if own == there:
        return "certain", ""
    if own and there:
        return None, ""
    return "possible", "exposure.rule.other_addition"
