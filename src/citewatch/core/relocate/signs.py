"""What is seen at a candidate: how far its text, title, name and quote are the lost source's."""

import re
from collections.abc import Iterator

from msgspec import Struct

from citewatch.core.citation import Citation
from citewatch.core.content.drift import Drift
from citewatch.core.content.quote import Found, find_quote
from citewatch.core.content.same_source import check_title
from citewatch.core.content.thresholds import EDITED_TEXT
from citewatch.core.evidence import Page
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal
from citewatch.core.reasons import signs
from citewatch.core.relocate.atoms import path_segments, stem
from citewatch.core.relocate.candidate import Candidate, Trail
from citewatch.core.relocate.names import Name, compare_names, names_cited
from citewatch.core.relocate.texts import Likeness, compare_texts
from citewatch.core.snapshot import Snapshot
from citewatch.core.urls import Url, owner

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TELLING_NAME = re.compile(r"[^\W_]{2,}[-_][^\W_]{2,}|[^\W_]{12,}")
_WHOLE = 0.25
"""Share of a page that the source must be at least. A blog's front holds ten whole articles."""

_DRIFTED = 0.25
"""Share of a text that must still stand where its title and a trail say that it is the source."""

_CLOSE = frozenset({Drift.SAME, Drift.EDITED})


class Lost(Struct, frozen=True):
    """A source that was lost: its address, who cites it, and its last good capture.

    `frames` are the texts of captures of other pages of its site, to know what all of them had.
    """

    address: Url
    citation: Citation
    earlier: Snapshot | None = None
    frames: tuple[str, ...] = ()


class Seen(Struct, frozen=True):
    """What was found out about one page."""

    candidate: Candidate
    text: Likeness
    name: Name
    identified: bool
    quoted: bool | None
    same_bytes: bool
    kept_name: bool
    other_year: bool

    @property
    def close(self) -> bool:
        """Whether most of the text stands there, and not as one of many texts on a long page."""
        return self.text.drift in _CLOSE and self.text.whole >= _WHOLE

    @property
    def named(self) -> bool:
        """Whether its title, or the words quoted, show it to be the source."""
        return self.name is Name.SAME or self.identified or self.quoted is True

    @property
    def contradicted(self) -> bool:
        """Whether something shows it to be another page, though it may look alike."""
        if self.quoted is False or self.text.figures_differ:
            return True
        if self.other_year and not (self.text.drift is Drift.SAME and self.close):
            return True
        if self.name is Name.OTHER_NUMBER:
            return True
        # A new title over the same text is an edit only where something else says so.
        if self.name is Name.OTHER_WORD:
            return not (self.text.drift is Drift.SAME and self.close and self.candidate.proves)
        agreed = self.close and (self.candidate.proves or self.identified)
        return self.name is Name.OTHER and not agreed

    @property
    def proven(self) -> bool:
        """Whether a text match, or two signs, speak for it."""
        trail, drift = self.candidate, self.text.drift
        if self.close:
            same = drift is Drift.SAME and self.text.whole >= EDITED_TEXT and not self.text.few
            # Of the many pages that a site lists, another one of a series may be half the same.
            close = drift is Drift.SAME or trail.trail is not Trail.SITE_MAP or self.kept_name
            return same or (self.named and close) or trail.proves
        if drift is Drift.NOT_COMPARABLE:
            spelled = trail.trail is Trail.SPELLING and self.kept_name
            return (self.identified or self.name is Name.SAME) and (trail.proves or spelled)
        return self.name is Name.SAME and trail.proves and self.text.kept >= _DRIFTED


def look(
    candidate: Candidate, page: Page, end: Url, lost: Lost, furniture: tuple[Page, ...]
) -> Seen:
    """Hold the page at `end` against the capture and against the citation."""
    earlier, citation = lost.earlier, lost.citation
    host = lost.address.host
    titled = check_title(page, citation.text, end.host)
    name, text = Name.UNSURE, Likeness(Drift.NOT_COMPARABLE)
    if earlier is not None:
        name = compare_names(earlier.title, page, (host, end.host), furniture)
        frames = (*(other.text for other in furniture), *lost.frames)
        text = compare_texts(earlier.text, page.text, *frames)
    digest = earlier.digest if earlier else ""
    return Seen(
        candidate,
        text,
        name,
        titled.identifies
        and names_cited(page, citation.text)
        and not any(titled.title == other.title for other in furniture),
        _quoted(page, citation.quote),
        bool(digest) and digest == page.digest and not any(o.digest == digest for o in furniture),
        _keeps_name(lost.address, end),
        _other_year(page, end, lost),
    )


def _quoted(page: Page, quote: str | None) -> bool | None:
    """Whether the quoted words stand in the page; None where that cannot be told."""
    if not quote or page.text_cut or page.words == 0:
        return None
    return find_quote(quote, page.text).found is not Found.MISSING


def _keeps_name(start: Url, end: Url) -> bool:
    """Whether the page kept the name of its file, and one that few others can have."""
    before, after = path_segments(start), path_segments(end)
    if not before or not after or owner(start.host) != owner(end.host) or start.query or end.query:
        return False
    name, other = stem(before[-1]).lower(), stem(after[-1]).lower()
    return name == other and bool(_TELLING_NAME.search(name))


def _other_year(page: Page, end: Url, lost: Lost) -> bool:
    """Whether the page's address or title names a year, and none that the citation knows of."""
    citation, start = lost.citation, lost.address
    known = f"{start.path} {start.query} {citation.text} {citation.published}"
    if lost.earlier is not None:
        known += f" {lost.earlier.title}"
    years = set(_YEAR.findall(f"{end.path} {end.query} {page.title}"))
    return bool(years) and bool(_YEAR.search(known)) and not years & set(_YEAR.findall(known))


def signals(seen: Seen, earlier: Snapshot | None) -> Iterator[Signal]:
    """What speaks for a candidate and against it."""
    if seen.candidate.proves:
        yield seen.candidate.why
    if earlier is not None:
        yield from _text_signals(seen, earlier.captured_at.date().isoformat())
    if seen.identified:
        yield Signal(signs.CANDIDATE_TITLE)
    if seen.quoted is not None:
        yield Signal(signs.CANDIDATE_QUOTE if seen.quoted else signs.CANDIDATE_NO_QUOTE)
    if seen.text.figures_differ:
        yield Signal(signs.OTHER_FIGURES)
    elif seen.other_year:
        yield Signal(signs.OTHER_YEAR)


def _text_signals(seen: Seen, day: str) -> Iterator[Signal]:
    taken = Facts(snapshot=day)
    if seen.same_bytes:
        yield Signal(signs.SAME_FILE, taken)
    elif seen.text.drift is not Drift.NOT_COMPARABLE:
        sign = signs.CANDIDATE_TEXT if seen.close else signs.CANDIDATE_OTHER_TEXT
        yield Signal(sign, Facts(percent=round(100 * seen.text.kept), snapshot=day))
    if seen.name is Name.SAME:
        yield Signal(signs.SAME_TITLE, taken)
    elif seen.name is not Name.UNSURE:
        yield Signal(signs.OTHER_TITLE, taken)
