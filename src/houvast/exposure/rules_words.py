"""Rules for matches that are words: names, user names, e-mail, addresses, school and workplace."""

from __future__ import annotations

import re

from houvast.case.own_data import DataKind
from houvast.exposure.fold import codes
from houvast.exposure.look import Look
from houvast.exposure.rules_numbers import addition_verdict, house_addition
from houvast.exposure.spelling import Certainty, Verdict

_NEAR = 300
_OTHER_STREET = frozenset((
    "oude", "nieuwe", "lange", "korte", "grote", "kleine", "eerste", "tweede", "derde", "1e", "2e", "3e", "verlengde",
    "achter",
))  # fmt: skip
_MORE_LOCAL = re.compile(r"[^\W_][.\-_+%]+$")
_MORE_DOMAIN = re.compile(r"[.\-][a-z0-9]")
_IN_EMAIL = re.compile(r"[\w.+\-]*@")
_MORE_LEFT = re.compile(r"[^\W_][._\-]")
_MORE_RIGHT = re.compile(r"[._\-][a-z0-9]|_.?")
_SEPARATORS = re.compile(r"[ ._\-]")
_CLOCK = re.compile(r"[:.]\d")
_NUMBER = re.compile(r"\W{1,3}\d")


def words(look: Look) -> Verdict | None:
    """Whole words in their order; split, glued or disguised ones are less sure, short ones then nothing."""
    spelling = look.spelling
    if look.gap > 4 or look.new_lines > 1 or look.swapped * 2 > len(spelling.plain) or _loose_initial(look):
        return None
    doubt = _doubt(look)
    if doubt and len(spelling.plain) < (5 if doubt == "exposure.rule.look_alikes" else 8):
        return None
    is_username = spelling.wanted.kind is DataKind.USERNAME
    start = look.start - (is_username and look.text[look.start - 1 : look.start] == "@")
    if not doubt:
        return Verdict(start, look.end, spelling.certainty, look.why(), spelling.needs_company)
    spread = all(len(word) == 1 for word in look.words)
    torn = doubt == "exposure.rule.split" and not spread and len(look.words) > 1
    certainty: Certainty = "possible" if torn or spelling.certainty == "possible" else "probable"
    return Verdict(start, look.end, certainty, doubt)


def _loose_initial(look: Look) -> bool:
    """Whether the first or last word is one letter that stands too far off to be an initial."""
    ends = (look.spelling.words[0], look.spelling.words[-1])
    return any(len(end) == 1 for end in ends) and (look.gap > 2 or look.new_lines > 0)


def _doubt(look: Look) -> str:
    """What makes a match of words less sure, as a text key; "" for nothing."""
    is_username = look.spelling.wanted.kind is DataKind.USERNAME
    if not is_username and _IN_EMAIL.match(look.text[look.end : look.end + 60]):
        return "exposure.rule.in_email"
    if look.glued or (is_username and _more_of_a_username(look)):
        return "exposure.rule.part_of_longer"
    if is_username:
        alike = _SEPARATORS.findall(look.raw) == _SEPARATORS.findall(look.spelling.text)
    else:
        alike = [len(word) for word in look.words] == [len(word) for word in look.spelling.words]
    if not alike:
        return "exposure.rule.split"
    return "exposure.rule.look_alikes" if look.swapped else ""


def _more_of_a_username(look: Look) -> bool:
    """Whether the user name goes on behind a dot, dash or underscore."""
    left, right = look.text[max(0, look.start - 2) : look.start], look.text[look.end : look.end + 2]
    return bool(_MORE_LEFT.fullmatch(left) or _MORE_RIGHT.fullmatch(right))


def email(look: Look) -> Verdict | None:
    """An e-mail address: nothing may be glued to it that makes it somebody else's."""
    if look.gap > 4 or look.new_lines or look.swapped > 3 or look.glued:
        return None
    if _MORE_LOCAL.search(look.text[max(0, look.start - 3) : look.start]):
        return None
    if _MORE_DOMAIN.match(look.text[look.end : look.end + 2]):
        return None
    if look.swapped:
        return Verdict(look.start, look.end, "probable", "exposure.rule.look_alikes")
    return Verdict(look.start, look.end, "certain", look.why())


def address(look: Look) -> Verdict | None:
    """Street and number: certain with the town or postcode near; another addition is only possible."""
    spelling = look.spelling
    if look.gap > 4 or look.new_lines > 1 or look.swapped > 4 or look.before.isalnum() or look.after.isdigit():
        return None
    number_first = spelling.words[0] == spelling.number
    end, there = (look.end, "") if number_first else house_addition(look, look.end)
    if (end == look.end and look.after.isalpha()) or _another_number(look, number_first=number_first):
        return None
    certainty, rule = addition_verdict(spelling.addition, there)
    if rule and not number_first:
        return Verdict(look.start, look.end, "possible", rule)
    return _judged(look, end, number_first=number_first) if certainty else None


def _another_number(look: Look, *, number_first: bool) -> bool:
    """Whether what follows makes the number a time, or the first number one of something else."""
    after = look.text[look.end : look.end + 6]
    return bool((_NUMBER if number_first else _CLOCK).match(after))


def _judged(look: Look, end: int, *, number_first: bool) -> Verdict:
    """How sure a street with the right number and addition is."""
    before = look.left(look.start).split()[-1:]
    if before and before[0] in _OTHER_STREET and not number_first:
        return Verdict(look.start, end, "possible", "exposure.rule.other_street")
    if look.swapped:
        return Verdict(look.start, end, "probable", "exposure.rule.look_alikes", needs_company=True)
    around = codes(look.text[max(0, look.start - _NEAR) : end + _NEAR])
    if any(codes(place) in around for place in look.spelling.place):
        return Verdict(look.start, _over_town(look, end), "certain", "exposure.rule.with_town")
    return Verdict(look.start, end, "probable", look.spelling.rule, needs_company=True)


def _over_town(look: Look, end: int) -> int:
    """The end of the address when its town or postcode follows directly."""
    for place in look.spelling.place:
        pattern = r"\W{1,3}" + r"\W?".join(re.escape(sign) for sign in place.replace(" ", ""))
        if found := re.match(pattern + r"(?![^\W_])", look.text[end : end + 60], re.IGNORECASE):
            end += found.end()
    return end
