"""The sibling probe: what a neighbouring name that cannot exist tells about a suspect answer."""

from citewatch.core.content.same_answer import Ending, ending_of
from citewatch.core.content.same_source import bears_name
from citewatch.core.content.sibling import compare_sibling, sibling_address
from citewatch.core.content.thresholds import LIST_WORDS
from citewatch.core.evidence import Page
from citewatch.core.finding import Finding, Signal
from citewatch.core.judge.sightings import Sightings
from citewatch.core.judge.unlike import judge_same_frame, judge_same_page
from citewatch.core.judge.visits import Seen
from citewatch.core.probe import Purpose
from citewatch.core.reasons import Reason, Trait
from citewatch.core.reasons.content import SOFT_404_SIBLING, TITLE_MISMATCH
from citewatch.core.reasons.walls import LOGIN_PAGE
from citewatch.core.url_names import slug_words, words_of
from citewatch.core.urls import Url, parse, same_place
from citewatch.core.verdict import Verdict

_SHARED_WORDS = 2
"""Words of a page's address that its title or new address must share to be about the same."""

_BEYOND_DOUBT = frozenset({Verdict.DEAD, Verdict.BLOCKED})


def sibling_wanted(sightings: Sightings) -> str | None:
    """The address of the sibling to ask for, or None where there is no suspicion to settle."""
    seen = sightings.looks[-1]
    look, found = seen.visit, seen.found
    if sightings.visit(Purpose.SIBLING) or look.failure is not None or look.page is None:
        return None
    suspect = Trait.ANY_ADDRESS in found.reason.traits or (
        found.verdict is Verdict.OK and seen.content.suspect
    )
    return sibling_address(sightings.address) if suspect else None


def judge_sibling(seen: Seen, sightings: Sightings) -> Finding:
    """What a look shows, unless the sibling shows that the site answers every address so."""
    found, sibling = seen.found, sightings.visit(Purpose.SIBLING)
    look = ending_of(seen.visit)
    if found.verdict in _BEYOND_DOUBT or sibling is None or sibling.failure is not None:
        return found
    if look is None or sibling.final_url is None:
        return found
    beside = ending_of(sibling)
    signal = compare_sibling(look, beside, sibling.status or 0)
    if signal is None and seen.content.unlike:
        return judge_same_frame(found, look.page, sibling)
    if signal is None or _is_identified(seen, beside):
        return found
    if signal.points_to is not Verdict.DEAD:
        return found.seen(signal)
    return _shared(seen, sightings.address, sibling.final_url, signal)


def _shared(seen: Seen, cited: Url, beside: str, signal: Signal) -> Finding:
    """What a look shows, whose answer the sibling, which ended at `beside`, met too."""
    found, look = seen.found, ending_of(seen.visit)
    if look is None or same_place(beside, cited.href) or _names_page(cited, look):
        # Sites that go by a number in the path give one article under any name beside it.
        return found
    if seen.content.unlike:
        return judge_same_page(found, look.page, signal, cited)
    return _confirmed(found, signal, look.page)


def _is_identified(seen: Seen, beside: Ending | None) -> bool:
    """Whether the page bears the cited title, and the page of no source bears it too."""
    content = seen.content
    return content.identified and not (beside and bears_name(beside.page, content.name))


def _confirmed(found: Finding, signal: Signal, page: Page) -> Finding:
    """The doubt about a page that its sibling's equal answer confirms; the title's comes last.

    A form that asks everywhere for a password is a door, whatever it is titled.
    """
    signals = (*found.signals, signal)
    doubts = [
        (doubt.rule, doubt)
        for doubt in found.signals
        if isinstance(doubt.rule, Reason) and doubt.rule.verdict.is_gone
    ]
    worded = [doubt for doubt in doubts if doubt[0] is not TITLE_MISMATCH]
    if not worded and page.has_password_field and page.words < LIST_WORDS:
        return Finding(LOGIN_PAGE, signals=signals)
    if not worded and (not doubts or Trait.ANY_ADDRESS in found.reason.traits):
        return Finding(SOFT_404_SIBLING, signal.facts, signals=signals)
    reason, doubt = (worded or doubts)[0]
    return Finding(reason, doubt.facts, signals=signals, remarks=(signal.remark,))


def _names_page(url: Url, look: Ending) -> bool:
    """Whether the cited address names the very page that was found, in words of its own."""
    end = parse(look.address).path
    moved_to = end if end != url.path else ""
    there = f"{look.page.title} {' '.join(look.page.headings)} {moved_to}"
    return len(slug_words(url) & words_of(there)) >= _SHARED_WORDS
