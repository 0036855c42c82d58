"""What a user wants to hear nothing of: which links an ignore means, and for how long it holds."""

from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase

from msgspec import Struct
from msgspec.structs import replace

from citewatch.core.display import show, show_address
from citewatch.core.memento import spoken_date
from citewatch.core.report import CitationResult, Ignored, LinkResult
from citewatch.core.urls import as_visited, host_of
from citewatch.core.verdict import Verdict


class Ignore(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Links of which nothing is to be heard: those that all the conditions given hold for.

    `link` and `host` are globs (`*` stands for anything) for an address as written and for the
    name of its host; `citation` is an id, `reason` that of a rule. `document` is the one source
    that it is for. `why` is its user's reason; `until` is the last day that it holds, for ever
    where there is none. `written_in` says where it stands.
    """

    why: str
    until: date | None = None
    link: str | None = None
    host: str | None = None
    citation: str | None = None
    reason: str | None = None
    verdict: Verdict | None = None
    document: str | None = None
    written_in: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it is not past its last day."""
        return self.until is None or day <= self.until

    def means(self, found: "Found") -> bool:
        """Whether all its conditions hold for what was found of a link."""
        return (
            _fits(self.link, found.url)
            and (self.host is None or _fits(self.host.lower(), host_of(as_visited(found.url))))
            and self.citation in {None, found.citation}
            and self.reason in {None, found.reason}
            and self.verdict in {None, found.verdict}
            and self.document in {None, found.document}
        )

    @property
    def what(self) -> str:
        """What it means, for a person: `https://a.example/* (behind our login)`."""
        given = (self.link, self.host, self.citation, self.reason, self.verdict)
        named = ", ".join(show_address(one) for one in given if one is not None)
        return f"{named} ({show(self.why)})"


class Found(Struct, frozen=True):
    """What ignores are held against: a link in a document, and what was found of it."""

    document: str | None
    citation: str
    url: str
    verdict: Verdict
    reason: str


class Ignoring(Struct, frozen=True):
    """The ignores that hold on the day of an audit, and those that are past their last day."""

    holding: tuple[Ignore, ...] = ()
    expired: tuple[Ignore, ...] = ()

    def of(self, found: Found) -> Ignored | None:
        """Why nothing is to be heard of what was found; None where it is."""
        for ignore in self.holding:
            if ignore.means(found):
                return Ignored(ignore.why, ignore.until)
        return None

    def put_into(self, result: CitationResult) -> CitationResult:
        """The result with each of its links ignored or not."""
        if not self.holding:
            return result
        return replace(result, links=tuple(self._marked(result, link) for link in result.links))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said of those that are past their last day."""
        return tuple(map(_expired, self.expired))

    def _marked(self, result: CitationResult, link: LinkResult) -> LinkResult:
        finding = link.finding
        found = Found(
            result.source, result.citation.id, link.url, finding.verdict, finding.reason.id
        )
        return replace(link, ignored=self.of(found))


HEARING_ALL = Ignoring()
"""Nothing is ignored."""


def ignoring_on(day: date, ignores: Iterable[Ignore]) -> Ignoring:
    """What is ignored on a day."""
    told = tuple(ignores)
    return Ignoring(
        tuple(one for one in told if one.holds_on(day)),
        tuple(one for one in told if not one.holds_on(day)),
    )


def _fits(pattern: str | None, text: str) -> bool:
    return pattern is None or fnmatchcase(text, pattern)


def _expired(ignore: Ignore) -> str:
    assert ignore.until is not None
    where = f" in {show(ignore.written_in)}" if ignore.written_in else ""
    return (
        f"An ignore{where} ran out on {spoken_date(ignore.until)}, and what it hid is reported "
        f"again: {ignore.what}."
    )
