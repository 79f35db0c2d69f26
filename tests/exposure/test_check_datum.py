"""Own data are checked kindly: any spelling is taken, a mistake gets a sentence that does not repeat the datum."""

from __future__ import annotations

import pytest

from houvast.case.own_data import DataKind
from houvast.errors import CaseError
from houvast.exposure.check import check_datum
from houvast.knowledge.say import say


@pytest.mark.parametrize(
    ("kind", "written", "tidy"),
    [
        (DataKind.PHONE, " 06 91 82 73 64", "06-91827364"),
        (DataKind.PHONE, "+31 (0)6-91827364", "06-91827364"),
        (DataKind.PHONE, "0031691827364", "06-91827364"),
        (DataKind.PHONE, "０６９１８２７３６４", "06-91827364"),
        (DataKind.PHONE, "020 555 0123", "020 555 0123"),
        (DataKind.PHONE, "+32 470 12 34 56", "+32 470 12 34 56"),
        (DataKind.EMAIL, "<Fatima@Postbus.example>", "Fatima@Postbus.example"),
        (DataKind.ADDRESS, "Fluitekruidpad 12b\n1234 AB  Ermelo", "Fluitekruidpad 12b, 1234 AB Ermelo"),
        (DataKind.POSTCODE, "1234ab 12-b", "1234 AB 12b"),
        (DataKind.POSTCODE, "1234 ab", "1234 AB"),
        (DataKind.BSN, "1234.56.782", "123456782"),
        (DataKind.BSN, "12345672", "012345672"),
        (DataKind.IBAN, "iban: nl91abna0417164300", "NL91 ABNA 0417 1643 00"),
        (DataKind.BIRTH_DATE, "17 april 1991", "17-04-1991"),
        (DataKind.BIRTH_DATE, "1991-4-17", "17-04-1991"),
        (DataKind.PLATE, "ab-123-c", "AB-123-C"),
        (DataKind.CHILD_NAME, "  Noor ", "Noor"),
    ],
)
def test_a_datum_in_any_spelling_becomes_its_usual_form(kind: DataKind, written: str, tidy: str) -> None:
    assert check_datum(kind, written) == tidy
    assert check_datum(kind, tidy) == tidy


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        (DataKind.PHONE, "06-1", "exposure.not_a_phone"),
        (DataKind.PHONE, "bel mij", "exposure.not_a_phone"),
        (DataKind.EMAIL, "fatima.postbus.example", "exposure.not_an_email"),
        (DataKind.POSTCODE, "0123 AB 4", "exposure.not_a_postcode"),
        (DataKind.BSN, "123456783", "exposure.bsn_test"),
        (DataKind.BSN, "1234567", "exposure.bsn_length"),
        (DataKind.BSN, "12345678a", "exposure.bsn_length"),
        (DataKind.IBAN, "NL91 ABNA 0417 1643 01", "exposure.iban_test"),
        (DataKind.IBAN, "NL91", "exposure.iban_shape"),
        (DataKind.BIRTH_DATE, "31-02-1991", "exposure.not_a_date"),
        (DataKind.BIRTH_DATE, "lente 1991", "exposure.not_a_date"),
        (DataKind.PLATE, "123456", "exposure.not_a_plate"),
        (DataKind.NAME, "   ", "exposure.empty"),
        (DataKind.NICKNAME, "😂😂😂", "exposure.too_short"),
        (DataKind.NICKNAME, "Jo", "exposure.too_short"),
        (DataKind.ADDRESS, "x" * 301, "exposure.too_long"),
    ],
)
def test_a_mistake_gets_a_sentence_in_both_languages_without_the_datum_in_it(
    kind: DataKind, written: str, code: str
) -> None:
    with pytest.raises(CaseError) as raised:
        check_datum(kind, written)
    assert raised.value.code == code
    assert written not in str(raised.value).split() or not written.strip()
    for lang in ("nl", "en"):
        assert say(f"error.{code}", lang, **raised.value.values).endswith((".", "!"))
