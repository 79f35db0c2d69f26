"""Own data made up at random, each with the ways in which people write or disguise it."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from houvast.case.own_data import DataKind

_SYLLABLES = (
    "ba",
    "cor",
    "du",
    "fem",
    "gijs",
    "hol",
    "jo",
    "kra",
    "lum",
    "mer",
    "nop",
    "quin",
    "rus",
    "tem",
    "vos",
    "wij",
)
_NL = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TENS = ("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_EN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_CYRILLIC = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_LEET = str.maketrans("aeio", "4310")
_DIGIT_LETTERS = str.maketrans("015", "OlS")

Disguise = Callable[[str], str]


def wide(text: str) -> str:
    """Full-width signs."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def bold(text: str) -> str:
    """Mathematical bold letters and digits."""
    made = ""
    for sign in text:
        if "a" <= sign <= "z":
            made += chr(0x1D41A + ord(sign) - ord("a"))
        elif "A" <= sign <= "Z":
            made += chr(0x1D400 + ord(sign) - ord("A"))
        elif "0" <= sign <= "9":
            made += chr(0x1D7CE + ord(sign) - ord("0"))
        else:
            made += sign
    return made


def keycaps(text: str) -> str:
    """Digits as keycap emoji."""
    return "".join(f"{sign}\ufe0f\u20e3" if sign.isdigit() else sign for sign in text)


def hidden(text: str) -> str:
    """A zero-width space or a soft hyphen between all signs."""
    return "\u200b".join(text[:3]) + "\u00ad" + "\u200d".join(text[3:])


def accented(text: str) -> str:
    """Accents on the vowels, composed on some and decomposed on others."""
    made = "".join(sign + "\u0301" if sign in "ae" else sign + "\u0308" if sign in "iou" else sign for sign in text)
    return made if len(text) % 2 else unicodedata.normalize("NFC", made)


def homoglyphs(text: str) -> str:
    """Cyrillic letters that look Latin."""
    return text.translate(_CYRILLIC)


def same(text: str) -> str:
    """As it is."""
    return text


UNICODE: dict[str, Disguise] = {"wide": wide, "bold": bold, "hidden": hidden}
LETTERS: dict[str, Disguise] = {
    "capitals": str.upper, "small": str.lower, "accented": accented, "homoglyphs": homoglyphs, **UNICODE,
}  # fmt: skip


def word(source: random.Random, syllables: int = 3) -> str:
    """A made-up word of at least eight letters for three syllables."""
    made = "".join(source.choice(_SYLLABLES) for _ in range(syllables))
    return made if len(made) >= 3 * syllables - 1 else made + "ck"


def digits(source: random.Random, count: int) -> str:
    """Digits of which the first is no zero."""
    return str(source.randint(10 ** (count - 1), 10**count - 1))


def _said(pair: str) -> str:
    return _NL[int(pair[1])] + "en" + _TENS[int(pair[0])] if "0" not in pair and pair[0] != "1" else pair


def phone(source: random.Random) -> tuple[str, dict[str, str]]:
    """A mobile number outside the ranges in use, and its disguises."""
    last = "9" + digits(source, 7)
    pairs = " ".join(last[place : place + 2] for place in range(0, 8, 2))
    solid = "06" + last
    written = {
        "plain": f"06-{last}", "solid": solid, "pairs": f"06 {pairs}", "dots": "06." + pairs.replace(" ", "."),
        "plus": f"+31 6 {last}", "plus_solid": f"+316{last}", "double_zero": f"0031 6 {last}",
        "bracket_zero": f"+31 (0)6 {last}", "bracket_area": f"(06) {last}", "slashes": f"06/{pairs.replace(' ', '/')}",
        "spread": " ".join(solid), "wide": wide(solid), "bold": bold(f"06-{last}"), "keycaps": keycaps(solid),
        "hidden": hidden(solid), "dutch_words": " ".join(_NL[int(digit)] for digit in solid),
        "english_words": "-".join(_EN[int(digit)] for digit in solid),
        "mixed": f"nul 6 {_NL[9]} {last[1:3]} {_NL[int(last[3])]} {last[4:]}",
        "mixed_pairs": f"0 zes {_said(last[:2])} {last[2:4]} {_said(last[4:6])} {last[6:]}",
        "letters": f"O6-{last[:4].translate(_DIGIT_LETTERS)}{last[4:]}",
    }  # fmt: skip
    return f"06-{last}", written


def email(source: random.Random) -> tuple[str, dict[str, str]]:
    """An address at an example domain."""
    first, last, site = word(source, 2), word(source, 2), word(source, 2)
    value = f"{first}.{last}@{site}.example"
    written = {
        "plain": value, "capitals": value.upper(), "wide": wide(value), "bold": bold(value), "hidden": hidden(value),
        "spaced": value.replace("@", " @ ").replace(".", " . "), "at": value.replace("@", "(at)"),
        "at_dot": value.replace("@", " [at] ").replace(".", " [dot] "),
        "apenstaartje": f"{first} punt {last} apenstaartje {site} punt example",
        "apestaart": f"{first}.{last} apestaart {site}.example",
    }  # fmt: skip
    return value, written


def address(source: random.Random) -> tuple[str, dict[str, str]]:
    """Street, number, postcode and town; the planted form is what stands between the ends of the match."""
    core, number, town = word(source).title(), source.randint(1, 199), word(source).title()
    code = f"{digits(source, 4)} {source.choice(('AB', 'CX', 'KP'))}"
    here = f"{core}straat {number}"
    written = {
        "with_town": f"{here}, {town}", "whole": f"{here}, {code} {town}", "lines": f"{here}\n{code} {town}",
        "abbreviated": f"{core}str. {number}", "labelled": f"{core}straat nr. {number}",
        "number_first": f"{number} {core}straat", "dotted": ".".join(f"{core}straat") + f" {number}",
        "postcode_number": f"{code} {number}", "postcode_dash": f"{code.replace(' ', '')}-{number}",
    }  # fmt: skip
    written |= {name: disguise(here) for name, disguise in LETTERS.items()}
    return f"{here}, {code} {town}", written


def postcode(source: random.Random) -> tuple[str, dict[str, str]]:
    """Postcode and house number with an addition."""
    code, letters, number = digits(source, 4), source.choice(("AB", "CX", "KP")), source.randint(1, 199)
    written = {
        "plain": f"{code} {letters} {number}b", "glued": f"{code}{letters}{number}B",
        "small": f"{code}{letters.lower()} {number} b", "comma": f"{code} {letters}, {number}-b",
        "label": f"{code} {letters} nr. {number}b", "wide": wide(f"{code}{letters}") + f" {number}b",
        "before": f"{number}b, {code} {letters}",
    }  # fmt: skip
    return f"{code} {letters} {number}b", written


def name(source: random.Random) -> tuple[str, dict[str, str]]:
    """A first name, a particle and a surname."""
    first, last = word(source, 2).title(), word(source, 2).title()
    value = f"{first} van {last}"
    written = {
        "plain": value, "register": f"{last}, {first} van", "turned": f"Van {last}, {first}",
        "short_particle": f"{first} v. {last}", "initial": f"{first[0]}. van {last}", "glued": value.replace(" ", ""),
        "spread": " ".join(value.replace(" ", "")), "leet": value.translate(_LEET),
        "line_end": value.replace(" ", "\n", 1),
    }  # fmt: skip
    return value, written | {name: disguise(value) for name, disguise in LETTERS.items()}


def username(source: random.Random) -> tuple[str, dict[str, str]]:
    """A user name of two words and a number."""
    value = f"{word(source, 2)}_{word(source, 2)}{source.randint(10, 99)}"
    return value, {
        "plain": value,
        "at": f"@{value}",
        "capitals": value.upper(),
        "wide": wide(value),
        "bold": bold(value),
    }


def birth_date(source: random.Random) -> tuple[str, dict[str, str]]:
    """A day in 1991."""
    day, month = source.randint(13, 28), source.randint(1, 12)
    names = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
             "november", "december")  # fmt: skip
    written = {
        "plain": f"{day}-{month:02}-1991", "dots": f"{day}.{month}.1991", "slashes": f"{day}/{month:02}/1991",
        "iso": f"1991-{month:02}-{day}", "word": f"{day} {names[month - 1]} 1991", "short": f"{day}/{month:02}/91",
        "wide": wide(f"{day}-{month:02}-1991"),
    }  # fmt: skip
    return f"{day}-{month:02}-1991", written


def bsn(source: random.Random) -> tuple[str, dict[str, str]]:
    """Nine digits; the test of eleven is the business of check_datum, not of find."""
    value = digits(source, 9)
    written = {
        "plain": value, "groups": f"{value[:3]}.{value[3:6]}.{value[6:]}", "spaces": " ".join((value[:4], value[4:])),
        "wide": wide(value), "keycaps": keycaps(value), "label": value, "hidden": hidden(value),
    }  # fmt: skip
    return value, written


def iban(source: random.Random) -> tuple[str, dict[str, str]]:
    """A Dutch shape."""
    solid = f"NL{digits(source, 2)}KRIM{digits(source, 10)}"
    grouped = " ".join(solid[place : place + 4] for place in range(0, 18, 4))
    return grouped, {
        "plain": grouped,
        "solid": solid,
        "small": solid.lower(),
        "wide": wide(solid),
        "dots": grouped.replace(" ", "."),
    }


def plate(source: random.Random) -> tuple[str, dict[str, str]]:
    """A present-day Dutch plate."""
    parts = (source.choice(("XR", "KP", "VN")), digits(source, 3), source.choice("DGHJ"))
    solid = "".join(parts)
    return "-".join(parts), {
        "plain": "-".join(parts),
        "spaces": " ".join(parts),
        "solid": solid,
        "small": "-".join(parts).lower(),
    }


def document(source: random.Random) -> tuple[str, dict[str, str]]:
    """A passport shape."""
    value = f"N{source.choice('XYV')}{digits(source, 7)}"
    return value, {"plain": value, "small": value.lower(), "spaces": f"{value[:2]} {value[2:]}", "wide": wide(value)}


def one_word(source: random.Random) -> tuple[str, dict[str, str]]:
    """A nickname or a child's first name."""
    value = word(source, 2).title()
    return value, {"plain": value, **{name: disguise(value) for name, disguise in LETTERS.items()}}


def organisation(source: random.Random) -> tuple[str, dict[str, str]]:
    """A school."""
    core = word(source).title()
    return f"Basisschool De {core}", {
        "plain": f"Basisschool De {core}",
        "capitals": f"BASISSCHOOL DE {core.upper()}",
        "core": f"De {core}",
    }


MADE: dict[DataKind, Callable[[random.Random], tuple[str, dict[str, str]]]] = {
    DataKind.PHONE: phone,
    DataKind.EMAIL: email,
    DataKind.ADDRESS: address,
    DataKind.POSTCODE: postcode,
    DataKind.NAME: name,
    DataKind.NICKNAME: one_word,
    DataKind.USERNAME: username,
    DataKind.BIRTH_DATE: birth_date,
    DataKind.BSN: bsn,
    DataKind.DOCUMENT: document,
    DataKind.IBAN: iban,
    DataKind.PLATE: plate,
    DataKind.CHILD_NAME: one_word,
    DataKind.HOUSEMATE_NAME: name,
    DataKind.SCHOOL: organisation,
    DataKind.WORKPLACE: organisation,
}
CLASSES = [(kind, disguise) for kind, make in MADE.items() for disguise in make(random.Random(1))[1]]
