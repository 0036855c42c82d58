"""Reads the body of an answer into a `Page`."""

import hashlib

from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from citewatch.core.content.signatures import find_signatures
from citewatch.core.display import clean
from citewatch.core.evidence import Page, Refresh
from citewatch.pages.doorway import read_leading
from citewatch.pages.elements import Elements
from citewatch.pages.encoding import UnknownEncoding, decode, in_utf8
from citewatch.pages.media import (
    UNKNOWN,
    is_markup,
    is_text,
    media_type,
    named_type,
    stands_uncoded,
)
from citewatch.pages.metadata import read_metadata
from citewatch.pages.nesting import bounded
from citewatch.pages.own_links import count_own_links
from citewatch.pages.pdf import read_pdf
from citewatch.pages.self_posting import read_self_posting
from citewatch.pages.source_traits import awaits_scripts, count_paragraphs, is_described
from citewatch.pages.text import MAX_NAME, plain, read_text

PDF = "application/pdf"
_MAX_LABEL = 40
_SHORT = 64 * 1024
_UNREAD = tuple("script iframe frame object embed img canvas video picture svg noscript".split())


def read_page(
    body: bytes, content_type: str | None, url: str, truncated: bool, coding: str = ""
) -> Page:
    """What `body`, answered from `url` with this Content-Type header, says and is.

    `truncated` tells that the body is only the beginning of a longer one; `coding` is the content
    coding that it is still in, because it could not be undone. Never raises, whatever
    the bytes. Takes about 4 ms for 100 KB of markup: run it in a thread for more than that
    (the parser lets other threads run).
    """
    if coding and not stands_uncoded(body, coding):
        media = named_type(content_type) or UNKNOWN
        return _unread(media, body, truncated, coding=coding)
    try:
        page = _read(body, content_type, url, truncated)
    except UnknownEncoding as unknown:
        media = media_type(body, content_type)
        page = _unread(media, body, truncated, encoding=unknown.label)
    return page if truncated or not body else replace(page, digest=_digest(body))


def _read(body: bytes, content_type: str | None, url: str, truncated: bool) -> Page:
    media = media_type(body, content_type)
    if is_markup(media):
        return _read_markup(in_utf8(body, content_type), media, len(body), url, truncated)
    if is_text(media):
        text, words, cut = plain(decode(body, content_type))
        return Page(media, len(body), truncated, text=text, words=words, text_cut=cut or truncated)
    if media == PDF and not truncated:
        return _read_pdf(body)
    return Page(media, len(body), truncated, has_unread_content=bool(body))


def _unread(
    media: str, body: bytes, truncated: bool, *, coding: str = "", encoding: str = ""
) -> Page:
    return Page(
        media,
        len(body),
        truncated,
        has_unread_content=True,
        unread_coding=clean(coding, _MAX_LABEL),
        unread_encoding=clean(encoding, _MAX_LABEL),
    )


def _read_pdf(body: bytes) -> Page:
    reading = read_pdf(body)
    return Page(
        PDF,
        len(body),
        title=reading.title,
        headings=(reading.heading,) if reading.heading else (),
        text=reading.text,
        words=len(reading.text.split()),
        text_cut=not reading.whole,
        has_unread_content=not reading.whole,
    )


def reads_long(body: bytes) -> bool:
    """Whether reading `body` would hold up others noticeably: a PDF, or more than 64 KiB."""
    return len(body) > _SHORT or body.startswith(b"%PDF-")


def _read_markup(source: bytes, media: str, size: int, url: str, truncated: bool) -> Page:
    markup = bounded(source)
    truncated = truncated or len(markup) < len(source)
    elements = Elements(LexborHTMLParser(markup))
    head = read_metadata(elements, url)
    has_password = any(map(_is_for_password, elements.of("input")))
    own_links = count_own_links(elements.of("a"), url)
    leading = read_leading(elements, head.base)
    posts_to = read_self_posting(elements, head.base)
    paragraphs, described = count_paragraphs(elements), is_described(elements)
    awaiting = awaits_scripts(elements)
    reading = read_text(elements)
    markers = find_signatures(markup, reading.words)
    if markers:
        leading = None  # what a vendor's page does is told by its signature
    return Page(
        media_type=clean(media, MAX_NAME),
        bytes_read=size,
        truncated=truncated,
        title=head.title,
        headings=reading.headings,
        text=reading.text,
        canonical=head.canonical,
        has_password_field=has_password,
        text_cut=reading.cut or truncated,
        words=reading.words,
        other_titles=head.other_titles,
        site_name=head.site_name,
        language=head.language,
        refresh=_first(head.refresh, leading.order(reading.words) if leading else None),
        noindex=head.noindex,
        paid=head.paid,
        has_unread_content=elements.has(*_UNREAD),
        own_links=own_links,
        markers=markers,
        doi=head.doi,
        is_doorway=leading is not None and leading.is_doorway(reading.words),
        paragraphs=paragraphs,
        is_described=described,
        awaits_scripts=awaiting,
        posts_to=posts_to,
    )


def _first(declared: Refresh | None, by_script: Refresh | None) -> Refresh | None:
    """The order that a browser comes to first."""
    if declared is None or by_script is None:
        return declared or by_script
    return declared if declared.seconds <= by_script.seconds else by_script


def _is_for_password(field: LexborNode) -> bool:
    return (field.attributes.get("type") or "").lower() == "password"


def _digest(body: bytes) -> str:
    return hashlib.sha1(body, usedforsecurity=False).hexdigest()
