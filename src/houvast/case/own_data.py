"""The person's own data: what kinds there are, and in which state each is (V4)."""

from __future__ import annotations

from enum import StrEnum


class DataKind(StrEnum):
    """What a datum is. The value is always written as the person writes it; `exposure` knows its other spellings."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    POSTCODE = "postcode"
    NAME = "name"
    NICKNAME = "nickname"
    USERNAME = "username"
    BIRTH_DATE = "birth_date"
    BSN = "bsn"
    DOCUMENT = "document"
    IBAN = "iban"
    PLATE = "plate"
    CHILD_NAME = "child_name"
    HOUSEMATE_NAME = "housemate_name"
    SCHOOL = "school"
    WORKPLACE = "workplace"


class DataState(StrEnum):
    """Who has it already.

    `secret` data go into no letter, link, query, fetch or file name; only find and V3 use them.
    """

    SPREAD = "spread"
    KNOWN = "known"
    SECRET = "secret"  # noqa: S105 - a state, no password
