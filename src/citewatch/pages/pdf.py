"""What a PDF says: its title, its largest words, its text."""

from msgspec import Struct

from citewatch.core.display import clean
from citewatch.errors import InputError
from citewatch.pages.frame import MAX_TEXT
from citewatch.pdfium.data import PageData, PdfData
from citewatch.pdfium.process import pdf_data

PAGES_READ = 40
SECONDS = 20.0
"""Seconds for one PDF of the web: a document of ten pages takes about half of one."""

_LONGEST_HEADING = 300


class PdfReading(Struct, frozen=True):
    """A PDF as far as it was read. `heading` is what its first page says in the largest type."""

    title: str = ""
    heading: str = ""
    text: str = ""
    whole: bool = False


def read_pdf(body: bytes) -> PdfReading:
    """Read a whole PDF, in a process of its own; an empty reading where that fails."""
    try:
        data = pdf_data(body, "", pages=PAGES_READ, seconds=SECONDS)
    except InputError:
        return PdfReading()
    text = clean(" ".join(run[0] for page in data["pages"] for run in page["runs"]))
    return PdfReading(
        title=clean(data["title"] or "", _LONGEST_HEADING),
        heading=_heading(data),
        text=text[:MAX_TEXT],
        whole=_is_whole(data) and len(text) <= MAX_TEXT,
    )


def _is_whole(data: PdfData) -> bool:
    return not data["unread"] and len(data["pages"]) == data["total"]


def _heading(data: PdfData) -> str:
    first: PageData | None = next(iter(data["pages"]), None)
    if first is None or not first["runs"]:
        return ""
    largest = max(size for *_, size in first["runs"])
    words = " ".join(text for text, *_, size in first["runs"] if size >= 0.98 * largest)
    return clean(words, _LONGEST_HEADING)
