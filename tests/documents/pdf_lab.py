"""Writes small PDFs for the tests: text in Helvetica where it is told to stand, and links."""

from dataclasses import dataclass, field


@dataclass
class PdfPage:
    """A page of 600 by 800 points that collects what stands on it."""

    content: list[str] = field(default_factory=list)
    links: list[tuple[str, tuple[float, float, float, float]]] = field(default_factory=list)

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
        self.links.append((url, (left, bottom, right, top)))
        return self


def pdf(*pages: PdfPage, title: str = "", trailer: str = "") -> bytes:
    """The pages as a PDF."""
    objects: list[str] = ["", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for page in pages:
        stream = "\n".join(page.content)
        objects.append(f"<</Length {len(stream.encode('latin-1'))}>>stream\n{stream}\nendstream")
        contents, annotations = len(objects), []
        for url, corners in page.links:
            box = " ".join(map(str, corners))
            objects.append(
                f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/A<</S/URI/URI({url})>>>>"
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
