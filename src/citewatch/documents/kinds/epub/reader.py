"""Reads EPUB books: their chapters, in reading order, as one web page."""

import posixpath
import re
from bisect import bisect_right
from typing import NamedTuple
from urllib.parse import unquote

from bs4 import BeautifulSoup
from msgspec.structs import replace

from citewatch.core.citation import Citation, Place
from citewatch.core.display import clean
from citewatch.documents.budget import in_mib
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.package import Package
from citewatch.documents.content.xml import attribute, local
from citewatch.documents.kinds.html.page import LARGEST
from citewatch.documents.kinds.html.reader import read_html
from citewatch.documents.reader import Reading

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class _Book(NamedTuple):
    title: str | None
    chapters: list[str]


def read_epub(content: bytes, name: str) -> Reading:
    """The notes of a book, or its links where it has no notes; notes may stand in other chapters.

    Raises InputError for a damaged or copy-protected book.
    """
    package = Package(content, name, "EPUB book")
    book = _book(package)
    _refuse_protected(package, book)
    page, first_lines = _one_page(package, book)
    reading = read_html(page.encode(), name)
    citations, remarks = distinct(
        replace(citation, at=_place(citation, name, book.chapters, first_lines))
        for citation in reading.citations
    )
    return Reading(book.title, citations, (*reading.remarks, *remarks))


def _book(package: Package) -> _Book:
    """The title and the chapters that the book's package document lists."""
    roots = [e for e in package.xml(_CONTAINER).iter() if local(e.tag) == "rootfile"]
    opf = (attribute(roots[0], "full-path") or "") if roots else ""
    tree = package.xml(opf)
    items = {e.get("id"): e for e in tree.iter() if local(e.tag) == "item"}
    spine = [items.get(e.get("idref")) for e in tree.iter() if local(e.tag) == "itemref"]
    chapters = [
        _beside(opf, item.get("href", ""))
        for item in spine
        if item is not None and item.get("media-type") in _PAGES
        if "nav" not in item.get("properties", "").split()
    ]
    titles = [(e.text or "").strip() for e in tree.iter() if local(e.tag) == "title"]
    found = list(dict.fromkeys(chapter for chapter in chapters if chapter in package))
    if not found:
        raise package.unreadable("it lists no chapters")
    return _Book(next(filter(None, titles), None), found)


def _beside(file: str, target: str) -> str:
    """The member that `target` means in a link of the member `file`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(target)))


def _refuse_protected(package: Package, book: _Book) -> None:
    """Refuses a book whose chapters are encrypted; fonts may well be."""
    if _ENCRYPTION not in package:
        return
    references = package.xml(_ENCRYPTION).iter()
    locked = {unquote(e.get("URI", "")) for e in references if local(e.tag) == "CipherReference"}
    if locked.intersection(book.chapters):
        raise package.unreadable("it is protected against copying")


def _one_page(package: Package, book: _Book) -> tuple[str, list[int]]:
    """The chapters as one page, links between them made links within it; each one's first line."""
    promised = sum(map(package.size, book.chapters))
    if promised > LARGEST:
        raise package.unreadable(f"its chapters have more than {in_mib(LARGEST)}")
    numbers = {chapter: number for number, chapter in enumerate(book.chapters)}
    parts, first_lines, line = ["<html><body>\n"], [], 2
    for number, chapter in enumerate(book.chapters):
        body = _body(package.read(chapter), chapter, number, numbers)
        first_lines.append(line)
        line += body.count("\n") + 2
        parts.append(f"{body}\n\n")
    return "".join(parts) + "</body></html>", first_lines


def _body(content: bytes, chapter: str, number: int, numbers: dict[str, int]) -> str:
    soup = BeautifulSoup(content, "html.parser")
    for tag in soup.find_all(True):
        for key in ("id", "name"):
            if tag.has_attr(key):
                tag[key] = f"c{number}-{tag[key]}"
    for link in soup.find_all("a", href=True):
        href = str(link["href"])
        if not _ABSOLUTE.match(href):
            file, _, fragment = href.partition("#")
            meant = numbers.get(_beside(chapter, file)) if file else number
            link["href"] = f"#c{meant}-{fragment or 'top'}" if meant is not None else "#"
    body = soup.body or soup
    return body.decode_contents()


def _place(
    citation: Citation, name: str, chapters: list[str], first_lines: list[int]
) -> Place | None:
    """Where a citation of the whole page stands: its chapter, and the line there."""
    line = citation.at.line if citation.at is not None else None
    if line is None:
        return None
    number = max(bisect_right(first_lines, line) - 1, 0)
    inside = max(line - first_lines[number] + 1, 1)
    return Place(clean(name), inside, part=clean(chapters[number]))
