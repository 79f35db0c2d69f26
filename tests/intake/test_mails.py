"""Mails: every header, every body, attachments; and no mail is lost because it was built in a strange way."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_made import assert_whole, opened, said
from PIL import Image

from houvast.case.reading import Carrier, Reading

PLAIN = (
    b"Return-Path: <sven@example.nl>\r\n"
    b"Received: from thuis (dorpsstraat1.example.nl [192.0.2.7])\r\n"
    b"\tby mx.example.nl; Thu, 12 Mar 2026 23:41:00 +0100\r\n"
    b"X-Odd_Header: 06-12345678\r\n"
    b"From: =?utf-8?q?Ren=C3=A9e?= <renee@example.nl>\r\n"
    b"To: noor@example.nl\r\n"
    b"Subject: =?iso-8859-1?Q?co=F6rdinatie?=\r\n"
    b"Date: Thu, 12 Mar 2026 23:41:00 +0100\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: 8bit\r\n"
    b"\r\n"
    b"Haar adres:\r\nDorpsstraat 1\r\n\r\nGe\xc3\xabist: 500 euro\r\n"
)


def mail(data: bytes) -> Reading:
    taken = opened("mail", data, "x.eml")
    assert taken.refused == ""
    return taken.reading


def test_every_header_is_found_also_the_odd_ones_at_its_place() -> None:
    reading = mail(PLAIN)
    headers = {one.label: one for one in reading.passages if one.carrier is Carrier.HEADER}

    assert headers["X-Odd_Header"].text == "06-12345678"
    assert "dorpsstraat1.example.nl" in headers["Received"].text
    assert "by mx.example.nl" in headers["Received"].text
    assert (headers["From"].text, headers["From"].encoding) == ("Renée <renee@example.nl>", "")
    assert dict(reading.facts)["subject"] == "coördinatie"
    assert_whole(reading, PLAIN)


def test_author_time_and_text_of_a_mail_are_one_message() -> None:
    message = mail(PLAIN).messages[0]

    assert (message.author, message.author_id) == ("Renée", "renee@example.nl")
    assert (message.sent.raw, message.sent.utc) == ("Thu, 12 Mar 2026 23:41:00 +0100", "2026-03-12T22:41:00Z")
    assert message.span.end == len(PLAIN)


def test_a_body_that_travels_as_it_is_has_its_exact_place() -> None:
    exact = [one.text for one in mail(PLAIN).passages if one.carrier is Carrier.BODY and one.encoding]

    assert exact == ["Haar adres:\r\nDorpsstraat 1\r\n\r\n", "Geëist: 500 euro\r\n"]


def composed() -> EmailMessage:
    made = EmailMessage()
    made["From"] = "sven@example.nl"
    made["Subject"] = "kijk"
    made.set_content("Zie bijlage, 06-12345678.\n")
    made.add_alternative(
        '<style>p{color:red}</style><p>Zie <b>06</b>-1234<i>5678</i></p><a href="https://bad.example/?u=noor">x</a>'
        "<!-- Dorpsstraat 1 --><img src='cid:1' alt='haar huis'>&#48;&#54;",
        subtype="html",
    )
    return made


def test_the_text_of_html_is_read_with_what_it_hides_and_nothing_is_fetched() -> None:
    reading = mail(composed().as_bytes())

    assert "Zie 06-12345678" in said(reading, Carrier.BODY)
    assert "color:red" not in said(reading)
    for hidden in ("https://bad.example/?u=noor", "Dorpsstraat 1", "haar huis"):
        assert hidden in said(reading, Carrier.METADATA)


def test_attachments_of_known_kinds_are_read_and_others_are_named() -> None:
    made = composed()
    photo = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Dorpsstraat 1"
    Image.new("RGB", (8, 8)).save(photo, "JPEG", exif=exif)
    inner = EmailMessage()
    inner["Subject"] = "doorgestuurd"
    inner["X-Adres"] = "Kerkplein 2"
    inner.set_content("binnenste tekst")
    made.add_attachment(photo.getvalue(), maintype="image", subtype="jpeg", filename="huis.jpg")
    made.add_attachment("lijst: Noor", filename="lijst é.txt")
    made.add_attachment(b"\0\1\2\3", maintype="video", subtype="mp4", filename="film.mp4")
    made.add_attachment(inner)
    reading = mail(made.as_bytes())

    assert reading.messages[0].attachments == ("huis.jpg", "lijst é.txt", "film.mp4")
    assert "Dorpsstraat 1" in said(reading, Carrier.METADATA)
    assert "lijst: Noor" in said(reading, Carrier.ATTACHMENT)
    assert "binnenste tekst" in said(reading, Carrier.BODY)
    assert "Kerkplein 2" in said(reading, Carrier.HEADER)
    assert "film.mp4" in said(reading, Carrier.FILE_NAME)
    assert reading.not_searched == ("picture_text:huis.jpg", "attachment:film.mp4")
    assert "limit.mail_attachments_not_read" in reading.limits


def test_without_media_a_picture_in_a_mail_stays_closed() -> None:
    made = composed()
    made.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="huis.jpg")
    reading = opened("mail", made.as_bytes(), without_media=True).reading

    assert reading.not_searched == ("attachment:huis.jpg",)


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: x\n\n",
        b"Subject: x",
        b"From: <<<>>>@@\nDate: niet vandaag\nContent-Type: ;;;=\n\nhoi",
        b"Subject: =?utf-8?b?////?= =?x-none?q?a?= =?utf-8?q?=ff?=\n\nhoi",
        b"Date: Thu, 99 Mar 99999 99:99:99 +9999\n\nhoi",
        b"Content-Type: multipart/mixed; boundary=a\n\n--b\nhoi",
        b"Content-Type: multipart/mixed\n\nhoi",
        b"Content-Type: text/plain; charset=rot13\n\nhoi",
        b'Content-Type: text/plain; charset="utf-8\n\nhoi',
        b"Content-Type: text/html\n\n<![if x]><![endif]--><![hoi",
        b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!hoi!!",
        b"Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n\nhoi",
        b"Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\nSubject: hoi\n\nhoi",
        b"From sven@example.nl Thu Mar 12\nSubject: x\n\nhoi",
        b"Geen kop\nSubject: x\n\nhoi",
        b"Subject: \xff\xfe\x00\n\nhoi",
        b"Content-Disposition: attachment; filename*=utf-8''%ff%fe; filename*0*=x''%\n\nhoi",
    ],
)
def test_a_mail_that_is_built_in_a_strange_way_is_still_read(data: bytes) -> None:
    reading = mail(data)

    assert len(reading.messages) == 1
    assert said(reading).strip()
    assert_whole(reading, data)


def test_deep_nesting_ends_with_the_text_read_as_it_stands() -> None:
    opening = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2000))
    reading = mail(b"Subject: diep\n" + opening + b"\n06-12345678")

    assert "06-12345678" in said(reading)
    assert "limit.mail_partly_read" in reading.limits


def test_a_thousand_parts_are_read_and_the_rest_is_named() -> None:
    parts = b"".join(b"--b\n\ndeel %d\n" % number for number in range(1500))
    reading = mail(b"Content-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--\n")

    assert "deel 900" in said(reading)
    assert "limit.mail_partly_read" in reading.limits
    assert reading.not_searched


@given(
    st.lists(
        st.sampled_from(
            [
                b"Subject: x",
                b" fold",
                b"",
                b"--b",
                b"\xff",
                b"=?utf-8?q?a?=",
                b"Content-Type: multipart/mixed; boundary=b",
                b"x",
            ]
        ),
        max_size=12,
    )
)
def test_whatever_the_lines_a_mail_is_read(lines: list[bytes]) -> None:
    data = b"From: a@example.nl\n" + b"\n".join(lines)

    assert_whole(mail(data), data)
