"""A page as its reader meets it: the places where a page says what it is."""

from functools import cached_property

from citewatch.core.content.thresholds import INFORMATIVE_WORDS, LEAD_CHARACTERS, READ_CHARACTERS
from citewatch.core.content.wording import fold, segments
from citewatch.core.evidence import Page
from citewatch.core.facts import Facts

_NAMING_HEADINGS = 3


class Shown:
    """The title, headings and first text of a page, folded for comparing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.words
        self.title_parts = segments(page.title)
        self.heading_parts = [
            part for heading in page.headings[:_NAMING_HEADINGS] for part in segments(heading)
        ]

    @cached_property
    def names(self) -> str:
        """Title and headings in one text."""
        return fold(" \n ".join([self.page.title, *self.page.headings]))

    @cached_property
    def headings(self) -> str:
        """The headings in one text."""
        return fold(" \n ".join(self.page.headings))

    @cached_property
    def text(self) -> str:
        """The beginning of the text."""
        return fold(self.page.text[:READ_CHARACTERS])

    @property
    def lead(self) -> str:
        """The first lines of the text."""
        return self.text[:LEAD_CHARACTERS]

    @property
    def has_headline(self) -> bool:
        """Whether title and heading agree on a name of several words, as those of articles do.

        What such a page says in its first lines is its subject, and not what became of it.
        """
        named = set(self.title_parts) & set(self.heading_parts)
        return any(len(name.split()) >= INFORMATIVE_WORDS for name in named)

    def thinner_than(self, words: int) -> bool:
        """Whether fewer than so many words stand on the page."""
        return self.words < words

    def said(self, title_part: str, heading_part: str) -> Facts:
        """The title, or else the heading, that a part was found in."""
        if title_part:
            return Facts(title=self.page.title)
        heading = next(
            heading for heading in self.page.headings if heading_part in segments(heading)
        )
        return Facts(heading=heading)
