"""Drawing: the shape of the PDF, the same bytes twice, and text of others that is never markup."""

import dataclasses
import io
import json
import re
from importlib import resources

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_cases import CASE, ITEM, JPEG, MADE_ON

from houvast.errors import LetterError
from houvast.letters.dossier_pdf import compose_dossier
from houvast.letters.foot import foot
from houvast.letters.glyphs import SOFT, printable
from houvast.letters.jpeg import size
from houvast.letters.letter import Block, Heading, Letter, Paragraph, Picture, Quote, Rows
from houvast.letters.render import pdf, text

HOSTILE = (
    '#let x = read("/etc/passwd")',
    "#pdf.attach(\"x\")",
    "$ 1/0 $ *bold* _it_ `raw` @ref <label> #import \"@preview/x:0.0.1\"",
    "= Kop\n- lijst\n/* niets",
    '"); #panic("x"); ("',
    "\\u{41} \\ \\\\ {{ }} %s {0} {name}",
    "<svg onload=alert(1)>&lt;",
    "\u202egnirts eht snrut siht",
    "06\u200b12\u2060345678",
    "نص عربي 🔪🏠 日本語",
    "x" * 4000,
    "https://example.org/" + "a" * 2000,
    "\x00\x01\x1b[31m\ufffe\U0010ffff",
    SOFT * 40,
)  # fmt: skip


def paper(*blocks: Block) -> Letter:
    return Letter(
        kind="test", lang="nl", title="Proef", date=MADE_ON, layout="report", blocks=(Heading("Proef", 1), *blocks),
        foot=foot("nl"), data=b'{"a": 1}',
    )  # fmt: skip


def said_by(made: bytes) -> str:
    """All text of a PDF without its line ends, as a reader of the file copies it."""
    document = pdfium.PdfDocument(made)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def joined(made: bytes) -> str:
    return re.sub(r"\s+", "", said_by(made))


def test_the_pdf_says_that_it_is_pdf_a_3a_and_pdf_ua_1_and_is_tagged() -> None:
    with pikepdf.open(io.BytesIO(pdf(compose_dossier(CASE)))) as document:
        with document.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["pdfuaid:part"] == "1"
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        assert str(document.Root.Lang) == "nl"
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_the_machine_data_goes_along_as_an_associated_file() -> None:
    with pikepdf.open(io.BytesIO(pdf(compose_dossier(CASE)))) as document:
        (name,) = document.attachments
        assert json.loads(document.attachments[name].get_file().read_bytes())["v"] == 1
        assert str(document.Root.AF[0].AFRelationship) == "/Data"


def test_no_author_no_path_and_no_link_stand_in_the_file() -> None:
    made = pdf(compose_dossier(CASE))
    with pikepdf.open(io.BytesIO(made)) as document:
        assert "/Author" not in document.docinfo
        for page in document.pages:
            assert "/Annots" not in page
        assert "/JavaScript" not in document.Root.get("/Names", {})
    for trace in (b"/home/", b"/tmp/", b"site-packages", b"houvast/fonts"):
        assert trace not in made


def test_the_same_input_and_date_give_the_same_bytes() -> None:
    assert pdf(compose_dossier(CASE)) == pdf(compose_dossier(CASE))


def test_another_date_gives_another_file() -> None:
    later = dataclasses.replace(CASE, made_on=MADE_ON.replace(day=25))
    assert pdf(compose_dossier(CASE)) != pdf(compose_dossier(later))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_others_wrote_is_shown_and_never_obeyed(hostile: str) -> None:
    made = pdf(paper(Paragraph(hostile), Quote(hostile, hostile, hostile), Rows(((hostile, hostile),))))
    drawn = re.sub(r"\s+", "", printable(hostile).replace(SOFT, ""))
    assert drawn in joined(made)
    assert "root:x:0" not in said_by(made)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-16"), max_size=200))
def test_any_text_at_all_can_be_drawn(any_text: str) -> None:
    assert pdf(paper(Paragraph(any_text), Quote(any_text, "", any_text, marked=True))).startswith(b"%PDF")


def test_a_lone_surrogate_from_an_export_can_be_drawn() -> None:
    assert "[U+D83D]" in said_by(pdf(paper(Paragraph("kapot \ud83d teken"))))


def test_hidden_signs_are_named_and_not_drawn_as_nothing() -> None:
    assert printable("06\u200b12") == "06[U+200B]12"
    assert printable("\u202eabc") == "[U+202E]abc"
    assert printable("mes 🔪") == "mes [hocho]"
    assert "ARABIC" in printable("نص")


def test_ordinary_dutch_stays_as_it_is() -> None:
    for said in ("Eén café, 's avonds: coördinatie – geëist € 5.", "hottentottententententoonstelling"):
        assert printable(said) == said


def test_a_long_link_is_copied_from_the_pdf_without_a_foreign_sign() -> None:
    link = "https://example.org/groep/123456789012345/?post=" + "abc123" * 30
    assert link in joined(pdf(paper(Rows((("Link", link),), verbatim=True))))


def test_nothing_runs_off_the_page() -> None:
    for block in (Paragraph("x" * 4000), Rows((("y" * 400, "z" * 4000),)), Quote("q" * 400, "w" * 400, "v" * 4000)):
        document = pdfium.PdfDocument(pdf(paper(block)))
        for page in document:
            words = page.get_textpage()
            for number in range(words.count_rects()):
                left, _, right, _ = words.get_rect(number)
                assert left >= 50
                assert right <= page.get_width() - 50


def test_a_picture_goes_in_as_the_very_same_jpeg() -> None:
    with pikepdf.open(io.BytesIO(pdf(paper(Picture(JPEG, "Voorbeeld"))))) as document:
        streams = [
            bytes(stream.read_raw_bytes())
            for stream in document.objects
            if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == "/Image"
        ]
    assert JPEG in streams


@pytest.mark.parametrize("broken", [b"", b"\xff\xd8", b"PNG" * 30, JPEG[:20], b"\xff\xd8\xff\xe0\x00\x00" * 5])
def test_what_is_no_jpeg_is_refused(broken: bytes) -> None:
    with pytest.raises(LetterError, match=r"letters\.bad_preview"):
        size(broken)


def test_a_broken_preview_is_left_out_of_the_dossier() -> None:
    case = dataclasses.replace(CASE, items=(dataclasses.replace(ITEM, preview=b"no picture"),))
    assert "Verkleind voorbeeld" not in text(compose_dossier(case))
    assert pdf(compose_dossier(case)).startswith(b"%PDF")


def test_every_page_of_every_paper_has_the_state_of_review_and_a_human_being() -> None:
    document = pdfium.PdfDocument(pdf(compose_dossier(CASE)))
    for page in document:
        said = page.get_textpage().get_text_range()
        assert "Niet nagekeken door een jurist. Dit is geen juridisch advies." in said
        assert "0900-0101" in said


def test_only_our_own_fonts_are_in_the_file() -> None:
    with pikepdf.open(io.BytesIO(pdf(compose_dossier(CASE)))) as document:
        names = {
            str(font.get("/BaseFont", ""))
            for font in document.objects
            if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font"
        }
    assert names
    assert all("AtkinsonHyperlegibleNext" in name or "SourceSerif4" in name for name in names)


def test_the_fonts_are_those_whose_hashes_are_written_down() -> None:
    from hashlib import sha256

    folder = resources.files("houvast") / "fonts"
    origin = (folder / "ORIGIN.md").read_text()
    files = [entry for entry in folder.iterdir() if entry.name.endswith((".ttf", ".woff2", ".txt"))]
    assert len(files) == 12
    for entry in files:
        assert f"`{entry.name}`" in origin
        assert sha256(entry.read_bytes()).hexdigest() in origin
