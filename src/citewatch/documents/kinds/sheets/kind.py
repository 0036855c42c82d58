"""An Excel workbook: the kind, and who reads it."""

from zipfile import ZipFile

from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Reader


def _reader() -> Reader:
    from citewatch.documents.kinds.sheets.reader import read_xlsx

    return read_xlsx


def _is_workbook(package: ZipFile) -> bool:
    return "xl/workbook.xml" in package.namelist()


KIND = Kind(
    name="xlsx",
    words="an Excel workbook",
    suffixes=(".xlsx", ".xlsm"),
    reader=_reader,
    packed=_is_workbook,
)
