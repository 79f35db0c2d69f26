"""Draw the screens of two apps and a photo of a screen, all made up."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = Path(__file__).parent.parent / "src" / "houvast" / "fonts"
INK, GREY, BLUE = "#1c2630", "#5c6b78", "#1b6b72"


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The letter that ships with the project."""
    return ImageFont.truetype(str(FONTS / f"AtkinsonHyperlegibleNext-{'Bold' if bold else 'Regular'}.ttf"), size)


def telephone(time: str, title: str, colour: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty screen of a telephone: status line and title."""
    picture = Image.new("RGB", (750, 1334), "#ffffff")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 750, 130), fill=colour)
    draw.text((34, 12), time, fill="#ffffff", font=font(26))
    draw.rounded_rectangle((676, 18, 716, 36), 4, outline="#ffffff", width=2)
    draw.rectangle((680, 22, 702, 32), fill="#ffffff")
    draw.text((34, 62), title, fill="#ffffff", font=font(40, bold=True))
    return picture, draw


def lines(draw: ImageDraw.ImageDraw, top: int, texts: tuple[str, ...], *, size: int = 34, colour: str = INK) -> int:
    """Write lines from `top`; the place below them."""
    for text in texts:
        draw.text((40, top), text, fill=colour, font=font(size))
        top += int(size * 1.5)
    return top


def poster(draw: ImageDraw.ImageDraw, top: int, name: str, under: str) -> int:
    """Who posted it: a round picture, a name, a line under it."""
    draw.ellipse((40, top, 120, top + 80), fill="#b8c7cc")
    draw.text((66, top + 14), name.lstrip("@")[0].upper(), fill="#ffffff", font=font(40, bold=True))
    draw.text((140, top), name, fill=INK, font=font(34, bold=True))
    draw.text((140, top + 44), under, fill=GREY, font=font(24))
    return top + 112


def forum() -> Image.Image:
    """The post on the forum."""
    picture, draw = telephone("21:52", "Buurtpraat", "#2f4858")
    top = poster(draw, 170, "StraatKijker", "lid 88213 · 14 november 2026, 21:14")
    top = lines(draw, top, ("Wie kent haar?",), size=40)
    post = ("Dit is dus die Fatima de Wit.", "Woont Wolkenlaan 412, 9999 ZX.", "Bel haar maar: 06-91827364")
    top = lines(draw, top + 10, (*post, "Ga gerust even langs."))
    draw.rectangle((40, top + 30, 710, top + 330), fill="#dfe7e5")
    draw.polygon(((200, top + 180), (375, top + 80), (550, top + 180)), fill="#9c6b4f")
    draw.rectangle((225, top + 180, 525, top + 310), fill="#c9b79c")
    draw.rectangle((345, top + 220, 405, top + 310), fill="#5b4636")
    top = lines(draw, top + 360, ("37 reacties   112 keer gedeeld",), size=26, colour=GREY)
    lines(draw, top + 20, ("Reageer", "Meld dit bericht"), size=30, colour=BLUE)
    return picture


def clip() -> Image.Image:
    """The text under a short film."""
    picture, draw = telephone("08:02", "KortKlip", "#3a2b45")
    draw.rectangle((0, 130, 750, 760), fill="#20242a")
    draw.polygon(((335, 380), (335, 510), (445, 445)), fill="#ffffff")
    draw.text((40, 690), "00:14", fill="#ffffff", font=font(26))
    top = poster(draw, 790, "@roddel.koningin", "15 november 2026 · volgen")
    text = ("iedereen mag haar appen", "nul zes 91 82 73 64", "Wolkenlaan vier een twee", "#wiekenthaar #voorbeeldstad")
    top = lines(draw, top, text)
    lines(draw, top + 16, ("9.412 weergaven   318 reacties",), size=26, colour=GREY)
    return picture


def photo_of_a_screen() -> Image.Image:
    """A photo that she took of her other telephone: askew, darker, a little out of focus."""
    screen = clip().resize((525, 934))
    table = Image.new("RGB", (900, 1200), "#7d6a58")
    table.paste(screen, (190, 130))
    askew = table.rotate(4, resample=Image.Resampling.BICUBIC, fillcolor="#7d6a58")
    return askew.point([int(value * 0.9) for value in range(256)] * 3).filter(ImageFilter.GaussianBlur(0.8))


def street() -> Image.Image:
    """The drawing of a street that hangs under the thread on the forum."""
    picture = Image.new("RGB", (640, 360), "#dfe7e5")
    draw = ImageDraw.Draw(picture)
    for left, colour in ((40, "#9c6b4f"), (180, "#c9b79c"), (320, "#8a8f7a"), (460, "#b08968")):
        draw.rectangle((left, 120, left + 120, 330), fill=colour)
        draw.rectangle((left + 45, 250, left + 75, 330), fill="#4a3b30")
    return picture
