"""What an editor decided about a link in trouble, and for how long the answer holds."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from citewatch.core.display import show_address
from citewatch.core.verdict import Verdict


class Answer(StrEnum):
    """KEEP: the link stays as it is. REPLACE its address. ARCHIVE: cite a snapshot beside it."""

    KEEP = "keep"
    REPLACE = "replace"
    ARCHIVE = "archive"


class Decision(Struct, frozen=True):
    """One answer: who gave it, when and why, and the finding that it was given for.

    `document` is the name of the file, `link` its address as it may be shown: a password in it is
    neither kept nor compared. `replacement` is what the answer agreed to (None where it kept).
    """

    document: str
    citation: str
    link: str
    verdict: Verdict
    answer: Answer
    replacement: str | None
    at: datetime
    by: str
    why: str = ""

    def holds(self, link: str, verdict: Verdict, offered: frozenset[str]) -> bool:
        """Whether the answer still fits: the same finding, and what it agreed to still offered.

        Nobody who kept a moved link has agreed to keep a dead one.
        """
        if self.link != show_address(link) or self.verdict is not verdict:
            return False
        return self.replacement is None or self.replacement in offered
