"""Writes small PDFs for the tests: text in Helvetica where it is told to stand, and links."""

from dataclasses import dataclass, field

TH = "\x1f"
"""One glyph for two letters, as fonts have for `Th`."""

_TO_UNICODE = (
    "/CIDInit/ProcSet findresource begin begincmap/CMapName/A def"
    " 1 begincodespacerange<00><ff>endcodespacerange 1 beginbfchar<1f><00540068>endbfchar"
    " endcmap end"
)
_FONT = (
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[31/fi]>>"
    "/ToUnicode 4 0 R>>"
)

Corners = tuple[float, float, float, float]


@dataclass
class PdfPage:
    """A page of 600 by 800 points that collects what stands on it."""

    content: list[str] = field(default_factory=list)
    links: list[tuple[str, tuple[Corners, ...]]] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 10) -> "PdfPage":
        escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.content.append(f"BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET")
        return self

    def lines(self, x: float, y: float, *lines: str, size: float = 10) -> "PdfPage":
        for number, words in enumerate(lines):
            self.text(x, y - number * size * 1.2, words, size)
        return self

    def rule(self, x: float, y: float, width: float) -> "PdfPage":
        self.content.append(f"{x} {y} {width} 0.4 re f")
        return self

    def link(self, url: str, left: float, bottom: float, right: float, top: float) -> "PdfPage":
        return self.linked(url, (left, bottom, right, top))

    def linked(self, url: str, *areas: Corners) -> "PdfPage":
        """A link that lies over several areas."""
        self.links.append((url, areas))
        return self

    def picture(self, width: float = 600, height: float = 800) -> "PdfPage":
        image = "BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI"
        self.content.append(f"q {width} 0 0 {height} 0 0 cm {image} Q")
        return self


def pdf(*pages: PdfPage, title: str = "", trailer: str = "") -> bytes:
    """The pages as a PDF."""
    objects: list[str] = ["", "", _FONT, _stream(_TO_UNICODE)]
    kids = []
    for page in pages:
        objects.append(_stream("\n".join(page.content)))
        contents, annotations = len(objects), []
        for url, areas in page.links:
            objects.append(
                f"<</Type/Annot/Subtype/Link{_places(areas)}/Border[0 0 0]/A<</S/URI/URI({url})>>>>"
            )
            annotations.append(f"{len(objects)} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {contents} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>>>/Annots[{' '.join(annotations)}]>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = "<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    objects.append(f"<</Title({title})>>")
    return _assembled(objects, trailer)


def _stream(content: str) -> str:
    return f"<</Length {len(content.encode('latin-1'))}>>stream\n{content}\nendstream"


def _places(areas: tuple[Corners, ...]) -> str:
    if len(areas) == 1:
        return f"/Rect[{' '.join(map(str, areas[0]))}]"
    lefts, bottoms, rights, tops = zip(*areas, strict=True)
    quads = (f"{a} {d} {c} {d} {a} {b} {c} {b}" for a, b, c, d in areas)
    around = f"{min(lefts)} {min(bottoms)} {max(rights)} {max(tops)}"
    return f"/Rect[{around}]/QuadPoints[{' '.join(quads)}]"


def _assembled(objects: list[str], trailer: str) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj{body}endobj\n".encode("latin-1")
    start = len(content)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    content += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}".encode()
    info = f"/Info {len(objects)} 0 R"
    end = f"trailer<</Size {len(places) + 1}/Root 1 0 R{info}{trailer}>>\nstartxref\n{start}\n%%EOF"
    return content + end.encode()
