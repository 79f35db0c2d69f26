"""The words of the templates, in the language of the visit, and dates as people say them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template import Context, Library
from django.utils import dateformat, translation

from houvast.knowledge.records import Both, Lang
from houvast.knowledge.say import say as sentence

register = Library()
NETHERLANDS = ZoneInfo("Europe/Amsterdam")


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, *parts: str, **values: Any) -> str:
    """The sentence `key` (with `parts` added to it by dots) in the language of the visit."""
    return sentence(".".join([key, *map(str, parts)]), context["lang"], **values)


@register.simple_tag(takes_context=True)
def kind(context: Context, name: str) -> str:
    """A kind of own datum in words; "position" is the kind that only a leak has."""
    return kind_in_words(name, context["lang"])


@register.simple_tag(takes_context=True)
def half(context: Context, both: Both) -> str:
    """The half of a record's text in the language of the visit."""
    return both.nl if context["lang"] == "nl" else both.en


@register.simple_tag(takes_context=True)
def when(context: Context, value: str | date | datetime) -> str:
    """A date or moment in words: "dinsdag 24 november 2026, 21:14". Words that are no date stay as they are."""
    return in_words(value, context["lang"])


def kind_in_words(name: str, lang: Lang) -> str:
    """The same, outside a template."""
    return sentence("kind.position" if name == "position" else f"exposure.kind.{name}", lang)


def in_words(value: str | date | datetime, lang: str) -> str:
    """The same, outside a template."""
    if isinstance(value, str):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            return value
        value = found.date() if len(value) == 10 else found
    with translation.override(lang):
        if isinstance(value, datetime):
            return dateformat.format(value.astimezone(NETHERLANDS), "l j F Y, H:i")
        return dateformat.format(value, "l j F Y")


@register.simple_tag(takes_context=True)
def checked(context: Context, day: date) -> str:
    """When a fact was last checked, in words."""
    return sentence("common.checked_on", context["lang"], date=in_words(day, context["lang"]))


@register.filter
def get(found: Mapping[str, Any], name: str) -> Any:
    """What a mapping holds under a name; None where it holds nothing."""
    return found.get(name) if found else None


@register.filter
def plain(address: str) -> str:
    """An address as people read it, without its scheme."""
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
