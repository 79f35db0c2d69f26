"""Platforms, hosts, search engines and registers: who they are, where to report, and what they do with a report.

Each record says where every part of it was read and from when that copy is. "unknown" stays unknown: no address, no
form and no promise is made up. Taken over from Open Terms Archive (ODC-By), datenanfragen/data (CC0) and archived
pages of the platforms themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from houvast.errors import KnowledgeError
from houvast.knowledge.conditions import UNKNOWN
from houvast.knowledge.records import Both, Lang, both, files, needed, words

Known = Literal["yes", "no", "possible", "unknown"]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A form or page where something can be reported. `url` is "unknown" where only its being there is known."""

    purpose: str
    url: str


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An e-mail address. `for_whom` says what it is meant for: notices, privacy (GDPR letters), others."""

    use: str
    address: str
    for_whom: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, and from when that copy is ("" where the page bears no date)."""

    kind: str
    url: str
    page: str
    path: str
    version_date: str
    archive_head: str


@dataclass(frozen=True, slots=True)
class Platform:
    """One recipient of notices.

    `policy` is normal, editorial (press: goes to the editor first) or hostile (is never written to, V5).
    `dsa_notice` says whether it must take notices under article 16 of the DSA, which binds hosting services.
    `country` is where the recipient acts, for its holidays; two letters or "unknown".
    `address` holds postal addresses that a person may write to, none where none is known.
    `checked_on` is the date of the newest copy that was read ("2026-08-22", "2026-08", or "" when undated).
    """

    id: str
    name: str
    kind: str
    policy: str
    dsa_notice: Known
    dsa_tier: str
    dsa_contact: str
    letter_language: Lang
    country: str
    entity: str
    address: tuple[str, ...]
    entity_note: str
    address_note: str
    gdpr_contact: str
    account_needed: Known
    account_note: str
    requires: str
    forwards_notice_to_poster: Known
    forwards_note: str
    may_publish_notice: Known
    publish_note: str
    in_app: Both | None
    report: tuple[ReportPage, ...]
    email: tuple[Mailbox, ...]
    sources: tuple[Source, ...]
    checked_on: str
    check_every_days: int
    confidence: str
    confidence_note: str
    notes: str

    @property
    def hostile(self) -> bool:
        """Whether nothing may be sent to it and nothing fetched from it on a schedule."""
        return self.policy == "hostile"

    @property
    def mail_for_notice(self) -> str:
        """The first address that takes notices; "" when only forms are known."""
        return next((box.address for box in self.email if box.for_whom == "notices"), "")


@cache
def platforms() -> Mapping[str, Platform]:
    """All platforms, by id.

    Raises:
        KnowledgeError: `knowledge.missing_field`, `knowledge.missing_half`, `knowledge.two_homes`.
    """
    found: dict[str, Platform] = {}
    for name, record in files("platforms"):
        platform = _platform(record, f"platforms/{name}")
        if platform.id in found or platform.id != name:
            raise KnowledgeError("knowledge.two_homes", key=platform.id, file=f"platforms/{name}")
        found[platform.id] = platform
    return found


def _platform(record: Mapping[str, Any], where: str) -> Platform:
    known: dict[str, Any] = {field: needed(record, field, where) for field in (
        "dsa_notice", "account_needed", "forwards_notice_to_poster", "may_publish_notice",
    )}  # fmt: skip
    texts: dict[str, Any] = {field: str(needed(record, field, where)) for field in (
        "id", "name", "kind", "policy", "dsa_tier", "dsa_contact", "country", "entity", "gdpr_contact", "requires",
        "checked_on", "confidence",
    )}  # fmt: skip
    notes: dict[str, Any] = {field: str(record.get(field, "")) for field in (
        "entity_note", "address_note", "account_note", "forwards_note", "publish_note", "confidence_note", "notes",
    )}  # fmt: skip
    app = record.get("in_app")
    return Platform(
        **texts,
        **known,
        **notes,
        letter_language=cast(Lang, needed(record, "letter_language", where)),
        address=tuple(line for line in words(record, "address") if line != UNKNOWN),
        in_app=None if app is None else both(app, where),
        report=tuple(ReportPage(page["purpose"], page["url"]) for page in record.get("report", ())),
        email=tuple(Mailbox(box["use"], box["address"], box["for"]) for box in record.get("email", ())),
        sources=tuple(_source(source) for source in record.get("source", ())),
        check_every_days=int(needed(record, "check_every_days", where)),
    )


def _source(record: Mapping[str, Any]) -> Source:
    return Source(
        record["kind"],
        record["url"],
        *(str(record.get(field, "")) for field in ("page", "path", "version_date", "archive_head")),
    )
