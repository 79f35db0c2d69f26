"""Make the raw material of the fictional case again: same bytes each time.

Everybody and everything in it is made up: people, numbers, streets, towns and sites do not exist. Run it with the
project's own Python: `.venv/bin/python examples/make.py`.
"""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pikepdf
from PIL import Image, ImageDraw, ImageFont
from PIL.ExifTags import GPS, IFD, Base

HERE = Path(__file__).parent
RAW, SITE = HERE / "raw", HERE / "site"
FONT = HERE.parent / "src/houvast/fonts/AtkinsonHyperlegibleNext-Regular.ttf"
ZONE = ZoneInfo("Europe/Amsterdam")


def screenshot(lines: list[tuple[str, int, str]], *, size: tuple[int, int] = (720, 1280)) -> Image.Image:
    """A picture like that of a telephone: text, size of letters and colour per line."""
    picture = Image.new("RGB", size, "#f4f4f6")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, size[0], 90), fill="#23303a")
    top = 28
    for text, points, colour in lines:
        draw.text((36, top), text, fill=colour, font=ImageFont.truetype(str(FONT), points))
        top += int(points * 1.7)
    return picture


def forum_screenshot() -> None:
    """The post on the forum, as PNG."""
    lines = [
        ("Buurtpraat030  ·  Utrecht", 30, "#ffffff"),
        ("", 20, "#000000"),
        ("StraatKijker  (lid 88213)", 30, "#1f2933"),
        ("14 november 2026, 21:14", 22, "#52606d"),
        ("Dit is dus die Fatima de Wit.", 30, "#1f2933"),
        ("Woont Lindelaan 412, 9999 ZX", 30, "#1f2933"),
        ("Bel haar maar: 06-12 34 56 78", 30, "#1f2933"),
        ("Ga gerust even langs.", 30, "#1f2933"),
        ("", 20, "#000000"),
        ("37 reacties   112 keer gedeeld", 22, "#52606d"),
    ]
    screenshot(lines).save(RAW / "forum-schermafdruk.png", optimize=True)


def video_screenshot() -> None:
    """The post under a video, as JPEG, with the place of the new home in its hidden data: a seeded leak."""
    lines = [
        ("KortKlip", 30, "#ffffff"),
        ("", 20, "#000000"),
        ("@roddel.koningin", 32, "#1f2933"),
        ("'iedereen mag haar appen'", 30, "#1f2933"),
        ("nul zes 1 2 3 4 5 6 7 8", 30, "#1f2933"),
        ("Lindelaan vier een twee", 30, "#1f2933"),
        ("9.412 weergaven", 22, "#52606d"),
    ]
    exif = Image.Exif()
    exif[Base.Make.value] = "Voorbeeld"
    exif[Base.DateTime.value] = "2026:11:15 08:02:11"
    exif[Base.ImageDescription.value] = "Wilgenpad 7, 9998 YW Nieuwdorp"
    exif.get_ifd(IFD.GPSInfo).update(
        {
            GPS.GPSLatitudeRef: "N",
            GPS.GPSLatitude: (52.0, 5.0, 24.0),
            GPS.GPSLongitudeRef: "E",
            GPS.GPSLongitude: (5.0, 7.0, 12.0),
        }
    )
    screenshot(lines).save(RAW / "kortklip-schermafdruk.jpg", quality=80, exif=exif)


def flyer() -> None:
    """The sheet that was found in the street, as PDF."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    text = ["BUURTBEWONERS OPGELET", "Fatima de Wit, Lindelaan 412", "Vraag haar zelf waarom: 0612345678"]
    rows = b" ".join(b"0 -40 Td (" + line.encode() + b") Tj" for line in text)
    page.Contents = pdf.make_stream(b"BT /F1 24 Tf 60 760 Td " + rows + b" ET")
    pdf.docinfo["/Title"] = "flyer"
    pdf.save(RAW / "flyer-in-de-straat.pdf", deterministic_id=True)


def mail() -> None:
    """A threatening mail, with the new address in a header: a seeded leak."""
    message = EmailMessage()
    message["From"] = "Wie Weet <wie.weet@post.example>"
    message["To"] = "Fatima de Wit <fatima.dewit@voorbeeld.example>"
    message["Date"] = "Mon, 16 Nov 2026 23:41:07 +0100"
    message["Subject"] = "we weten je te vinden"
    message["Message-ID"] = "<20261116234107.88@post.example>"
    message["X-Delivery-Note"] = "doorgestuurd naar Wilgenpad 7, 9998 YW Nieuwdorp"
    message.set_content(
        "Denk je dat het stopt?\n\nWe weten dat je op de Lindelaan 412 woont.\n"
        "Volgende keer staan we met meer mensen.\n"
    )
    (RAW / "dreigmail.eml").write_bytes(message.as_bytes())


SMALL_TALK = (
    "Heeft iemand dit gezien?", "Niet doen jongens", "Haha wat een gedoe", "Wie is dat?", "Ik ken haar van school",
    "Laat haar toch met rust", "Wat heeft ze gedaan dan", "Zet het maar door", "Ik vind dit te ver gaan", "Morgen meer",
)  # fmt: skip
TOLD = {
    31: "Voor wie het zoekt: Linde laan 412",
    32: "Lindelaan 412, hoek bij de kapper",
    33: "bellen kan ook: 0 6 . 1 2 3 4 . 5 6 7 8",
    58: "+31 (0)6 12345678 gewoon doen",
    77: "ze heet fátima de wit, voor de duidelijkheid",
    96: "vanavond met zn allen langs?",
}
PEOPLE = ("Roddel", "Sjors", "Mila", "Deniz")


def chat() -> list[tuple[datetime, str, str]]:
    """The messages of the chat group, one every eleven minutes."""
    start = datetime(2026, 11, 14, 19, 2, 5, tzinfo=ZONE)
    return [
        (start + timedelta(minutes=11 * n), PEOPLE[0 if n in TOLD else n % 4], TOLD.get(n, SMALL_TALK[n % 10]))
        for n in range(120)
    ]


def whatsapp() -> None:
    """The export of the chat group as an iPhone makes it, in Dutch, with one picture."""
    lines = [
        "[14-11-2026 19:00:11] Expose Utrecht: \u200eBerichten en oproepen worden end-to-end versleuteld.",
        *(f"[{when:%d-%m-%Y %H:%M:%S}] {who}: {text}" for when, who, text in chat()),
        "[15-11-2026 17:40:00] Roddel: \u200e<bijgevoegd: 00000122-PHOTO-2026-11-15-17-40-00.jpg>",
    ]
    body = io.BytesIO()
    screenshot([("haar voordeur", 30, "#ffffff")], size=(480, 640)).save(body, "JPEG", quality=70)
    members = {
        "_chat.txt": "\r\n".join(lines).encode() + b"\r\n",
        "00000122-PHOTO-2026-11-15-17-40-00.jpg": body.getvalue(),
    }
    with zipfile.ZipFile(RAW / "WhatsApp-Expose-Utrecht.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 17, 9, 0, 0)), data)


def telegram() -> None:
    """The export of a Telegram group as Telegram Desktop makes it."""
    messages = [
        {
            "id": 4000 + n,
            "type": "message",
            "date": when.strftime("%Y-%m-%dT%H:%M:%S"),
            "date_unixtime": str(int(when.timestamp())),
            "from": who,
            "from_id": f"user{5512340 + PEOPLE.index(who)}",
            "text": text,
            "text_entities": [{"type": "plain", "text": text}],
        }
        for n, (when, who, text) in enumerate(chat()[20:100])
    ]
    export = {"name": "Expose 030", "type": "private_supergroup", "id": 1551234567, "messages": messages}
    (RAW / "telegram-result.json").write_text(json.dumps(export, ensure_ascii=False, indent=1), "utf-8")


def site() -> None:
    """The thread of the forum, to be captured from this computer itself."""
    answers = "".join(f"<li><b>gast{n}</b> {SMALL_TALK[n % 10]}</li>" for n in range(37))
    (SITE / "index.html").write_text(
        '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Buurtpraat030: wie kent haar?</title>'
        '<link rel="stylesheet" href="stijl.css"><header>Buurtpraat030</header><main><h1>Wie kent haar?</h1>'
        "<article><p><b>StraatKijker</b> (lid 88213), 14 november 2026, 21:14</p><p>Dit is dus die Fatima de Wit. "
        "Woont L i n d e l a a n 412, 9999 ZX. Bel haar maar: o6-12 34 56 78. Ga gerust even langs.</p>"
        '<img src="kaartje.png" loading="lazy" width="400" height="240" alt="Een straat"></article>'
        f"<ol>{answers}</ol></main><footer>Dit forum bestaat niet.</footer></html>",
        "utf-8",
    )
    (SITE / "stijl.css").write_text(
        "body{font:18px/1.6 sans-serif;max-width:40em;margin:auto;padding:1em}"
        "header{background:#234;color:#fff;padding:1em}"
        "article{border:1px solid #ccc;padding:1em}\n",
        "utf-8",
    )
    street = Image.new("RGB", (400, 240), "#dfe7e5")
    ImageDraw.Draw(street).rectangle((40, 80, 140, 220), fill="#9c6b4f")
    street.save(SITE / "kaartje.png", optimize=True)


def main() -> None:
    """Make all of it."""
    for folder in (RAW, SITE):
        folder.mkdir(exist_ok=True)
    for make in (forum_screenshot, video_screenshot, flyer, mail, whatsapp, telegram, site):
        make()


if __name__ == "__main__":
    main()
