"""Make the raw material of the fictional case again: the same each time.

Everybody and everything in it is made up: people, numbers, streets, towns and sites do not exist. Run it with the
project's own Python: `.venv/bin/python examples/make.py [FOLDER]`.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pictures
import pikepdf
import talk
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

HERE = Path(__file__).parent
ZONE = ZoneInfo("Europe/Amsterdam")
LEFT_TO_RIGHT = "\u200e"


def screens(raw: Path) -> None:
    """Two screenshots: one PNG, one JPEG."""
    pictures.forum().save(raw / "forum-schermafdruk.png", optimize=True)
    pictures.clip().save(raw / "kortklip-schermafdruk.jpg", quality=80)


def photo(raw: Path) -> None:
    """A photo made where she hides, with that place in its hidden data: a seeded leak."""
    exif = Image.Exif()
    exif[Base.Make.value] = "Voorbeeld"
    exif[Base.Model.value] = "Telefoon 7"
    exif[Base.DateTime.value] = "2026:11:15 09:11:40"
    exif[Base.ImageDescription.value] = f"Foto gemaakt bij {talk.SECRET_ADDRESS}"
    # Nobody's door: this point lies in the North Sea.
    exif.get_ifd(IFD.GPSInfo).update(
        {
            GPS.GPSLatitudeRef: "N",
            GPS.GPSLatitude: (53.0, 30.0, 0.0),
            GPS.GPSLongitudeRef: "E",
            GPS.GPSLongitude: (4.0, 15.0, 0.0),
        }
    )
    pictures.photo_of_a_screen().save(raw / "foto-van-het-scherm.jpg", quality=82, exif=exif)


def flyer(raw: Path) -> None:
    """The sheet that was found in the street, as PDF."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    faces = {"F1": "Helvetica", "F2": "Helvetica-Bold"}
    fonts = {
        f"/{name}": pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name(f"/{face}"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        for name, face in faces.items()
    }
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
    rows = (
        ("F2", 30, 740, "BUURTBEWONERS OPGELET"),
        ("F1", 20, 690, "Dit is Fatima de Wit."),
        ("F1", 20, 660, "Zij woont op Wolkenlaan 412, 9999 ZX Voorbeeldstad."),
        ("F1", 20, 630, "Vraag haar zelf waarom: 0691827364"),
        ("F1", 14, 580, "Geef dit blad door. Hang het op."),
    )
    drawn = "".join(f"BT /{face} {size} Tf 60 {top} Td ({text}) Tj ET\n" for face, size, top, text in rows)
    page.Contents = pdf.make_stream(b"2 w 40 550 515 240 re S\n" + drawn.encode("cp1252"))
    pdf.docinfo["/Title"] = "flyer"
    pdf.docinfo["/Creator"] = "Tekstmaker 3"
    pdf.save(raw / "flyer-in-de-straat.pdf", deterministic_id=True)


def mail(raw: Path) -> None:
    """A threatening mail that she sent on to her new mailbox, so that a header holds the new address: a seeded leak."""
    message = EmailMessage()
    message["Resent-From"] = f"{talk.NAME} <{talk.MAIL}>"
    message["Resent-To"] = f'"F. de Wit p/a {talk.SECRET_ADDRESS}" <bloem77@postvak.example>'
    message["Resent-Date"] = "Tue, 17 Nov 2026 08:15:30 +0100"
    message["Received"] = (
        "from uit.post.example (uit.post.example [192.0.2.25]) by in.voorbeeld.example with ESMTPS; "
        "Mon, 16 Nov 2026 23:41:09 +0100"
    )
    message["From"] = "Wie Weet <wie.weet@post.example>"
    message["To"] = f"{talk.NAME} <{talk.MAIL}>"
    message["Date"] = "Mon, 16 Nov 2026 23:41:07 +0100"
    message["Subject"] = "we weten je te vinden"
    message["Message-ID"] = "<20261116234107.88@post.example>"
    message.set_content(
        "Denk je dat het stopt?\n\nWe weten dat je op de Wolkenlaan 412 woont.\n"
        "Volgende keer staan we er met meer mensen.\n\nGroeten,\niemand die je kent\n"
    )
    (raw / "dreigmail.eml").write_bytes(message.as_bytes())


def whatsapp_lines() -> list[tuple[datetime, str, str]]:
    """The 120 messages of the chat group, a few minutes apart, the disguised ones from the same account."""
    start = datetime(2026, 11, 14, 19, 2, 5, tzinfo=ZONE)
    said = []
    for number in range(120):
        who, text = talk.WHATSAPP_TALK[number % len(talk.WHATSAPP_TALK)]
        if number in talk.WHATSAPP_PLANTED:
            who, text = "Roddel", talk.WHATSAPP_PLANTED[number]
        text = talk.WHATSAPP_ODD.get(number, text)
        said.append((start + timedelta(minutes=11 * number, seconds=number * 7 % 60), who, text))
    return said


def whatsapp(raw: Path) -> None:
    """The export of the chat group as an iPhone makes it, in Dutch, with one picture."""
    group = "Expose Voorbeeldstad"
    shown = "00000124-PHOTO-2026-11-15-17-40-00.jpg"
    rows = [
        f"[14-11-2026 19:00:11] {group}: {LEFT_TO_RIGHT}Berichten en oproepen worden end-to-end versleuteld. Alleen "
        "deelnemers aan deze chat kunnen ze lezen, beluisteren of delen.",
        f"[14-11-2026 19:00:11] {group}: {LEFT_TO_RIGHT}Roddel heeft de groep '{group}' gemaakt",
        *(f"[{when:%d-%m-%Y %H:%M:%S}] {who}: {text}" for when, who, text in whatsapp_lines()),
        f"{LEFT_TO_RIGHT}[15-11-2026 17:40:00] Roddel: {LEFT_TO_RIGHT}<bijgevoegd: {shown}>",
    ]
    body = io.BytesIO()
    pictures.forum().crop((0, 130, 750, 900)).resize((480, 493)).save(body, "JPEG", quality=70)
    members = {"_chat.txt": "\r\n".join(rows).encode() + b"\r\n", shown: body.getvalue()}
    with zipfile.ZipFile(raw / f"WhatsApp Chat - {group}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 17, 9, 0, 0)), data)


def telegram(raw: Path) -> None:
    """The export of a Telegram group as Telegram Desktop makes it: 80 messages and two service lines."""
    people = sorted({who for who, _ in talk.TELEGRAM_TALK})
    start = datetime(2026, 11, 14, 22, 30, 0, tzinfo=ZONE)

    def stamp(number: int) -> dict[str, object]:
        when = start + timedelta(minutes=9 * number, seconds=number * 13 % 60)
        return {"date": when.strftime("%Y-%m-%dT%H:%M:%S"), "date_unixtime": str(int(when.timestamp()))}

    messages: list[dict[str, object]] = []
    for number, action in ((-2, "create_group"), (-1, "pin_message")):
        actor = {"actor": "Roddel", "actor_id": "user5512340", "action": action, "title": "Expose 099"}
        messages.append(
            {"id": 4000 + number, "type": "service", **stamp(number), **actor, "text": "", "text_entities": []}
        )
    for number in range(80):
        who, text = talk.TELEGRAM_TALK[number % len(talk.TELEGRAM_TALK)]
        entities: list[dict[str, str]] = [{"type": "plain", "text": text}]
        if number in talk.TELEGRAM_PLANTED:
            who, text = "Roddel", talk.TELEGRAM_PLANTED[number]
            is_number = text.replace("/", "").isdigit()
            entities = [{"type": "phone" if is_number else "plain", "text": text}]
        message = {"id": 4000 + number, "type": "message", **stamp(number), "from": who}
        message["from_id"] = f"user{5512340 + (people.index(who) - people.index('Roddel')) * 7}"
        if number == 26:
            message["forwarded_from"] = "StraatKijker"
        if number == 30:
            message |= {"reply_to_message_id": 4026, **{f"edited{key[4:]}": value for key, value in stamp(31).items()}}
        if number == 44:
            message |= {
                "photo": "(File not included. Change data exporting settings to download.)",
                "width": 750,
                "height": 1334,
            }
        message |= {"text": text if entities[0]["type"] == "plain" else entities, "text_entities": entities}
        messages.append(message)
    export = {"name": "Expose 099", "type": "private_supergroup", "id": 1551234567, "messages": messages}
    (raw / "telegram-result.json").write_text(json.dumps(export, ensure_ascii=False, indent=1), "utf-8")


PAGE = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Wie kent haar? - Buurtpraat</title>
<link rel="stylesheet" href="stijl.css">
<link rel="icon" href="data:,">
</head>
<body>
<header>Buurtpraat <small>het forum van Voorbeeldstad</small></header>
<main>
<h1>Wie kent haar?</h1>
<article>
<p class="who"><b>StraatKijker</b> (lid 88213)
<time datetime="2026-11-14T21:14:00+01:00">14 november 2026, 21:14</time></p>
<p>Dit is dus die Fatima de Wit. Woont W o l k e n l a a n 412, 9999 ZX.
Bel haar maar: o6-91 82 73 64. Ga gerust even langs.</p>
<p class="report"><a href="#meld">Meld dit bericht</a></p>
</article>
<ol>
{answers}
</ol>
<figure><img src="kaartje.png" loading="lazy" width="640" height="360" alt="Een getekende straat">
<figcaption>Zo ziet het eruit, zegt gast 9.</figcaption></figure>
</main>
<footer>Dit forum bestaat niet.</footer>
<div class="cookies" role="dialog" aria-label="Cookies">
<form method="dialog"><p>Buurtpraat gebruikt cookies.</p>
<label><input type="checkbox" id="goed"> Goed, ga door</label></form>
</div>
</body>
</html>
"""
STYLE = """body { font: 18px/1.6 sans-serif; max-width: 40em; margin: auto; padding: 1em 1em 9em }
header { background: #2f4858; color: #fff; padding: 1em }
article { border: 1px solid #ccc; padding: 1em }
li { margin: .8em 0 }
.who { color: #5c6b78 }
.cookies { position: fixed; inset: auto 0 0 0; background: #fff8e6; border-top: 2px solid #b08968; padding: 1em }
.cookies:has(#goed:checked) { display: none }
"""


def site(folder: Path) -> None:
    """The thread of the forum, to be captured from this computer itself: cookie bar, picture that loads late."""
    answers = "\n".join(
        f"<li><b>gast {number}</b> <time>14 november 2026, 2{2 + number // 30}:{number * 2 % 60:02}</time>"
        f"<br>{talk.FORUM_ANSWERS[number % len(talk.FORUM_ANSWERS)]}</li>"
        for number in range(37)
    )
    (folder / "index.html").write_text(PAGE.format(answers=answers), "utf-8")
    (folder / "stijl.css").write_text(STYLE, "utf-8")
    pictures.street().save(folder / "kaartje.png", optimize=True)


def make(folder: Path) -> None:
    """Make all of it in `folder`/raw and `folder`/site."""
    raw, pages = folder / "raw", folder / "site"
    for each in (raw, pages):
        each.mkdir(parents=True, exist_ok=True)
    for part in (screens, photo, flyer, mail, whatsapp, telegram):
        part(raw)
    site(pages)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
