"""Reads e-mail messages: the text of each, decoded, as a web page or as plain text."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from msgspec.structs import replace

from citewatch.core.citation import Citation, Place
from citewatch.core.display import clean
from citewatch.documents.kinds.html.reader import read_html
from citewatch.documents.kinds.text.reader import read_plain_text
from citewatch.documents.reader import Reading
from citewatch.errors import InputError


def read_mail(content: bytes, name: str) -> Reading:
    """The citations of a message: of its text, and of messages that are forwarded in it.

    Where the same text stands there as a web page and plain, the page is read: it has the links.
    Attachments are not read, and told. Raises InputError where there is no message.
    """
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    if not message.keys():
        raise InputError([f"{clean(name)}: is no e-mail message: it has no header"])
    readings = [_read(part, name) for part in _texts(message)]
    citations = [one for reading in readings for one in reading.citations]
    return Reading(
        _subject(message) or next((one.title for one in readings if one.title), None),
        tuple(_placed(citations, name, several=len(readings) > 1)),
        (*_attached(message), *(remark for reading in readings for remark in reading.remarks)),
    )


def _texts(part: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that are the message's text, one of those that say the same."""
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        yield from _best(_children(part))
    elif kind == "multipart/related":
        # What follows the page are its pictures and styles.
        for child in _children(part)[:1]:
            yield from _texts(child)
    elif part.is_multipart():
        for child in _children(part):
            yield from _texts(child)
    elif kind in {"text/html", "text/plain"} and not part.is_attachment():
        yield part


def _best(parts: list[EmailMessage]) -> list[EmailMessage]:
    found = [text for part in parts for text in _texts(part)]
    pages = [text for text in found if text.get_content_type() == "text/html"]
    return (pages or found)[:1]


def _children(part: EmailMessage) -> list[EmailMessage]:
    payload = part.get_payload()
    children = payload if isinstance(payload, list) else []
    return [child for child in children if isinstance(child, EmailMessage)]


def _read(part: EmailMessage, name: str) -> Reading:
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    text = _decoded(content, part.get_content_charset())
    reader = read_html if part.get_content_type() == "text/html" else read_plain_text
    return reader(text, name)


def _decoded(content: bytes, charset: str | None) -> bytes:
    """The text in UTF-8, as the message says that it is encoded, if that holds."""
    try:
        return content.decode(charset or "utf-8").encode("utf-8-sig")
    except (LookupError, UnicodeError):
        return content


def _placed(citations: list[Citation], name: str, *, several: bool) -> Iterator[Citation]:
    """The citations, whose lines are not those of the file: its text is encoded there."""
    for number, citation in enumerate(citations, 1):
        key = str(number) if several else citation.id
        yield replace(citation, id=key, at=Place(name))


def _subject(message: EmailMessage) -> str | None:
    return " ".join(str(message.get("subject", "")).split()) or None


def _attached(message: EmailMessage) -> Iterator[str]:
    names = [
        clean(part.get_filename() or part.get_content_type())
        for part in message.walk()
        if part.is_attachment() and not part.is_multipart()
    ]
    if names:
        count = "1 attachment was" if len(names) == 1 else f"{len(names)} attachments were"
        yield f"{count} not read: {', '.join(names[:10])}; save and name what matters."
