"""PDF: pages, what is hidden beside them, files inside; and hostile ones end with an outcome."""

from __future__ import annotations

import io

import pytest
from intake_made import opened, said
from pikepdf import Array, AttachedFileSpec, Dictionary, Encryption, Name, Pdf, String

from houvast.case.reading import Carrier
from houvast.intake.limits import LARGEST_PREVIEW


def page_of(document: Pdf, text: str) -> None:
    page = document.add_blank_page(page_size=(300, 200))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = document.make_stream(
        f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode("latin-1") if text else b""
    )


def pdf(*texts: str, **saving: object) -> bytes:
    document = Pdf.new()
    for text in texts:
        page_of(document, text)
    with document.open_metadata() as xmp:
        xmp["dc:title"] = "Dorpsstraat 1"
    document.docinfo["/Author"] = "Noor Jansen"
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("notitie van Sven"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    link.A = Dictionary(S=Name.URI, URI=String("https://example.nl/?noor"))
    document.pages[0].obj.Annots = Array([note, link])
    field = Dictionary(FT=Name.Tx, T=String("adres"), V=String("Kerkplein 2"))
    document.Root.AcroForm = Dictionary(Fields=Array([field]))
    document.attachments["lijst.txt"] = AttachedFileSpec(document, b"in de bijlage: 06-12345678", filename="lijst.txt")
    document.attachments["x.bin"] = AttachedFileSpec(document, b"\0\1\2", filename="x.bin")
    out = io.BytesIO()
    document.save(out, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def test_each_page_is_read_with_its_number() -> None:
    taken = opened("pdf", pdf("Haar nummer: 06-12345678", "tweede bladzijde"))
    pages = [(one.span.page, one.text.strip()) for one in taken.reading.passages if one.carrier is Carrier.PAGE]

    assert pages == [(1, "Haar nummer: 06-12345678"), (2, "tweede bladzijde")]
    assert dict(taken.reading.facts)["pages"] == "2"
    assert dict(taken.reading.facts)["author"] == "Noor Jansen"
    assert 0 < len(taken.preview) <= LARGEST_PREVIEW


def test_what_is_hidden_in_a_pdf_is_found() -> None:
    reading = opened("pdf", pdf("x")).reading

    for hidden in ("Noor Jansen", "Dorpsstraat 1", "notitie van Sven", "https://example.nl/?noor", "Kerkplein 2"):
        assert hidden in said(reading, Carrier.METADATA)
    assert "in de bijlage: 06-12345678" in said(reading, Carrier.ATTACHMENT)
    assert "attachment:x.bin" in reading.not_searched
    assert "limit.pdf_attachments" in reading.limits


def test_a_page_that_is_only_a_picture_is_named() -> None:
    document = Pdf.open(io.BytesIO(pdf("tekst", "")))
    image = document.make_stream(b"\xc8\x28\x28", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    document.pages[1].obj.Resources.XObject = Dictionary(Im=image)
    document.pages[1].obj.Contents = document.make_stream(b"q 200 0 0 100 20 20 cm /Im Do Q")
    out = io.BytesIO()
    document.save(out)
    reading = opened("pdf", out.getvalue()).reading

    assert "page:2" in reading.not_searched
    assert "limit.pdf_pages_without_text" in reading.limits


def test_a_pdf_with_a_password_is_kept_and_said() -> None:
    assert opened("pdf", pdf("x", encryption=Encryption(owner="a", user="b"))).refused == "refused.closed"


def test_without_media_no_preview_is_made() -> None:
    taken = opened("pdf", pdf("tekst"), without_media=True)

    assert (taken.preview, taken.refused) == (b"", "")


@pytest.mark.parametrize("end", [10, 60, 200, 500, 900])
def test_a_pdf_that_was_cut_off_has_an_outcome(end: int) -> None:
    taken = opened("pdf", pdf("Haar nummer")[:end])

    assert taken.refused or taken.reading.passages or taken.reading.not_searched


@pytest.mark.parametrize(
    "body",
    [
        b"1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>",
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 99999999>>endobj "
        b"trailer<</Root 1 0 R>>",
        b"1 0 obj" + b"[" * 50_000 + b"endobj trailer<</Root 1 0 R>>",
        b"1 0 obj<</Length 99999999999>>stream\nx",
    ],
)
def test_a_pdf_that_bites_its_own_tail_has_an_outcome(body: bytes) -> None:
    taken = opened("pdf", b"%PDF-1.7\n" + body)

    assert taken.refused == "refused.unreadable" or "limit.pdf_hidden_not_read" in taken.reading.limits
