"""What the made-up people of the two chat groups write. Nobody here exists; nothing here was said by anyone.

A line is (who, what). `PLANTED` lines hold her data in a disguise; the tests find each of them again.
"""

from __future__ import annotations

NAME, PHONE, MAIL = "Fatima de Wit", "06-91827364", "fatima.dewit@voorbeeld.example"
ADDRESS = "Wolkenlaan 412, 9999 ZX Voorbeeldstad"
SECRET_ADDRESS, SECRET_PHONE = "Heermoespad 7, 9998 YW Nergenshuizen", "06-90817263"

WHATSAPP_PLANTED = {
    6: "Fatima de Wit, die van de bloemenzaak",
    14: "Nummer: 06 91 82 73 64",
    15: "0 6 . 9 1 8 2 . 7 3 6 4 voor als dat hierboven weg is",
    31: "Voor wie het zoekt: Wolken laan 412",
    32: "W.o.l.k.e.n.l.n. 412, hoek bij de kapper, Voorbeeldstad",
    47: "nul zes negen een acht twee zeven drie zes vier",
    58: "+31 (0)6 91827364 gewoon doen",
    63: "O6-9l827364 haha snapt ie niet",
    77: "ze heet fátima de wit, voor de duidelijkheid",
    84: "9999zx 412",
    91: "0️⃣6️⃣9️⃣1️⃣8️⃣2️⃣7️⃣3️⃣6️⃣4️⃣",
    103: "mail mag ook: fatima punt dewit apenstaartje voorbeeld punt example",
}
WHATSAPP_TALK = (
    ("Sjors", "Wie heeft dat filmpje gezien van vrijdag?"), ("Mila", "Welk filmpje"), ("Roddel", "Zet ik zo hier"),
    ("Deniz", "Is dat niet die van de Kerkbrink"), ("Sjors", "Nee joh"), ("Mila", "Ik herken haar wel"),
    ("Bo", "Wat heeft ze gedaan dan?"), ("Roddel", "Ze heeft ons laten wegsturen uit het buurthuis"),
    ("Deniz", "Dat weet je helemaal niet zeker"), ("Roddel", "Iedereen weet dat"),
    ("Mila", "Mijn zus zegt dat het anders ging"), ("Sjors", "Boeit niet"), ("Roddel", "Ze mag best even schrikken"),
    ("Bo", "Moet dit nou"), ("Deniz", "Ik zou dat weghalen"), ("Roddel", "Dan plaats ik het gewoon opnieuw"),
    ("Mila", "Ik vind dit te ver gaan"), ("Sjors", "Het is maar een grapje"), ("Bo", "Voor haar niet denk ik"),
    ("Roddel", "Bel haar, app haar, ga langs. Maak er wat van"), ("Deniz", "Ik doe niet mee"),
    ("Sjors", "Ik heb al gebeld, ze nam op"), ("Mila", "En?"), ("Sjors", "Ik heb opgehangen"),
    ("Roddel", "Vanavond weer"), ("Bo", "Kunnen we het ergens anders over hebben"), ("Deniz", "Morgen voetbal?"),
    ("Sjors", "Half elf"), ("Mila", "Ik kom kijken"), ("Roddel", "Eerst dit"), ("Bo", "Laat haar toch met rust"),
    ("Roddel", "Wie niet meedoet mag eruit"), ("Deniz", "Dan ga ik eruit"), ("Sjors", "Doe niet zo flauw"),
    ("Mila", "Haar dochtertje zit bij mijn nichtje in de klas hoor"), ("Roddel", "Dus?"), ("Mila", "Dus stop ermee"),
    ("Bo", "Eens met Mila"), ("Roddel", "Morgen meer"), ("Sjors", "Slaap lekker allemaal"),
)  # fmt: skip
"""Talk between the planted lines; it comes round again, as talk in such groups does."""

WHATSAPP_ODD = {
    22: "‎Dit bericht is verwijderd.",
    40: "Luister nou even:\nals iedereen een keer belt\ndan stopt ze vanzelf met klagen",
    66: "‎sticker weggelaten",
    88: "12:30 bij de kapper? 412 stappen lopen haha",
}
"""Lines by which a reader could be fooled: removed, of three lines, left out, and numbers that are nobody's."""

TELEGRAM_PLANTED = {
    3: "Fatima de Wit, Wolkenlaan 412",
    9: "0031691827364",
    17: "Ｆａｔｉｍａ ｄｅ Ｗｉｔ 👀",
    26: "Wolkenln 412 Voorbeeldstad, bel twee keer",
    38: "06/91/82/73/64",
    51: "zero six nine one eight two seven three six four (voor de Engelsen)",
    60: "Fаtіmа dе Wіt",
    72: "wolkenlaan vierhonderdtwaalf",
}
TELEGRAM_TALK = (
    ("Roddel", "Welkom in Expose 099. Hier geen regels"), ("wolkje", "hoi"), ("N.", "Wie is dit keer aan de beurt"),
    ("Roddel", "Kom ik zo op"), ("kees_99", "ik ben er voor het nieuws"), ("wolkje", "is dit niet strafbaar"),
    ("Roddel", "Nooit van gehoord"), ("N.", "Doxing is sinds 2024 strafbaar hoor"), ("Roddel", "Ga lekker lezen dan"),
    ("kees_99", "iemand al langs geweest?"), ("Roddel", "Zondag"), ("wolkje", "ik vind het eng worden"),
    ("N.", "Ik maak hier een schermafdruk van"), ("Roddel", "Doe je best"), ("kees_99", "rustig jongens"),
    ("wolkje", "die mevrouw heeft niks gedaan"), ("Roddel", "Jij kent haar niet"), ("wolkje", "jij ook niet"),
    ("N.", "Dit gaat naar de beheerder"), ("Roddel", "Die ben ik"), ("kees_99", "haha"),
    ("Roddel", "Delen mag. Graag zelfs"), ("wolkje", "ik ga uit deze groep"), ("N.", "Goed plan"),
)  # fmt: skip

FORUM_ANSWERS = (
    "Wat is dit voor raar bericht?", "Ken ik niet.", "Kan een moderator hiernaar kijken?", "Ik heb dit gemeld.",
    "Haal dit weg, dit hoort hier niet.", "Iemand moet haar de waarheid zeggen.", "Waar gaat dit over?",
    "Op het buurthuis praten ze ook al.", "Dit is haar huis, dat kun je niet zomaar delen.", "Ik bel wel even.",
    "Doe normaal.", "Ik woon in die straat en zie vreemde auto's.", "Slotje graag.", "Nog steeds niet weg?",
)  # fmt: skip
