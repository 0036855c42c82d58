"""What PDFium sees on the pages of a PDF: runs of characters, drawn rules, link annotations."""

import ctypes
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

from citewatch.pdfium.data import PageData, PdfData

_LINE_ENDS = frozenset({0x0A, 0x0D})
_HYPHEN = 0x02
"""What PDFium gives for a hyphen at the end of a line, whether typed or made by the typesetter."""

_BLANK = _FIRST_SHOWN = 0x20
_MAX_OBJECTS = 20_000
_MAX_QUADS = 200
_THIN, _NARROW, _WIDE = 1.2, 2.0, 8.0
"""Points: how thin, and how wide at least and at most, a rule is that stands for `_`."""


class DamagedPdf(Exception):
    """The content cannot be read as a PDF; the message says why."""


def read_pages(content: bytes, max_pages: int, max_characters: int) -> PdfData:
    """The first `max_pages` pages, or as many as have `max_characters`; raises DamagedPdf."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise DamagedPdf("it is protected by a password") from error
        raise DamagedPdf("it is damaged or no PDF") from error
    data = PdfData(
        title=document.get_metadata_value("Title"),
        pages=[],
        unread=[],
        pictures=[],
        total=len(document),
    )
    left = max_characters
    for number in range(min(len(document), max_pages)):
        try:
            page, is_picture = _read_page(document, number)
            if is_picture:
                data["pictures"].append(number + 1)
        except pypdfium2.PdfiumError:
            data["unread"].append(number + 1)
            page = PageData(runs=[], links=[])
        data["pages"].append(page)
        left -= sum(len(run[0]) for run in page["runs"])
        if left <= 0:
            break
    return data


def _read_page(document: pypdfium2.PdfDocument, number: int) -> tuple[PageData, bool]:
    """What stands on a page, and whether it is nothing but a picture."""
    page = document[number]
    try:
        read = PageData(runs=_runs(page), links=_links(document, page))
        return read, not read["runs"] and _is_picture(page)
    finally:
        page.close()


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether images cover half of the page: a scan, or a page that is drawn as a whole."""
    covered = 0.0
    for image in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered += abs(right - left) * abs(top - bottom)
    width, height = page.get_size()
    return bool(covered >= width * height / 2)


class _Runs:
    """Gathers characters into runs of one size on one baseline without wide gaps."""

    def __init__(self, rules: list[tuple[float, float, float]]) -> None:
        self._rules = rules
        self.found: list[tuple[str, float, float, float, float]] = []
        self._text = ""
        self._left = self._right = self._baseline = self._size = 0.0
        self._box = (0.0, 0.0)

    def add(self, text: str, left: float, right: float, baseline: float, size: float) -> None:
        if not (
            self._text
            and abs(baseline - self._baseline) <= 0.6
            and abs(size - self._size) <= 0.05 * size + 0.1
            and (self._right - size < left < self._right + size or (left, right) == self._box)
        ):
            self.end()
            self._left, self._baseline, self._size = left, baseline, size
        elif self._text[-1] == " " and self._underlined(left):
            self._text = self._text.rstrip() + "_"
        self._text += text
        self._right = right
        # The letters of a ligature all have its box: what follows the first is no step back.
        self._box = (left, right)

    def blank(self) -> None:
        if self._text:
            self._text += " "

    def end(self) -> None:
        if self._text:
            if self._underlined(self._right + self._size / 2):
                self._text = self._text.rstrip() + "_"
            left, right = round(self._left, 1), round(self._right, 1)
            baseline, size = round(self._baseline, 1), round(self._size, 1)
            self.found.append((_whole(self._text), left, right, baseline, size))
        self._text = ""

    def _underlined(self, end: float) -> bool:
        """Whether a rule is drawn between the last character and `end`: TeX's underscore."""
        return any(
            self._right - 0.5 <= left and right <= end + 0.5 and abs(y - self._baseline) < 3
            for left, right, y in self._rules
        )


def _whole(text: str) -> str:
    """The text with each letter beyond U+FFFF as one: PDFium gives its halves, or one alone."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _runs(page: pypdfium2.PdfPage) -> list[tuple[str, float, float, float, float]]:
    text_page = page.get_textpage()
    raw, runs = text_page.raw, _Runs(_rules(page))
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    look, size = (0.0, 0.0), 0.0
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in _LINE_ENDS:
            runs.end()
        elif code == _BLANK and pdfium.FPDFText_IsGenerated(raw, index) == 1:
            runs.blank()
        elif code >= _FIRST_SHOWN or code == _HYPHEN:
            pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
            pdfium.FPDFText_GetLooseCharBox(raw, index, box)
            # Every question takes a microsecond, and a report has millions of characters: the size
            # is the same as before where the box is as high, on the same line.
            if look != (look := (y.value, box.top - box.bottom)):
                pdfium.FPDFText_GetMatrix(raw, index, matrix)
                size = pdfium.FPDFText_GetFontSize(raw, index) * hypot(matrix.b, matrix.d)
            character = chr(code) if code < 0x110000 else "\ufffd"
            runs.add(character, box.left, box.right, y.value, size)
            if code == _HYPHEN:
                runs.end()
    runs.end()
    text_page.close()
    return runs.found


def _rules(page: pypdfium2.PdfPage) -> list[tuple[float, float, float]]:
    found = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            width, height = right.value - left.value, top.value - bottom.value
            if height <= _THIN and _NARROW <= width <= _WIDE:
                found.append((round(left.value, 1), round(right.value, 1), round(bottom.value, 1)))
    return found


def _links(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage
) -> list[tuple[str, float, float, float, float]]:
    found = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        address = ctypes.create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(document, action, address, length)
        text = address.value.decode("utf-8", errors="replace").strip()
        found += [(text, *corners) for corners in _corners(link)]
    return found


def _corners(link: object) -> list[tuple[float, float, float, float]]:
    """The left, lower, right and upper edges of each area that a link covers.

    A link over several lines has a quadrilateral on each; its rectangle lies around them all. Any
    two opposite corners may be named first (ISO 32000-1, 7.9.5 and 12.5.6.5).
    """
    quads, quad, area = [], pdfium.FS_QUADPOINTSF(), pdfium.FS_RECTF()
    for index in range(min(pdfium.FPDFLink_CountQuadPoints(link), _MAX_QUADS)):
        if pdfium.FPDFLink_GetQuadPoints(link, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            quads += [(min(xs), min(ys), max(xs), max(ys))] if max(ys) > min(ys) else []
    if not quads and pdfium.FPDFLink_GetAnnotRect(link, area):
        left, right = sorted((area.left, area.right))
        bottom, top = sorted((area.bottom, area.top))
        quads.append((left, bottom, right, top))
    return [(round(a, 1), round(b, 1), round(c, 1), round(d, 1)) for a, b, c, d in quads]
