"""All spellings of an own datum, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from houvast.case.own_data import DataKind
from houvast.exposure import addresses, numbers, words
from houvast.exposure.spelling import Spelling, Wanted

_MAKERS: Mapping[DataKind, Callable[[Wanted], Iterator[Spelling]]] = {
    DataKind.PHONE: numbers.phone,
    DataKind.EMAIL: words.email,
    DataKind.ADDRESS: addresses.address,
    DataKind.POSTCODE: addresses.postcode,
    DataKind.NAME: words.name,
    DataKind.NICKNAME: words.nickname,
    DataKind.USERNAME: words.username,
    DataKind.BIRTH_DATE: numbers.birth_date,
    DataKind.BSN: numbers.bsn,
    DataKind.DOCUMENT: numbers.document,
    DataKind.IBAN: numbers.iban,
    DataKind.PLATE: numbers.plate,
    DataKind.CHILD_NAME: words.name,
    DataKind.HOUSEMATE_NAME: words.name,
    DataKind.SCHOOL: words.organisation,
    DataKind.WORKPLACE: words.organisation,
}


def spellings(data: Iterable[Wanted]) -> tuple[Spelling, ...]:
    """Every spelling of these data that has at least three codes, each once."""
    found = (spelling for wanted in data for spelling in _MAKERS[wanted.kind](wanted))
    return tuple(dict.fromkeys(spelling for spelling in found if len(spelling.codes) >= 3))
