"""A PowerPoint presentation: the kind, and who reads it."""

from zipfile import ZipFile

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.slides.reader import read_pptx

    return read_pptx


def _is_presentation(package: ZipFile) -> bool:
    return "ppt/presentation.xml" in package.namelist()


KIND = Kind(
    name="pptx",
    words="a PowerPoint presentation",
    suffixes=(".pptx", ".pptm", ".ppsx"),
    reader=_reader,
    packed=_is_presentation,
)
