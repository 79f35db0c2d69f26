"""The spellings of data that are words: names, user names, e-mail, school and workplace."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from houvast.exposure.fold import plain, words
from houvast.exposure.spelling import Shape, Spelling, Wanted

_PARTICLES = frozenset((
    "van", "de", "der", "den", "het", "ten", "ter", "te", "t", "el", "al", "la", "le", "du", "da", "di", "von", "zu",
    "v", "vd", "op", "in", "aan", "bij", "uit",
))  # fmt: skip
_JOINED = (("van der", "vd"), ("van den", "vd"), ("van de", "vd"), ("van", "v"))
_AT = ("@", "at", "apenstaartje", "apenstaart", "apestaartje", "apestaart")
_DOT = ("", "dot", "punt")
_GENERAL = frozenset((
    "basisschool", "school", "obs", "cbs", "rkbs", "pcbs", "kbs", "college", "lyceum", "gymnasium",
    "scholengemeenschap", "kinderdagverblijf", "kdv", "vereniging", "stichting", "bv", "nv", "vof",
))  # fmt: skip


def name(wanted: Wanted) -> Iterator[Spelling]:
    """A name in the usual orders; initials with the surname are only probable, one word alone too."""
    given, surname = _name_parts(wanted.value)
    if not given and not surname:
        return
    if not surname or not given:
        yield Spelling(wanted, given or surname, Shape.WORDS, "probable", "exposure.rule.alone", needs_company=True)
        return
    core = " ".join(word for word in surname.split() if word not in _PARTICLES)
    particles = " ".join(word for word in surname.split() if word in _PARTICLES)
    first = given.split()[0]
    surnames = [surname]
    for full, short in _JOINED:
        if surname.startswith(full + " "):
            surnames.append(f"{short} {surname[len(full) + 1 :]}")
    for full in dict.fromkeys(surnames):
        yield Spelling(wanted, f"{given} {full}", Shape.WORDS)
        yield Spelling(wanted, f"{full} {given}", Shape.WORDS)
    weaker = {f"{first[0]} {surname}", f"{surname} {first[0]}"}
    if particles:
        yield Spelling(wanted, f"{core} {given} {particles}", Shape.WORDS)
        weaker |= {f"{given} {core}", f"{core} {first[0]} {particles}"}
    if first != given:
        weaker |= {f"{first} {surname}", " ".join([*(word[0] for word in given.split()), surname])}
    if "-" in wanted.value.rsplit(" ", 1)[-1]:
        weaker.add(f"{given} {words(wanted.value.rsplit('-', 1)[0])[-1]}")
    for text in sorted(weaker):
        if len(text.replace(" ", "")) >= 5:
            yield Spelling(wanted, text, Shape.WORDS, "probable", "exposure.rule.part_of_name", needs_company=True)


def _name_parts(value: str) -> tuple[str, str]:
    """Given names and surname with its particles, plain; "Wit, Fatima de" is turned round."""
    if "," in value:
        last, _, rest = value.partition(",")
        order = [*words(rest), *words(last)]
    else:
        order = list(words(value))
    if len(order) < 2:
        return " ".join(order), ""
    cut = next((place for place, word in enumerate(order) if place and word in _PARTICLES), len(order) - 1)
    if "-" in value.rsplit(" ", 1)[-1] and cut == len(order) - 1 and len(order) > 2:
        cut -= 1
    return " ".join(order[:cut]), " ".join(order[cut:])


def nickname(wanted: Wanted) -> Iterator[Spelling]:
    """A nickname as a whole word; short ones are shared by many."""
    yield Spelling(wanted, plain(wanted.value), Shape.WORDS, "probable", "exposure.rule.alone", needs_company=True)


def username(wanted: Wanted) -> Iterator[Spelling]:
    """A user name, without its @ and without the address of the profile."""
    last = wanted.value.strip().rstrip("/").rsplit("/", 1)[-1].lstrip("@")
    if len(plain(last).replace(" ", "")) >= 8:
        yield Spelling(wanted, last, Shape.WORDS)
    else:
        yield Spelling(wanted, last, Shape.WORDS, "probable", "exposure.rule.alone", needs_company=True)


def email(wanted: Wanted) -> Iterator[Spelling]:
    """An e-mail address, also with (at), apenstaartje, dot and punt."""
    local, _, domain = wanted.value.strip().rpartition("@")
    for at, dot_before, dot_after in product(_AT, _DOT if "." in local else ("",), _DOT):
        before = plain(local.replace(".", f" {dot_before} "))
        after = plain(domain.replace(".", f" {dot_after} "))
        yield Spelling(wanted, f"{before} {at} {after}", Shape.EMAIL)


def organisation(wanted: Wanted) -> Iterator[Spelling]:
    """A school or workplace; many people share it, so it is certain only beside other data."""
    every = words(wanted.value)
    yield Spelling(wanted, " ".join(every), Shape.WORDS, "probable", "exposure.rule.alone", needs_company=True)
    core = " ".join(word for word in every if word not in _GENERAL)
    if core != " ".join(every) and len(core.replace(" ", "")) >= 6:
        yield Spelling(wanted, core, Shape.WORDS, "possible", "exposure.rule.part_of_name", needs_company=True)
