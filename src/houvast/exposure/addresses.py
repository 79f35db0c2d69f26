"""The spellings of an address and of a postcode with a house number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from houvast.exposure import number_words
from houvast.exposure.fold import plain, words
from houvast.exposure.spelling import Shape, Spelling, Wanted

POSTCODE = re.compile(r"\b([1-9]\d{3}) ?([a-z]{2})\b")
ADDITION = r"(?:[a-z]|bis|hs|huis|rd|zw|rood|zwart|boven|ond|i{1,3}|iv|\d{1,4}|[a-z]\d{1,3}|\d{1,2}[a-z])"
"""House number additions as they are used (BAG: letter and up to four signs; here the common ones)."""

_HEAD = re.compile(
    rf"(?P<street>.+?) (?:(?:nr|nummer|no|huisnummer) )?(?P<number>\d{{1,5}}) ?(?P<addition>{ADDITION})?"
)
_LABELS = ("", "nr", "nummer", "huisnummer", "no", "number")
_MAX_STREETS = 24

_SUFFIXES = {
    "straat": ("str",), "laan": ("ln",), "weg": ("wg",), "plein": ("pln",), "gracht": ("gr",), "kade": ("kd",),
    "singel": ("sngl", "sgl"), "dijk": ("dk",), "steeg": ("stg",), "boulevard": ("blvd", "bd"), "park": ("prk",),
    "plantsoen": ("plnts",), "dreef": ("dr",), "haven": ("hvn",), "markt": ("mkt",), "burgwal": ("bgwl",),
}  # fmt: skip
_WORDS = {
    "burgemeester": ("burg", "bgm"), "dokter": ("dr",), "doctor": ("dr",), "professor": ("prof",),
    "sint": ("st",), "meester": ("mr",), "koningin": ("kon",), "koning": ("kon",), "prins": ("pr",),
    "prinses": ("pr", "prs"), "generaal": ("gen",), "jonkheer": ("jhr",), "dominee": ("ds",), "pastoor": ("past",),
    "ingenieur": ("ir",), "kapitein": ("kapt",), "president": ("pres",), "graaf": ("gr",), "grote": ("gr",),
    "oude": ("o",), "nieuwe": ("n", "nw"), "eerste": ("1e",), "tweede": ("2e",), "derde": ("3e",),
    "noord": ("n",), "zuid": ("z",), "oost": ("o",), "west": ("w",), "minister": ("min",),
}  # fmt: skip
_FULL = {short: full for full, shorts in _WORDS.items() for short in shorts if len(short) > 1}


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart, all of it plain: "" for what is not there."""

    street: str
    number: str
    addition: str
    postcode: str
    town: str


def parse_address(value: str) -> Address:
    """Take an address apart: street, number, addition, postcode, town. Without a number, all is `street`."""
    lines = [line for line in (plain(line).strip() for line in re.split(r"[,;\n]", value)) if line]
    text = " ".join(" , ".join(lines).split())
    code = POSTCODE.search(text)
    postcode = code[1] + code[2] if code else ""
    town = ""
    if code:
        town = text[code.end() :].replace(",", " ").strip()
        text = text[: code.start()].strip(" ,")
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and not town and _HEAD.fullmatch(parts[0]):
        town = re.sub(r"^\d+ ", "", parts[-1])
        parts = parts[:-1]
    head = " ".join(parts)
    found = _HEAD.fullmatch(head)
    if found is None and (loose := re.fullmatch(rf"({_HEAD.pattern}) (?P<town>[a-z ]+)", head)):
        return Address(loose["street"], loose["number"], loose["addition"] or "", postcode, town or loose["town"])
    if found is None:
        return Address(head, "", "", postcode, town)
    return Address(found["street"], found["number"], found["addition"] or "", postcode, town)


def address(wanted: Wanted) -> Iterator[Spelling]:
    """Street and number in every order and abbreviation, and the postcode if the address has one."""
    parsed = parse_address(wanted.value)
    near = tuple(place for place in (parsed.postcode, parsed.town) if len(place) >= 3)
    if not parsed.number:
        if parsed.street:
            text = f"{parsed.street} {parsed.town}".strip()
            yield Spelling(wanted, text, Shape.WORDS)
    else:
        for street in streets(parsed.street):
            orders = [f"{street} {label} {parsed.number}" for label in _LABELS] + [f"{parsed.number} {street}"]
            orders += _in_words(street, int(parsed.number))
            for text in orders:
                yield Spelling(
                    wanted, text, Shape.ADDRESS, "probable", "exposure.rule.street_and_number",
                    needs_company=True, addition=parsed.addition, number=parsed.number, place=near,
                )  # fmt: skip
    if parsed.postcode:
        yield Spelling(wanted, parsed.postcode, Shape.POSTCODE, number=parsed.number, addition=parsed.addition)


def _in_words(street: str, number: int) -> list[str]:
    """The street with its number in words; "een" only behind a label, since it is also the most common of words."""
    if number > 999:
        return []
    labels = _LABELS[1:] if number == 1 else _LABELS
    return [f"{street} {label} {said(number)}" for label in labels for said in (number_words.nl, number_words.en)]


def postcode(wanted: Wanted) -> Iterator[Spelling]:
    """The postcode; its rule looks for the house number beside it."""
    text = plain(wanted.value)
    if code := POSTCODE.search(text):
        rest = re.search(rf"(\d{{1,5}}) ?({ADDITION})?", text[: code.start()] + " " + text[code.end() :])
        number, addition = (rest[1], rest[2] or "") if rest else ("", "")
        yield Spelling(wanted, code[1] + code[2], Shape.POSTCODE, number=number, addition=addition)


def streets(street: str) -> tuple[str, ...]:
    """The ways to write a street name: abbreviations of its words and of its last part, most usual first."""
    choices: list[tuple[str, ...]] = []
    for word in words(street):
        shorts = [word, *_WORDS.get(word, ())]
        if word in _FULL:
            shorts.append(_FULL[word])
        for suffix, ends in _SUFFIXES.items():
            if word.endswith(suffix):
                shorts += [word[: -len(suffix)] + end for end in ends]
            shorts += [word[: -len(end)] + suffix for end in ends if len(end) > 2 and word.endswith(end)]
        choices.append(tuple(dict.fromkeys(shorts)))
    written = [" ".join(choice) for choice in islice(product(*choices), _MAX_STREETS)]
    for text in tuple(written):
        for full, short in (("van der ", "vd "), ("van de ", "vd "), ("van den ", "vd "), ("van ", "v ")):
            if full in text:
                written.append(text.replace(full, short, 1))
                break
    return tuple(dict.fromkeys(written))
