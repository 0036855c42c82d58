"""The parts of a LaTeX document: its text, its own list of references, the files that it names."""

import re
from itertools import zip_longest

from citewatch.documents.editing.whole_links import Span
from citewatch.documents.kinds.latex.inline import Inline
from citewatch.documents.kinds.latex.source import without_comments
from citewatch.documents.markup.outline import Note, Outline, told_included

_BEGIN, _END = "\\begin{document}", "\\end{document}"
_TITLE = re.compile(r"\\title\s{0,40}(?:\[[^\]]{0,500}\])?\s{0,40}(?=\{)")
_LIST_ENDS = re.compile(r"\\end\s*\{thebibliography\}")
_ITEM = re.compile(
    r"\\bibitem\s{0,40}(?:\[(?:[^\[\]{}]|\[[^\[\]]*\]|\{[^{}]*\}){0,500}\])?\s{0,40}\{([^{}]{0,200})\}"
)
_FILES = re.compile(
    r"\\(?P<command>bibliography|addbibresource|input|include)\s{0,40}(?:\[[^\]\n]{0,500}\])?"
    r"\s{0,40}\{(?P<names>[^{}]{1,2000})\}"
)
_MACRO = re.compile(
    r"""(?x) \\(?:re|provide)?(?:new)?command\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*\[1\]\s*
        \{ [^\n]{0,200}? \\(?:url|href|nolinkurl)\s*
        \{ ([^{}\n]{0,500}\#1[^{}\n]{0,500}) \} [^\n]*"""
)


def outline_of(text: str) -> Outline:
    """The outline of a LaTeX document, whose line ends are `\\n`."""
    source = without_comments(text)
    outline = Outline()
    macros = {found[1]: found[2] for found in _MACRO.finditer(source)}
    _name_files(source, outline)
    body = _body(source)
    items = list(_ITEM.finditer(source, body.start, body.end))
    inline = Inline(source, outline, macros, frozenset(one[1].strip() for one in items))
    outline.title = _title(source, inline)
    position = body.start
    for item, following in zip_longest(items, items[1:]):
        inline.read(Span(position, item.start()))
        limit = body.end if following is None else following.start()
        ends = _LIST_ENDS.search(source, item.end(), limit)
        position = ends.start() if ends else limit
        key = item[1].strip()
        outline.notes.append(Note(key, key, item.start()))
        inline.read(Span(item.end(), position), key)
    inline.read(Span(position, body.end))
    return outline


def plain(words: str) -> str:
    """A stretch of LaTeX without its markup."""
    return Inline(words, Outline()).read(Span(0, len(words)), "").flat.text


def _body(source: str) -> Span:
    start, end = source.find(_BEGIN), source.find(_END)
    first = start + len(_BEGIN) if start >= 0 else 0
    return Span(first, max(end if end >= 0 else len(source), first))


def _title(source: str, inline: Inline) -> str | None:
    found = _TITLE.search(source)
    end = inline.closing.get(found.end()) if found else None
    return " ".join(plain(source[found.end() : end]).split()) or None if found and end else None


def _name_files(source: str, outline: Outline) -> None:
    """The bibliographies that the document names, and the files that it takes in."""
    included = []
    for found in _FILES.finditer(source):
        names = [name.strip() for name in found["names"].split(",") if name.strip()]
        match found["command"]:
            case "bibliography":
                outline.bibliographies += [f"{name.removesuffix('.bib')}.bib" for name in names]
            case "addbibresource":
                outline.bibliographies += names
            case _:
                included += names
    outline.remarks += told_included(included)
