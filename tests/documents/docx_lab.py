"""Builds small Word files for the tests."""

from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def mark(note: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{note}"/></w:r>'


def link(relation: str, words: str, anchor: str = "") -> str:
    place = f" w:anchor={quoteattr(anchor)}" if anchor else ""
    return f'<w:hyperlink r:id="{relation}"{place}>{text(words)}</w:hyperlink>'


def field(code: str, words: str) -> str:
    def edge(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
    return edge("begin") + instruction + edge("separate") + text(words) + edge("end")


def note(number: int, *paragraphs: str, kind: str = "footnote", special: str = "") -> str:
    type_ = f' w:type="{special}"' if special else ""
    return f'<w:{kind} w:id="{number}"{type_}>{"".join(paragraphs)}</w:{kind}>'


def word_file(
    body: str,
    *,
    footnotes: str = "",
    endnotes: str = "",
    settings: str = "",
    body_links: dict[str, str] | None = None,
    note_links: dict[str, str] | None = None,
    title: str = "",
    more: dict[str, bytes] | None = None,
) -> bytes:
    """A Word file with this content; `more` members replace its own."""
    members = {
        "_rels/.rels": _package_relations(
            [
                f'<Relationship Id="a" Type="{_TYPES}/officeDocument" Target="word/document.xml"/>',
                f'<Relationship Id="b" Type="{_CORE}" Target="docProps/core.xml"/>',
            ]
        ),
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _package_relations(
            [
                f'<Relationship Id="f" Type="{_TYPES}/footnotes" Target="footnotes.xml"/>',
                f'<Relationship Id="e" Type="{_TYPES}/endnotes" Target="endnotes.xml"/>',
                f'<Relationship Id="s" Type="{_TYPES}/settings" Target="settings.xml"/>',
                *_links(body_links),
            ]
        ),
        "word/footnotes.xml": f"<w:footnotes {_W} {_R}>{footnotes}</w:footnotes>",
        "word/_rels/footnotes.xml.rels": _package_relations(_links(note_links)),
        "word/endnotes.xml": f"<w:endnotes {_W} {_R}>{endnotes}</w:endnotes>",
        "word/settings.xml": f"<w:settings {_W}>{settings}</w:settings>",
        "docProps/core.xml": '<p:p xmlns:p="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></p:p>",
    }
    return zipped({name: part.encode() for name, part in members.items()} | (more or {}))


def zipped(members: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as package:
        for name, part in members.items():
            package.writestr(name, part)
    return content.getvalue()


def _links(targets: dict[str, str] | None) -> list[str]:
    return [
        f'<Relationship Id="{key}" Type="{_TYPES}/hyperlink" Target={quoteattr(target)}'
        ' TargetMode="External"/>'
        for key, target in (targets or {}).items()
    ]


def _package_relations(found: Iterable[str]) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(found)}</Relationships>'
