"""What no page of a PDF shows can still be read by whoever gets the file, so it is searched (V3)."""

import io

import pikepdf

from houvast.intake.child import Reader


def test_a_stream_that_no_page_draws_and_what_a_program_left_are_searched() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    hidden = pdf.make_stream(b"\x00\x01 woont nu Wilgenpad 7 \x00")
    pdf.Root.PieceInfo = pikepdf.Dictionary(X=hidden, Y=pikepdf.Dictionary(Note=pikepdf.String("Heermoespad 9")))
    body = io.BytesIO()
    pdf.save(body)
    with Reader() as reader:
        reading = reader.read("pdf", "a.pdf", body, size=len(body.getvalue())).reading
    text = " ".join(passage.text for passage in reading.passages)
    assert "Wilgenpad 7" in text
    assert "Heermoespad 9" in text


def test_what_a_page_draws_is_not_told_twice() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(b"BT /F1 24 Tf 60 760 Td (Lindelaan 412) Tj ET")
    body = io.BytesIO()
    pdf.save(body)
    with Reader() as reader:
        reading = reader.read("pdf", "a.pdf", body, size=len(body.getvalue())).reading
    assert sum("Lindelaan 412" in passage.text for passage in reading.passages) == 1
