"""What is known of a PDF once PDFium has taken it apart."""

from typing import TypedDict


class PageData(TypedDict):
    """One page, in points from its lower left corner.

    `runs` are (text, left, right, baseline, size) in the order of the page's content; `links`
    (address, left, bottom, right, top).
    """

    runs: list[tuple[str, float, float, float, float]]
    links: list[tuple[str, float, float, float, float]]


class PdfData(TypedDict):
    """A PDF's pages as far as they were read.

    `unread` are the numbers of those that failed, `pictures` of those that are images without a
    character.
    """

    title: str
    pages: list[PageData]
    unread: list[int]
    pictures: list[int]
    total: int
