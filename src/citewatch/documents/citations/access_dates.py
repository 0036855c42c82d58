"""When the author of a citation saw its source, and when the source was published."""

import re
from datetime import date

from citewatch.core.date_forms import DAY, MONTH, SHORT_DAY, Order, day_of
from citewatch.core.dates import OLDEST_WEB_PAGE
from citewatch.documents.addresses.links import links_in

_LINK = "\ufffc"
"""Stands where an address stood: the object replacement character occurs in no address."""

_ENGLISH = (
    r"(?:last\s+|date\s+)?(?:accessed|access(?:\s+date)?|retrieved|visited|viewed|checked|consulted"
    r"|cited|seen|downloaded)|date\s+of\s+access"
)
_OTHERS = (
    r"(?:zuletzt\s+|letzter?\s+)?(?:abgerufen|abruf(?:datum)?|zugriff|zugegriffen|besucht|geprüft"
    r"|eingesehen|aufgerufen|aufruf|gesehen|heruntergeladen)"
    r"|(?:dernière\s+|page\s+)?(?:consultée?s?(?:\s+en\s+ligne)?|consultation|visitée?|accédée?|vue?\s+le)"
    r"|dernier\s+accès"
    r"|(?:fecha\s+de\s+|última\s+)?(?:consultad[oa]|consulta|visitad[oa]|recuperad[oa]|accedid[oa])"
    r"|(?:último\s+)?acceso"
    r"|(?:ultim[oa]\s+)?(?:consultat[oae]|consultazione|visitat[oa]|visita|accesso|accessi)"
    r"|(?:último\s+)?(?:acess(?:o|ado|ada)|acedido|consultado|visualizado)"
    r"|(?:laatst\s+)?(?:geraadpleegd|bezocht|bekeken)|geopend|opgehaald"
    r"|(?:sidst\s+|sist\s+|senast\s+)?(?:besøgt|hentet|tilgået|lest|läst|hämta[dt]|besökt|åpnet)|åtkomst"
    r"|(?:data\s+)?dostęp[u]?|(?:naposledy\s+)?(?:navštíveno|citováno|cit\.?)|viitattu|luettu"
    r"|дата\s+(?:обращения|доступа|звернення)|проверено|erişim(?:\s+tarihi)?|letöltve|accesat"
    r"|(?:最終|最后|最後)?(?:訪問|访问|瀏覽|浏览|引用|閲覧|閱覽|アクセス|参照|查阅|查閱|检索|檢索)\s*(?:日期|时间|時間|日)?"
    r"|접속일|stand(?=\s*:|\s+vom|\s+am|\s+\d{1,2}\.)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_TIME = (
    r"(?:(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s+(?:utc|gmt))?,?\s+(?:on\s+)?)"
)
_BETWEEN = (
    rf"[\s:：,;(\[]*(?:(?:from|at|via|von|unter|de|en|sur|dans)?[\s:<(]*{_LINK}[\s>),.;]*)?"
    r"(?:on|the|a|am|vom|den|le|el|day|in|il|em|op|d|dnia|de|w\s+dniu)?[\s:.,(\[]*(?:on|am|le|el|the|of)?\s*"
    rf"{_TIME}?(?:{_WEEKDAY},?\s+)?"
)
_BEHIND = re.compile(
    rf"(?i)(?<![\w])(?:(?P<english>{_ENGLISH}|web(?=\.\s))|(?:{_OTHERS}))\b{_BETWEEN}"
    rf"(?P<day>{DAY}|{SHORT_DAY})"
)
_SEEN = (
    r"(?:abgerufen|besucht|aufgerufen|eingesehen|geprüft|gesehen|geraadpleegd|閲覧|閱覽|アクセス|访问"
    r"|訪問|접속|확인|查阅|查閱|检索|檢索|确认|確認|参照|erişildi)"
)
_BEFORE = re.compile(rf"(?i)(?:(?:am|zuletzt)\s+)?(?P<day>{DAY})\.?\s*(?:zuletzt\s+)?{_SEEN}")
_SEEN_SAID = re.compile(rf"(?i){_SEEN}")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")

_DAY_LIKE = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|\d\s?[./]\s?\d\d(?!\d)")

_ARCHIVED = re.compile(rf"(?i)\b(?:archived|archiviert|archivée?|archivad[oa])\b[^.]{{0,60}}?{DAY}")
_QUOTED = re.compile('“[^“”]{1,400}”|„[^„“”]{1,400}[“”]|«[^«»]{1,400}»|"[^"\n]{1,400}"')
_RANGE = re.compile(r"\b\d{4}\s*[-\u2013\u2014]\s*\d{2,4}\b(?![-/.]\d)")
_YEAR_ALONE = (
    r"(?<=[(,.;]\s)(?:1[89]|20)\d\d(?=\s*[.,;:)]|\s*$)|(?<=\()(?:1[89]|20)\d\d[a-z]?(?=\))"
)
_PUBLISHED = re.compile(
    rf"(?i)(?P<day>{DAY})|(?P<month>\b{MONTH}\s+(?:de\s+)?(?:1[89]|20)\d\d\b)"
    rf"|(?P<season>\b(?:spring|summer|autumn|fall|winter)\s+(?:19|20)\d\d\b)|(?P<year>{_YEAR_ALONE})"
)


def access_date(text: str, order: Order | None = None) -> date | None:
    """The first day at which `text` says that its source was seen; none before there was a web.

    English writes days of numbers alone in two ways: without the `order` some are nobody's.
    """
    found = said_access(without_links(text))
    if found is None:
        return None
    english = found.groupdict().get("english")
    day = day_of(found, order if english else Order.DAY_FIRST)
    return day if day is not None and day >= OLDEST_WEB_PAGE else None


def publication_date(text: str) -> str | None:
    """When the one source that `text` names was published, as written, where that is clear.

    It is not where the text has several paragraphs, or names several days.
    """
    if "\n" in text.strip():
        return None
    bare = without_links(text)
    while found := said_access(bare):
        bare = bare[: found.start()] + _LINK + bare[found.end() :]
    if not _YEAR.search(bare):
        return None
    bare = _ARCHIVED.sub(_LINK, bare)
    bare = _RANGE.sub(_LINK, _QUOTED.sub(_LINK, bare))
    written = list(dict.fromkeys(match[0].strip() for match in _PUBLISHED.finditer(bare)))
    return written[0] if len(written) == 1 else None


def said_access(text: str) -> re.Match[str] | None:
    """Where `text`, without its addresses, first says on which day a source was seen."""
    if not _DAY_LIKE.search(text):
        return None
    if found := _BEHIND.search(text):
        return found
    return _BEFORE.search(text) if _SEEN_SAID.search(text) else None


def without_links(text: str) -> str:
    """`text` with one sign in the place of each address, which may look like a day."""
    parts, position = [], 0
    for link in links_in(text):
        parts += [text[position : link.start], _LINK]
        position = link.end
    return "".join([*parts, text[position:]])
