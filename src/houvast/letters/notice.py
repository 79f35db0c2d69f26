"""The notice under article 16 of the DSA: reasons, exact place, notifier, good faith.

Safety: hostile places are never written to (V5); the question whether it is news or criticism is asked before a notice
is made, and article 285d is named only when whose data, which data and a sign of intent are (V7); no data but name and
e-mail of the notifier goes along, and the person reads before sending who else may see those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from houvast.errors import LetterError
from houvast.knowledge.conditions import UNKNOWN, Facts
from houvast.knowledge.platforms import Platform
from houvast.knowledge.records import Lang
from houvast.knowledge.say import say
from houvast.letters.compose import compose, in_words
from houvast.letters.dates import moment_in_words
from houvast.letters.foot import foot
from houvast.letters.kinds import data_in_words, effects_in_words, signs_in_words
from houvast.letters.letter import Block, Bullets, Heading, Letter, Paragraph, Rows
from houvast.letters.views import PlaceView

SECTIONS = ("reasons", "place", "notifier", "good_faith", "ask")


def compose_notice(
    facts: Facts,
    values: Mapping[str, str],
    platform: Platform,
    lang: Lang,
    *,
    places: Sequence[PlaceView],
    made_on: date,
    due: Sequence[str] = (),
    person_lang: Lang = "nl",
) -> Letter:
    """The notice for one platform about one or more places on it.

    Args:
        facts: of the vocabulary; `post_kind`, `data.named` and `whose.named` must be known.
        values: `name` and `email` (or `representative` and `representative_email`), `whose` in words, and if wished
            `signs` and `effects` in the person's own words.
        lang: the language of the recipient.
        due: sentences about when an answer may be expected; for the person, never sent.
        person_lang: the language of the person, for what stands in `before_sending` and in what is asked for.

    Raises:
        LetterError: `letters.hostile_recipient`, `letters.no_dsa_notice`, `letters.missing_fact`.
    """
    _refuse_recipient(platform)
    if not any(place.address or place.group for place in places):
        raise LetterError("letters.missing_fact", fact="place", what=in_words("place", person_lang))
    filled = _filled(facts, values, places, lang)
    said = compose("notice", facts, filled, lang, ask_in=person_lang)
    if not said.get("notifier"):
        raise LetterError("letters.missing_fact", fact="notifier", what=in_words("notifier", person_lang))
    return Letter(
        kind="notice",
        lang=lang,
        title=say("letters.notice.title", lang, platform=platform.name),
        date=made_on,
        layout="letter",
        sender=_sender(filled),
        recipient=_recipient(platform, lang),
        subject=said["subject"][0],
        to=platform.mail_for_notice,
        blocks=tuple(_blocks(said, places, lang)),
        foot=foot(lang),
        before_sending=(*_before_sending(platform, filled, person_lang), *due),
    )


def _refuse_recipient(platform: Platform) -> None:
    if platform.hostile:
        raise LetterError("letters.hostile_recipient", platform=platform.name)
    if platform.dsa_notice == "no":
        raise LetterError("letters.no_dsa_notice", platform=platform.name)


def _filled(facts: Facts, values: Mapping[str, str], places: Sequence[PlaceView], lang: Lang) -> dict[str, str]:
    """The values of the letter: those that were given, and lists that follow from the facts."""
    filled = {
        "data": data_in_words((kind for place in places for kind in place.data), lang),
        "effects": effects_in_words(facts, lang, without=("effect.threat", "effect.at_door")),
        "signs": signs_in_words(facts, lang),
    }
    filled |= {name: value.strip() for name, value in values.items() if value.strip()}
    hidden = facts.get("identity_allowed", UNKNOWN) == "none"
    if hidden or filled.get("representative"):
        filled.pop("name", None)
    if hidden:
        filled.pop("representative", None)
    return filled


def _sender(filled: Mapping[str, str]) -> tuple[str, ...]:
    """Name and e-mail, and nothing else."""
    if filled.get("representative"):
        return filled["representative"], filled.get("representative_email", "")
    return (filled["name"], filled.get("email", "")) if filled.get("name") else ()


def _recipient(platform: Platform, lang: Lang) -> tuple[str, ...]:
    """The legal entity with its address as last read, or the name of the service where none is known."""
    entity = platform.name if platform.entity == UNKNOWN else platform.entity
    about = () if entity == platform.name else (say("letters.notice.service", lang, platform=platform.name),)
    return (entity, *about, *platform.address)


def _blocks(said: Mapping[str, tuple[str, ...]], places: Sequence[PlaceView], lang: Lang) -> Iterator[Block]:
    yield from (Paragraph(sentence) for sentence in said["opening"])
    for section in SECTIONS:
        yield Heading(say(f"letters.notice.heading.{section}", lang))
        sentences = said.get(section, ())
        if section == "reasons":
            yield Bullets(sentences)
            continue
        yield from (Paragraph(sentence) for sentence in sentences)
        if section == "place":
            yield from (Rows(tuple(_place_rows(place, lang)), verbatim=True) for place in places)


def _place_rows(place: PlaceView, lang: Lang) -> Iterator[tuple[str, str]]:
    named = (
        ("link", place.address),
        ("group", place.group),
        ("account", place.account),
        ("account_id", place.account_id),
        ("posted", moment_in_words(place.posted, lang) if place.posted.start or place.posted.text else ""),
        ("seen", moment_in_words(place.seen, lang) if place.seen.start or place.seen.text else ""),
        ("found", data_in_words(place.data, lang)),
    )
    return ((say(f"papers.{name}", lang), value) for name, value in named if value)


def _before_sending(platform: Platform, filled: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """For the person: what this recipient learns and who else may, how to send it, and how old the address is."""
    yield say("letters.notice.first_in_app", lang)
    yield say("letters.notice.learns" if _sender(filled) else "letters.notice.learns_nothing", lang)
    yield say(f"letters.notice.forwards.{platform.forwards_notice_to_poster}", lang, platform=platform.name)
    yield say(f"letters.notice.publishes.{platform.may_publish_notice}", lang, platform=platform.name)
    if platform.mail_for_notice:
        yield say("letters.notice.send_mail", lang, address=platform.mail_for_notice)
    for page in platform.report:
        if page.url.startswith("https://"):
            yield say("letters.notice.send_form", lang, url=page.url, purpose=page.purpose)
    if not platform.address:
        yield say("letters.notice.no_address", lang)
    yield say(f"letters.notice.account.{platform.account_needed}", lang)
    if platform.requires != UNKNOWN:
        yield say("letters.notice.requires", lang, requires=platform.requires)
    if platform.dsa_notice == UNKNOWN:
        yield say("letters.notice.uncertain", lang)
    if platform.policy == "editorial":
        yield say("letters.notice.editorial", lang)
    yield say(
        "letters.notice.checked" if platform.checked_on else "letters.notice.undated", lang, date=platform.checked_on
    )
    mixed = platform.confidence == "high" and platform.confidence_note
    yield say(f"letters.notice.confidence.{'medium' if mixed else platform.confidence}", lang)
