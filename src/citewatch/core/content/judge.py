"""All content rules over one answer: the signals seen, and the conclusion they allow."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from citewatch.core.content.empty_title import empty_title
from citewatch.core.content.hijacked import hijacked
from citewatch.core.content.not_found import not_found
from citewatch.core.content.parked import parked
from citewatch.core.content.same_source import Likeness, TitleCheck, check_title
from citewatch.core.content.server_error import server_error
from citewatch.core.content.shown import Shown
from citewatch.core.content.under_status import NO_SUCH_PAGE, page_under
from citewatch.core.content.walls import named_in_headers, wall
from citewatch.core.evidence import Page
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal, Strength
from citewatch.core.reasons import Reason, Sign, Trait
from citewatch.core.reasons.content import TITLE_MISMATCH
from citewatch.core.reasons.signs import TITLE_MATCH
from citewatch.core.reasons.wayward import EMPTY_PAGE
from citewatch.core.urls import Url

_WALLED = frozenset({401, 403, 405, 406, 429, 451, 503, 999})
"""Statuses besides 2xx with which walls answer; any other is decided by itself."""


class Answer(Struct, frozen=True):
    """The last answer of a visit: its page and status, and what was asked.

    `headers` have lower-case names; `request_url` is the link, `end` where it led.
    """

    page: Page
    status: int
    headers: Mapping[str, str]
    request_url: Url
    end: Url


class Judgement(Struct, frozen=True):
    """The signals for and against, and the one that decides.

    With no conclusion it is a living page for all that is seen; `suspect` then says whether it is
    worth while to ask for a sibling. `unlike` tells that no wording makes it so, but how little it
    is like a page of a source (`likeness.with_likeness`). `identified` tells that the page bears
    the cited title, and `name` which part of its title stands in the citation.
    """

    signals: tuple[Signal, ...]
    conclusion: Signal | None
    suspect: bool
    identified: bool = False
    name: str = ""
    unlike: bool = False

    def has(self, rule: Reason | Sign) -> bool:
        """Whether this was seen among the signals."""
        return any(signal.rule is rule for signal in self.signals)


def judge_page(answer: Answer, citation: str) -> Judgement:
    """What the content of an answer says of the source that `citation`, or "", cites.

    A body with another status than 2xx is only looked at for walls, below a 404 or 410 for the
    source itself, and of one that could not be read nothing is said: only its headers are.
    """
    page, url = answer.page, answer.request_url
    if page.is_unread:
        return _conclude([named_in_headers(answer.headers)])
    shown = Shown(page)
    if answer.status in NO_SUCH_PAGE:
        return _judge_below(shown, answer, citation)
    if not 200 <= answer.status < 300:
        return _conclude([_refusal(shown, answer)])
    if page.media_type == "application/pdf":
        return _judge_pdf(page, answer, citation)
    walled = wall(shown, answer.headers, answer.end)
    titled = check_title(page, citation, answer.end.host)
    lost = not_found(shown, url, citation)
    gone = parked(shown, url, citation)
    taken = hijacked(shown, url, citation)
    if titled.identifies:
        gone, taken = _doubted(gone), _doubted(taken)
    surest = walled if walled and _is_sure(walled) else None
    found = [surest, lost, gone, walled, server_error(shown), taken, _empty(page)]
    judged = _conclude([*found, empty_title(page), _title_signal(titled)])
    return replace(_identified(judged, titled), name=titled.name)


def _judge_below(shown: Shown, answer: Answer, citation: str) -> Judgement:
    """The page below a status that says that there is none: the source itself, or a robot check."""
    titled = check_title(answer.page, citation, answer.end.host)
    walled = wall(shown, answer.headers, answer.end)
    surest = walled if walled and _is_sure(walled) else named_in_headers(answer.headers)
    there = page_under(answer.status, shown, answer.request_url, citation, titled)
    return replace(_conclude([surest, there]), identified=there is not None and titled.identifies)


def _judge_pdf(page: Page, answer: Answer, citation: str) -> Judgement:
    """A PDF is a document: it is no error page, and its metadata often name another title."""
    titled = check_title(page, citation, answer.end.host)
    signal = _title_signal(titled) if titled.likeness is Likeness.MATCH else None
    return _identified(_conclude([signal]), titled)


def _identified(judgement: Judgement, titled: TitleCheck) -> Judgement:
    """`judgement` on a page so titled: a title that is the source's alone is enough to know it."""
    if not titled.identifies:
        return judgement
    signals = tuple(
        replace(signal, strength=Strength.DECISIVE) if signal.rule is TITLE_MATCH else signal
        for signal in judgement.signals
    )
    return replace(judgement, signals=signals, identified=True)


def _refusal(shown: Shown, answer: Answer) -> Signal | None:
    """The wall behind a status that refuses; any other status is what it says it is."""
    if answer.status in _WALLED:
        return wall(shown, answer.headers, answer.end)
    return named_in_headers(answer.headers)


def _is_sure(walled: Signal) -> bool:
    return isinstance(walled.rule, Reason) and Trait.SURE_WALL in walled.rule.traits


def _doubted(signal: Signal | None) -> Signal | None:
    """`signal` on a page that bears the cited title: no longer enough."""
    if signal is None:
        return None
    return Signal(signal.rule, signal.facts)


def _conclude(found: list[Signal | None]) -> Judgement:
    """The first decisive signal decides; doubts that none settles make a page suspect."""
    signals = tuple(dict.fromkeys(signal for signal in found if signal is not None))
    conclusion = next((signal for signal in signals if signal.decides), None)
    doubted = any(signal.points_to is not None and signal.points_to.is_gone for signal in signals)
    return Judgement(signals, conclusion, conclusion is None and doubted)


def _title_signal(titled: TitleCheck) -> Signal | None:
    if titled.likeness is Likeness.MATCH:
        return Signal(TITLE_MATCH, Facts(title=titled.title))
    if titled.likeness is Likeness.MISMATCH:
        return Signal(TITLE_MISMATCH, Facts(title=titled.title))
    return None


def _empty(page: Page) -> Signal | None:
    if page.words or page.title or page.has_unread_content:
        return None
    return Signal(EMPTY_PAGE, strength=Strength.DECISIVE)
