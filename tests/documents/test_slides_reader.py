"""PowerPoint presentations: their linked paragraphs, slide by slide, as PowerPoint writes them."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from citewatch.documents.kinds.known import kind_of
from citewatch.documents.kinds.slides.reader import read_pptx
from citewatch.errors import InputError
from documents.docx_lab import zipped

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def relations(*found: tuple[str, str, str]) -> bytes:
    rows = [
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if kind == 'hyperlink' else ''}/>"
        for key, kind, target in found
    ]
    return f"<Relationships>{''.join(rows)}</Relationships>".encode()


def run(words: str, link: str = "") -> str:
    click = f'<a:rPr><a:hlinkClick r:id="{link}"/></a:rPr>' if link else ""
    return f"<a:r>{click}<a:t>{words}</a:t></a:r>"


def shape(*paragraphs: str, placeholder: str = "", own: str = "") -> str:
    inside = "".join(f"<a:p>{one}</a:p>" for one in paragraphs)
    kind = f'<p:nvPr><p:ph type="{placeholder}"/></p:nvPr>' if placeholder else "<p:nvPr/>"
    named = f'<p:cNvPr id="4" name="x" descr="Logo">{own}</p:cNvPr>'
    return f"<p:sp><p:nvSpPr>{named}{kind}</p:nvSpPr><p:txBody>{inside}</p:txBody></p:sp>"


def slide(*shapes: str) -> bytes:
    return (
        f"<p:sld {NAMES}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>".encode()
    )


def presentation(**slides: bytes) -> bytes:
    """A file whose slides are shown in another order than their names are in."""
    ids = "".join(f'<p:sldId id="25{key[-1]}" r:id="{key}"/>' for key in ("r2", "r1"))
    main = f"<p:presentation {NAMES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
    return zipped(
        {
            "_rels/.rels": relations(("a", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": main.encode(),
            "ppt/_rels/presentation.xml.rels": relations(
                ("r1", "slide", "slides/slide1.xml"), ("r2", "slide", "slides/slide2.xml")
            ),
            "ppt/slides/_rels/slide1.xml.rels": relations(
                ("h", "hyperlink", "https://a.example/report.pdf"),
                ("n", "notesSlide", "../notesSlides/notesSlide1.xml"),
            ),
            "ppt/notesSlides/notesSlide1.xml": slide(shape(run("Said by http://c.example/x."))),
            "ppt/slides/slide1.xml": slides.get("one", slide()),
            "ppt/slides/slide2.xml": slides.get("two", slide()),
        }
    )


def cited(content: bytes) -> list[tuple[str, str, tuple[str, ...], str]]:
    reading = read_pptx(content, "a.pptx")
    return [(one.id, one.text, one.links, str(one.at)) for one in reading.citations]


def test_links_and_addresses_are_read_slide_by_slide_in_the_order_shown() -> None:
    one = slide(
        shape(run("Rents rose (") + run("Ministry", "h") + run(" 2020", "h") + run(").")),
        shape(run("Page 3"), placeholder="sldNum"),
    )
    two = slide(shape(run("No link"), run("See http://b.example/") + run("y.")))
    assert cited(presentation(one=one, two=two)) == [
        ("1", "See http://b.example/y.", ("http://b.example/y",), "a.pptx:slide 1"),
        (
            "2",
            "Rents rose (Ministry 2020).",
            ("https://a.example/report.pdf",),
            "a.pptx:slide 2",
        ),
        ("3", "Said by http://c.example/x.", ("http://c.example/x",), "a.pptx:slide 2"),
    ]


def test_a_picture_that_links_is_a_citation_and_a_footer_is_none() -> None:
    one = slide(
        shape(own='<a:hlinkClick r:id="h"/>'),
        shape(run("www.office.example/legal"), placeholder="ftr"),
    )
    assert cited(presentation(one=one))[0][1:3] == ("Logo", ("https://a.example/report.pdf",))
    assert len(cited(presentation(one=one))) == 2


def test_an_address_that_is_shown_cut_is_not_read_beside_the_link_over_it() -> None:
    one = slide(shape(run("https://a.example/rep…", "h")))
    assert cited(presentation(one=one))[0][2] == ("https://a.example/report.pdf",)


def test_a_slide_that_the_file_does_not_hold_is_told() -> None:
    with ZipFile(BytesIO(presentation())) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    del members["ppt/slides/slide1.xml"]
    assert read_pptx(zipped(members), "a.pptx").remarks == ("Slide 2 is missing in the file.",)


def test_a_presentation_cut_off_is_refused() -> None:
    with pytest.raises(InputError, match="not a readable PowerPoint presentation"):
        read_pptx(presentation()[:200], "a.pptx")


def test_it_is_recognised_whatever_its_name_is() -> None:
    assert kind_of(presentation(), "x.bin").name == "pptx"
