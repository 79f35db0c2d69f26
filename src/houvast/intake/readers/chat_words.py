"""Words that chat exports write themselves, in Dutch and English: system lines, and what stands in for media."""

from __future__ import annotations

import re

_SYSTEM_WORDS = (
    # English
    r"end-to-end encrypted",
    r"secured with end-to-end encryption",
    r" created (?:this )?(?:group|community)\b",
    r"(?:^|\s)(?:was|were) added",
    r" added (?:you|\+?\d|~)",
    r" added [^:]{1,80}$",
    r" left$",
    r" removed [^:]{1,80}$",
    r" changed the (?:subject|group)",
    r" changed (?:this|the) group",
    r" changed their phone number",
    r" joined (?:using|from|via)",
    r"security code (?:with|changed)",
    r"now an admin",
    r"disappearing messages",
    r" pinned a message",
    # Dutch
    r"end-to-end versleuteld",
    r"end-to-endversleuteling",
    r" (?:heeft|hebt) (?:de |deze )?(?:groep|community)\b",
    r" (?:heeft|hebt) [^:]{1,80} (?:toegevoegd|verwijderd)$",
    r"(?:heeft|hebt) (?:de groep|deze groep) verlaten",
    r" (?:heeft|hebt) het onderwerp",
    r" (?:heeft|hebt) (?:de|deze) groeps",
    r"beveiligingscode",
    r"telefoonnummer (?:is )?gewijzigd",
    r"neemt (?:nu )?deel via",
    r"(?:bent|is) (?:nu )?(?:een )?beheerder",
    r"(?:zelf-?verwijderende|verlopende|tijdelijke) berichten",
    r"(?:is|zijn|bent|werd) toegevoegd",
    r" (?:heeft|hebt) een bericht vastgemaakt",
)
SYSTEM = re.compile("|".join(_SYSTEM_WORDS), re.IGNORECASE)
"""Matches a line that the program wrote and not a person."""

_KINDS = (
    r"image|video|audio|GIF|sticker|document|contact card|video note|media|"
    r"afbeelding|foto|geluid|spraakbericht|contactkaart|contact|videonotitie"
)
ATTACHED = re.compile(
    r"\u200e?<(?:attached|bijgevoegd|bijlage|toegevoegd): (?P<ios>[^<>\r\n]{1,255})>"
    r"|^\u200e?(?P<android>[^\r\n]{1,255}?) \((?:file attached|bestand bijgevoegd|bestand toegevoegd)\)",
    re.MULTILINE,
)
"""Names a file that belongs to the message: group "ios" or "android"."""

OMITTED = re.compile(
    rf"^\u200e?(?:<[^<>\r\n]*(?:omitted|weggelaten)>|(?:{_KINDS}) (?:omitted|weggelaten))$", re.I | re.M
)
"""Stands in the place of a picture, video or sound that is not in the export."""


def attachments_in(text: str) -> tuple[str, ...]:
    """The files that a message names, and the words that stand in for one that was left out."""
    if "<" not in text and "(" not in text and "omitted" not in text and "weggelaten" not in text:
        return ()
    named = [found["ios"] or found["android"] for found in ATTACHED.finditer(text)]
    return (*named, *(found[0].strip("\u200e") for found in OMITTED.finditer(text)))
