"""Kinds of files that are not read: what each is, and what to do instead."""

import re
from pathlib import PurePath
from zipfile import ZipFile

from citewatch.core.display import clean

_WORD = "save it as .docx"
_TEXT = "save it as .txt, .html or .docx"
_EXPORT = "export it as .docx or .pdf"

_BY_SUFFIX = {
    ".ai": ("a drawing", "export it as .pdf"),
    ".azw3": ("a Kindle book", "convert it to .epub"),
    ".djvu": ("a DjVu document", "convert it to a .pdf with its text"),
    ".doc": ("an old Word document", _WORD),
    ".dot": ("an old Word template", _WORD),
    ".enl": ("an EndNote library", "export its references as XML or RIS"),
    ".fb2": ("a FictionBook", "convert it to .epub"),
    ".indd": ("an InDesign document", "export it as .pdf"),
    ".key": ("a Keynote presentation", "export it as .pptx or .pdf"),
    ".lyx": ("a LyX document", "export it as .tex"),
    ".mbox": ("a mailbox", "save its messages as .eml"),
    ".mobi": ("a Mobipocket book", "convert it to .epub"),
    ".msg": ("an Outlook message", "save it as .eml"),
    ".numbers": ("a Numbers spreadsheet", "export it as .xlsx or .csv"),
    ".odp": ("an OpenDocument presentation", "save it as .pptx or .pdf"),
    ".ods": ("an OpenDocument spreadsheet", "save it as .xlsx or .csv"),
    ".one": ("a OneNote section", _EXPORT),
    ".pages": ("a Pages document", _EXPORT),
    ".ppt": ("an old PowerPoint presentation", "save it as .pptx"),
    ".ps": ("a PostScript file", "convert it to .pdf"),
    ".pub": ("a Publisher document", "export it as .pdf"),
    ".texi": ("a Texinfo manual", "convert it to .html"),
    ".textile": ("a Textile document", "convert it to .html or .md"),
    ".wpd": ("a WordPerfect document", _WORD),
    ".wps": ("a Works document", _WORD),
    ".xls": ("an old Excel workbook", "save it as .xlsx"),
    ".xps": ("an XPS document", "print it to .pdf"),
}
"""What files of these names are. Those that are not asked for their content stand here alone."""

SUFFIXES = frozenset(_BY_SUFFIX)
"""How documents end that may cite sources, and are not read."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""An OLE compound file: what Office wrote before 2007, and what it encrypts to this day."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_BY_START = (
    (b"AT&TFORM", *_BY_SUFFIX[".djvu"]),
    (b"%!PS", *_BY_SUFFIX[".ps"]),
    (b"\xffWPC", *_BY_SUFFIX[".wpd"]),
    (b"\x89PNG", "a picture", "its text has to be recognised first (OCR)"),
    (b"\xff\xd8\xff", "a picture", "its text has to be recognised first (OCR)"),
    (b"GIF8", "a picture", "its text has to be recognised first (OCR)"),
    (b"II*\x00", "a picture", "its text has to be recognised first (OCR)"),
    (b"MM\x00*", "a picture", "its text has to be recognised first (OCR)"),
    (b"\x1f\x8b", "a compressed file", "unpack it"),
    (b"BZh", "a compressed file", "unpack it"),
    (b"\xfd7zXZ\x00", "a compressed file", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "an archive", "unpack it"),
    (b"Rar!", "an archive", "unpack it"),
    (b"SQLite format 3\x00", "a database", "export what it cites"),
    (b"bplist", *_BY_SUFFIX[".pages"]),
)
_XML = re.compile(rb"[\s\xef\xbb\xbf]*<\?xml\b")
_HEAD = 1_024
_MOBI = slice(60, 68), b"BOOKMOBI"


def refusal(content: bytes, name: str, *, named: bool) -> str | None:
    """Why a file is not read and what to do, where its content or its name tells; else None.

    `named` says that its name is that of a kind that is read: then only its content can tell.
    """
    known = _by_content(content, name)
    if known is None and not named:
        known = _BY_SUFFIX.get(PurePath(name).suffix.lower()) or _as_xml(content)
    return None if known is None else _sentence(name, *known)


def _as_xml(content: bytes) -> tuple[str, str] | None:
    if not _XML.match(content[:_HEAD]):
        return None
    return "XML of an unknown kind", "save it as .html, or as JATS, TEI or EndNote XML"


def _by_content(content: bytes, name: str) -> tuple[str, str] | None:
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            return "protected by a password", "save it without"
        named = _BY_SUFFIX.get(PurePath(name).suffix.lower())
        return named or ("an old Office document", "save it as .docx, .xlsx or .pptx")
    if content[_MOBI[0]] == _MOBI[1]:
        return _BY_SUFFIX[".mobi"]
    for start, what, instead in _BY_START:
        if content.startswith(start):
            return what, instead
    return None


def packed_refusal(package: ZipFile, name: str) -> str:
    """Why a zip file is not read: it holds no document of a kind that is."""
    members = package.namelist()
    suffix = PurePath(name).suffix.lower()
    if any(member.endswith(".iwa") for member in members):
        return _sentence(name, *_BY_SUFFIX.get(suffix, _BY_SUFFIX[".pages"]))
    if suffix in _BY_SUFFIX:
        return _sentence(name, *_BY_SUFFIX[suffix])
    if "mimetype" in members:
        kind = package.open("mimetype").read(100).decode("ascii", "replace")
        return _sentence(name, f"a package of the kind {clean(kind)}", _TEXT)
    return _sentence(name, "a zip file that holds no document of a known kind", "unpack it")


def _sentence(name: str, what: str, instead: str) -> str:
    return f"{clean(name)}: is {what}, which is not read; {instead}"
