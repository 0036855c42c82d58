"""Addresses printed with a blank behind each point, as Google Scholar's BibTeX has them."""

import re
from bisect import bisect_left, bisect_right

_LAST = r"(?:com|org|net|edu|gov|int|info|io|eu|[a-z]{2})"
_SECOND_LEVEL = (
    r"(?:co|ac|gov|com|org|net|edu)\.\ (?:uk|au|nz|za|jp|kr|in|br|cn|il|th|tr)(?![\w.-])"
)
_FILE = r"(?:s?html?|pdf|aspx?|php|jsp|docx?|xml|json|txt)"
_SPACED = re.compile(
    rf"""(?x)
    (?: https?:// (?:www\.)? | (?<![\w.@/-]) (?=www\.\ ) ) [a-z0-9-]{{1,63}} \.\   # no host ends
    (?: [a-z0-9-]{{1,63}} \.\ ? ){{0,5}}?
    (?: {_SECOND_LEVEL} | (?!{_SECOND_LEVEL}) {_LAST} (?![\w-]) )
    (?: / (?: 10\.\ \d{{4,9}}/ [^\s<>"]* (?: (?<=\.)\ (?!(?:19|20)\d\d\b) \d )? )? [^\s<>"]*
        (?: (?<=\.)\ (?: [a-z0-9_-]{{1,40}} \.\  ){{0,4}} {_FILE} \b [^\s<>"]* )? )?
    """
)


class ClosedUp:
    """A text without the blanks inside such addresses, and where its characters stood before."""

    def __init__(self, text: str) -> None:
        self._blanks = [
            index
            for found in _SPACED.finditer(text)
            for index in range(*found.span())
            if text[index] == " "
        ]
        self._closed = [blank - number for number, blank in enumerate(self._blanks)]
        kept = [0, *(blank + 1 for blank in self._blanks)]
        ends = [*self._blanks, len(text)]
        self.text = "".join(text[a:b] for a, b in zip(kept, ends, strict=True))

    def inside(self, index: int) -> int:
        """Where the character `index` of the text as printed stands in `text`."""
        return index - bisect_left(self._blanks, index)

    def outside(self, index: int) -> int:
        """Where the character `index` of `text` stands in the text as printed."""
        return index + bisect_right(self._closed, index)
