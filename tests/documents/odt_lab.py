"""Builds small OpenDocument texts for the tests."""

from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in [
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("meta", "meta"),
    ]
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
PICTURE = bytes(range(256)) * 9


def p(*content: str) -> str:
    return f"<text:p>{''.join(content)}</text:p>"


def h(words: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{escape(words)}</text:h>'


def a(address: str, words: str) -> str:
    href = quoteattr(address)
    return f'<text:a xlink:type="simple" xlink:href={href}>{escape(words)}</text:a>'


def note(sign: str, *content: str, kind: str = "footnote", name: str = "") -> str:
    return (
        f'<text:note text:id="{name or kind + sign}" text:note-class="{kind}">'
        f"<text:note-citation>{sign}</text:note-citation>"
        f"<text:note-body>{''.join(content)}</text:note-body></text:note>"
    )


def odt(
    body: str,
    *,
    own_styles: str = "",
    styles: str = "",
    title: str = "",
    more: dict[str, bytes] | None = None,
) -> bytes:
    """An OpenDocument text with this content; `more` members replace its own."""
    members = {
        "content.xml": _part("document-content", _content(own_styles, body)),
        "styles.xml": _part("document-styles", styles),
        "meta.xml": _part(
            "document-meta", f"<office:meta><dc:title>{escape(title)}</dc:title></office:meta>"
        ),
        "Pictures/1.png": PICTURE,
    } | (more or {})
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.comment = b"kept"
        kind = "application/vnd.oasis.opendocument.text"
        archive.writestr(ZipInfo("mimetype", (2016, 1, 2, 3, 4, 6)), kind, ZIP_STORED)
        for name, content in members.items():
            archive.writestr(ZipInfo(name, (2016, 1, 2, 3, 4, 8)), content, ZIP_DEFLATED)
    return made.getvalue()


def _content(styles: str, body: str) -> str:
    return (
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )


def _part(name: str, content: str) -> bytes:
    return f"{_HEAD}<office:{name} {_SPACES} {_XLINK}>{content}</office:{name}>".encode()
