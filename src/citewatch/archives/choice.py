"""Which of the captures that were looked at to offer. Pure."""

from datetime import datetime, timedelta

from citewatch.archives.look import Look
from citewatch.core.judge.captures import Words
from citewatch.core.memento import noon
from citewatch.core.snapshot import Wanted

LONG_AFTER = timedelta(days=30)
"""How long after the citation's day a capture may show another page than the cited one.

A judgement: pages that failed for a moment are back by then, and lapsed names not yet sold.
"""

CITATIONS, CAPTURES = "the citation's", "the cited capture's"
"""Whose date it is that a capture is to be near."""

_LACKING = {Words.NEARLY: 1, Words.MISSING: 2}


class Choice:
    """The looks at the captures of one link, and the best of them.

    A capture is sound where nothing speaks against it. One with the wrong title, one without the
    words wanted, and a late one (taken long after the citation, and after the archive had seen the
    page gone) are offered only where there is no better one, and with a remark. Without the cited
    title, a capture that may be of another page for its time is never offered.
    """

    def __init__(self, wanted: Wanted, now: datetime) -> None:
        self.day = wanted.day
        self.moment = now if wanted.day is None else noon(wanted.day)
        self.whose = CITATIONS if wanted.besides is None else CAPTURES
        self.looks: list[Look] = []

    def add(self, look: Look) -> None:
        """One more look, the captures that are nearer having gone before."""
        self.looks.append(look)

    @property
    def sound(self) -> Look | None:
        """The first look that nothing speaks against."""
        return next((look for look in self._offered if not any(self._flaws(look))), None)

    @property
    def best(self) -> Look | None:
        """The look to offer, or None where none may be."""
        return min(self._offered, key=self._flaws, default=None)

    @property
    def lacks_words(self) -> bool:
        """Whether a capture was seen that does not hold the words wanted."""
        return any(look.worth.words in _LACKING for look in self.looks)

    def is_late(self, captured_at: datetime) -> bool:
        """Whether the page is known to have gone before a capture of this time, if it came back."""
        if captured_at - self.moment <= LONG_AFTER:
            return False
        distance = captured_at - self.moment
        gone = (look.gone_at for look in self.looks if look.gone_at is not None)
        return any(abs(at - self.moment) < distance for at in gone)

    def is_suspect(self, look: Look) -> bool:
        """Whether a look is at a late capture that does not bear the cited title or words."""
        if look.snapshot is None or look.worth.identified:
            return False
        return self.is_late(look.snapshot.captured_at)

    @property
    def _offered(self) -> list[Look]:
        return [look for look in self.looks if look.snapshot is not None and self._may_be(look)]

    def _may_be(self, look: Look) -> bool:
        if not look.worth.doubt:
            return True
        assert look.snapshot is not None
        if self.day is None:
            return False
        return look.snapshot.captured_at - self.moment <= LONG_AFTER

    def _flaws(self, look: Look) -> tuple[bool, bool, int]:
        return bool(look.worth.doubt), self.is_suspect(look), _LACKING.get(look.worth.words, 0)
