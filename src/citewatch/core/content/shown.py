"""A page as its reader meets it: the places where a page says what it is."""

from citewatch.core.content.thresholds import LEAD_CHARACTERS, READ_CHARACTERS
from citewatch.core.content.wording import fold, segments
from citewatch.core.evidence import Page


class Shown:
    """The title, headings and first text of a page, folded for comparing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.words
        self.title = page.title
        self.title_segments = segments(page.title)
        self.headings = tuple(fold(heading) for heading in page.headings)
        self.text = fold(page.text[:READ_CHARACTERS])
        self.lead = self.text[:LEAD_CHARACTERS]
        self.size = len(page.text)

    @property
    def labels(self) -> list[tuple[str, str, str]]:
        """What names the page: (the place, the text as shown, the part of it to compare)."""
        named = [("title", self.title, part) for part in self.title_segments]
        named += [
            ("heading", shown, part) for shown in self.page.headings[:3] for part in segments(shown)
        ]
        return named

    def is_thinner_than(self, words: int) -> bool:
        """Whether less than so many words stand on the page."""
        return self.words < words
