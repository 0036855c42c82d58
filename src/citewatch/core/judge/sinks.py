"""Redirects of several cited sources to one page that is none of them.

One link alone cannot tell such a page from the source's new place: its redirect may be for good,
and its page may have a new title. But no page is the new place of two different sources. So what
is held against each other here are the links of one audit; nobody is asked anything more.
"""

import re

from citewatch.core import url_kinds
from citewatch.core.company import Company, Fellow, is_identified, is_titled
from citewatch.core.content.wording import fold
from citewatch.core.evidence import Page
from citewatch.core.facts import Facts
from citewatch.core.finding import Finding
from citewatch.core.judge.redirects import end_of
from citewatch.core.judge.settle import another_look_helps, judge_looks
from citewatch.core.judge.sightings import Sightings
from citewatch.core.reasons import Reason
from citewatch.core.reasons.gone import (
    REDIRECT_SINK,
    REDIRECT_TO_SECTION,
    REDIRECT_TO_STRANGER,
)
from citewatch.core.reasons.living import REDIRECT_PERMANENT, REDIRECT_TEMPORARY
from citewatch.core.url_names import words_of
from citewatch.core.urls import Url, parse, same_place

_LED_ELSEWHERE: frozenset[Reason] = frozenset(
    {REDIRECT_TEMPORARY, REDIRECT_PERMANENT, REDIRECT_TO_SECTION, REDIRECT_TO_STRANGER}
)
"""What is found of a link that leads to some page of its own right."""

_DOOR = re.compile(
    r"\b(?:subscri\w+|abonn\w+|sign(?:ed)?[ -]?(?:in|up)|log(?:ged)?[ -]?in|logon"
    r"|regist(?:er|ration)|anmeld\w+|connexion|your account|members? only|membership|password"
    r"|pay ?wall|pricing|plans"
    r"|cookies?|consent|captcha|verif(?:y|ication)|are you (?:human|a robot)|age (?:check|gate)"
    r"|(?:select|choose) (?:your |a )?(?:country|region|language|location)|not available in"
    r"|maintenance|unavailable|temporar\w+|back (?:soon|shortly)|access|denied|forbidden|blocked)\b"
)
"""Words in the name of a page that may be a door, behind which the source still stands. Read
widely: it only spares."""

_PART = re.compile(
    r"(?:ch(?:ap(?:ter)?)?|part|page|pg?|sec(?:tion)?|vol(?:ume)?|kap(?:itel)?|chapitre|teil|no)"
    r"[-_.=/ ]?\d{1,3}"
)
_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,}(?!\d)")
_DIGITS = re.compile(r"\d+")
_NO_NAMES = frozenset(
    """index default home main view show page article story item detail details document node post
    entry content read display""".split()
) | {""}
"""Last parts of paths that stand for any page of a site."""

_SUFFIX = re.compile(r"\.[a-z]{2,5}$")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_WORD = re.compile(r"[^\W\d_]{3,}")

_ALIKE = 0.6
"""The share of words from which two citations, or two names of pages, are of the same source."""

_FEW = 3
"""Words that a citation needs to be compared with another."""


def company_wanted(sightings: Sightings) -> str | None:
    """The address of which it is to be known what else ends there; None where it tells nothing."""
    seen = sightings.looks[-1]
    page = seen.visit.page
    if another_look_helps(sightings) or sightings.company is not None or page is None:
        return None
    if seen.content.identified or judge_looks(sightings).reason not in _LED_ELSEWHERE:
        return None
    start, end = sightings.address, end_of(sightings.address, seen.visit)
    if _only_leads(start) or "html" not in page.media_type or _may_be_door(page, end):
        return None
    return end.without_fragment


def judge_sink(found: Finding, sightings: Sightings) -> Finding:
    """`found`, unless other sources of the audit end at the same page, and it is none of them."""
    company = sightings.company
    if company is None or company.is_cited or found.reason not in _LED_ELSEWHERE:
        return found
    if is_identified(found):
        return found
    seen = sightings.looks[-1]
    page, end = seen.visit.page, end_of(sightings.address, seen.visit)
    fellows = _fellows(company, sightings.address)
    starts = (sightings.address, *(parse(fellow.address) for fellow in fellows))
    if page is None or any(_is_named(start, page, end) for start in starts):
        return found
    if any(fellow.identified for fellow in company.fellows):
        return found
    text = sightings.link.citation.text
    others = [one for one in fellows if not _is_same_source(sightings.address, text, one)]
    if not others or _names_one(found, others):
        return found
    facts = Facts(
        address=end.without_fragment,
        beside=others[0].address if len(others) == 1 else None,
        others=len(others),
    )
    return Finding(REDIRECT_SINK, facts, signals=found.signals)


def _names_one(found: Finding, others: list[Fellow]) -> bool:
    """Whether the page's name stands in some of the citations: it is theirs.

    One that stands in those of different sources is the name of their publisher.
    """
    titled = [is_titled(found), *(fellow.titled for fellow in others)]
    return any(titled) and not all(titled)


def _fellows(company: Company, address: Url) -> list[Fellow]:
    """The other pages that end there; what is made to lead elsewhere tells nothing."""
    return [
        fellow
        for fellow in company.fellows
        if not same_place(fellow.address, address.href) and not _only_leads(parse(fellow.address))
    ]


def _only_leads(start: Url) -> bool:
    return url_kinds.is_persistent_identifier(start) or url_kinds.is_short_link(start)


def _may_be_door(page: Page, end: Url) -> bool:
    names = " ".join((page.title, *page.headings, re.sub(r"[/_.-]", " ", end.path)))
    return page.has_password_field or bool(_DOOR.search(fold(names)))


def _is_named(start: Url, page: Page, end: Url) -> bool:
    """Whether the page, or its address, bears the name that `start` gave its own."""
    named = _name_words(start)
    there = words_of(" ".join((page.title, *page.headings, *page.other_titles, end.path)))
    return bool(named) and len(named & there) >= _ALIKE * len(named)


def _name_words(url: Url) -> frozenset[str]:
    """The words of the last part of a path: those before it name where it stands."""
    name = _name(url)
    return frozenset() if name in _NO_NAMES else words_of(name)


def _name(url: Url) -> str:
    return _SUFFIX.sub("", url.path.rstrip("/").rpartition("/")[2].lower())


def _is_same_source(address: Url, text: str, fellow: Fellow) -> bool:
    """Whether the two are one source under two addresses, or parts of one."""
    other = parse(fellow.address)
    if _numbers(address) & _numbers(other):
        return True
    if _without_part(address) == _without_part(other) or _is_same_name(address, other):
        return True
    return any(_is_same_text(text, one) for one in fellow.texts)


def _numbers(url: Url) -> set[str]:
    """What may be the number of a document, and is no year."""
    return set(_NUMBER.findall(f"{url.path}?{url.query}"))


def _without_part(url: Url) -> str:
    return _PART.sub("#", f"{url.host}{url.path}?{url.query}".lower())


def _is_same_name(one: Url, other: Url) -> bool:
    """Whether the last parts of two paths are made of the same words, and have no other numbers."""
    numbers = [set(_DIGITS.findall(f"{_name(url)}?{url.query}")) for url in (one, other)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return False
    if _name(one) == _name(other):
        return one.query == other.query and _name(one) not in _NO_NAMES
    return _share(_name_words(one), _name_words(other)) >= _ALIKE


def _is_same_text(one: str, other: str) -> bool:
    first, second = (frozenset(_WORD.findall(fold(_URL.sub(" ", text)))) for text in (one, other))
    return min(len(first), len(second)) >= _FEW and _share(first, second) >= _ALIKE


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
