"""Repairs wikitext by Wikipedia's practice: the source's address stays, its snapshot stands beside.

Citation templates get archive-url, archive-date and url-status (Template:Cite web); links outside
of them a {{Webarchive}} (Template:Webarchive).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import mwparserfromhell
from mwparserfromhell.nodes import ExternalLink, Template
from mwparserfromhell.nodes.extras import Parameter
from mwparserfromhell.wikicode import Wikicode

from citewatch.core.memento import spoken_date
from citewatch.core.reasons import Trait
from citewatch.core.repair.plan import Action, Repair
from citewatch.core.verdict import Verdict
from citewatch.documents.editing.edits import Edit, Plan
from citewatch.documents.editing.passages import held
from citewatch.documents.kinds.wikitext.templates import (
    ACCESSED,
    ADDRESSES,
    ARCHIVE_DATES,
    ARCHIVED,
    Dialect,
    dialect_of,
)

_DATES = (*ACCESSED, "date")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH_FIRST = re.compile(r"[A-Z][a-z]+\.? \d{1,2}, \d{4}")


def repair_wikitext(text: str, repairs: Sequence[Repair]) -> Plan:
    """The edit of a wiki page: one that exchanges the whole page, equal but for the repairs."""
    page = _Page(mwparserfromhell.parse(text))
    unplaced = [repair for repair in repairs if not page.repair(repair)]
    return Plan((Edit(0, len(text), str(page.code)),), tuple(unplaced))


class _Page:
    def __init__(self, code: Wikicode) -> None:
        self.code = code
        self._templates = code.filter_templates()
        self._links = code.filter_external_links()
        self._full = {id(link) for template in self._templates for link in _whole_values(template)}

    def repair(self, repair: Repair) -> bool:
        """Make one repair; whether there was a place for it."""
        citing = [
            each
            for each in self._templates
            if _parameter(each, repair.link)
            and (repair.action is Action.EXCHANGE or _dialect(each) is not None)
        ]
        for template in citing:
            _in_template(template, repair)
        archiving = [each for each in self._templates if _archives(each, repair.link)]
        for template in archiving:
            _archive_anew(template, repair)
        links = [
            link
            for link in self._links
            if str(link.url).strip() == repair.link
            and (repair.action is Action.EXCHANGE or id(link) not in self._full)
        ]
        for link in links:
            _outside(self.code, link, repair)
        return bool([*citing, *archiving, *links])


def _whole_values(template: Template) -> Iterator[ExternalLink]:
    """The links that are all that a parameter gives: nothing can be written beside them."""
    for parameter in template.params:
        for link in parameter.value.filter_external_links():
            if str(link) == str(parameter.value).strip():
                yield link


def _parameter(template: Template, link: str) -> str | None:
    """The parameter of a template that gives the link, as it is spelled there."""
    for parameter in template.params:
        name = str(parameter.name).strip()
        if name.lower() in ADDRESSES and str(parameter.value).strip() == link:
            return name
    return None


def _dialect(template: Template) -> Dialect | None:
    """How the template's language calls a snapshot; None where that is not known."""
    names = frozenset(str(parameter.name).strip().lower() for parameter in template.params)
    return dialect_of(str(template.name), names)


def _archives(template: Template, link: str) -> bool:
    """Whether the link is a template's snapshot."""
    values = (template.get(name).value for name in ARCHIVED if template.has(name))
    return link in {str(value).strip() for value in values}


def _archive_anew(template: Template, repair: Repair) -> None:
    """Another snapshot takes the place of a template's own, with its day."""
    for name in ARCHIVED:
        if template.has(name, ignore_empty=True):
            value = str(template.get(name).value)
            template.get(name).value = value.replace(repair.link, repair.url)
    dates = [name for name in ARCHIVE_DATES if template.has(name, ignore_empty=True)]
    for name in dates if repair.captured else ():
        assert repair.captured is not None
        written = str(template.get(name).value).strip()
        day = _in_form_of(written, repair.captured)
        template.get(name).value = str(template.get(name).value).replace(written, day)


def _in_template(template: Template, repair: Repair) -> None:
    name = _parameter(template, repair.link)
    assert name is not None
    given = template.get(name)
    if repair.action is Action.EXCHANGE:
        given.value = str(given.value).replace(repair.link, repair.url)
    elif not any(template.has(known, ignore_empty=True) for known in ARCHIVED):
        for key, said in reversed(list(_said(template, repair))):
            _give(template, given, key, said)


def _give(template: Template, like: Parameter, key: str, said: str) -> None:
    """Set a parameter; a new one stands behind `like` and is spaced like it."""
    if template.has(key):
        value = str(template.get(key).value)
        template.get(key).value = value.replace(value.strip(), said) if value.strip() else said
        return
    name = str(like.name).replace(str(like.name).strip(), key)
    value = str(like.value).replace(str(like.value).strip(), said)
    template.params.insert(template.params.index(like) + 1, Parameter(name, value))


def _said(template: Template, repair: Repair) -> Iterator[tuple[str, str]]:
    dialect = _dialect(template)
    assert dialect is not None
    yield _as_there(template, ARCHIVED, dialect.archive), repair.url
    if repair.captured is not None:
        named = _as_there(template, ARCHIVE_DATES, dialect.archive_date)
        yield named, _dated_alike(template, repair.captured, dialect)
    if dialect.status is not None:
        yield dialect.status, _status(repair)


def _as_there(template: Template, names: Sequence[str], usual: str) -> str:
    """The name of a parameter that the template has, empty though it be, else the usual one."""
    return next((name for name in names if template.has(name)), usual)


def _status(repair: Repair) -> str:
    if Trait.TAKEN_OVER in repair.reason.traits:
        return "usurped"
    words = {Verdict.MOVED: "live", Verdict.CHANGED: "deviated"}
    return words.get(repair.reason.verdict, "dead")


def _dated_alike(template: Template, day: date, dialect: Dialect) -> str:
    """The day in the form that the template's other dates have."""
    for name in _DATES:
        written = str(template.get(name).value).strip() if template.has(name) else ""
        if _ISO.fullmatch(written) or _MONTH_FIRST.fullmatch(written):
            return _in_form_of(written, day)
    return dialect.written(day)


def _in_form_of(written: str, day: date) -> str:
    if _ISO.fullmatch(written):
        return day.isoformat()
    return (
        f"{day:%B} {day.day}, {day.year}" if _MONTH_FIRST.fullmatch(written) else spoken_date(day)
    )


def _outside(page: Wikicode, link: ExternalLink, repair: Repair) -> None:
    if repair.action is Action.EXCHANGE:
        link.url = repair.url
    elif not held(str(page.get_parent(link) or page), repair):
        day = f" |date={spoken_date(repair.captured)}" if repair.captured else ""
        page.insert_after(link, f" {{{{Webarchive |url={repair.url}{day}}}}}")
