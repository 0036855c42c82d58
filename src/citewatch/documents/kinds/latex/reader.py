"""Reads LaTeX: footnotes, `\\bibitem` references, and the addresses in the running text."""

import re
from collections.abc import Iterator, Mapping, Sequence

from citewatch.core.citation import Citation
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.plain_links import BESIDE, Mention, cite_mentions
from citewatch.documents.citations.sentences import sentence_at
from citewatch.documents.citations.short_forms import resolve
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.decoding import decode
from citewatch.documents.content.places import Lines
from citewatch.documents.kinds.latex.links import addresses, macros_in, without_macros
from citewatch.documents.kinds.latex.source import braces, commands, without_comments
from citewatch.documents.kinds.latex.text import latex_plain
from citewatch.documents.reader import Reading

_NOTES = "footnote|footnotetext|endnote"
_BIBITEM = re.compile(
    r"""(?sx) \\bibitem\s* (?:\[(?:[^\[\]]|\[[^\]]*\])*\])? \s* \{(?P<key>[^{}]*)\}
        (?P<text> .*? ) (?= \\bibitem\b | \\end\s*\{thebibliography\} | \Z )"""
)
_BEGIN, _END = "\\begin{document}", "\\end{document}"
_TITLE = re.compile(r"\\title\s*(?:\[[^\]]*\])?\s*(?=\{)")
_VISIBLE = re.compile(r"[^\n]")
_CONTEXT = 1500
"""Characters on each side of a mark that its sentence is looked for in."""


def read_latex(content: bytes, name: str) -> Reading:
    """The citations of a LaTeX document.

    Footnotes are called by their numbers, references by their keys, and each other address by
    its number among them (`link-1`): in LaTeX every address is there because somebody wrote it.
    """
    source = without_comments(decode(content, name))
    macros, title = macros_in(source), _title(source)
    page = _Page(_body(without_macros(source)), macros, name)
    notes, items = resolve(page.footnotes()), list(page.references())
    cited = {link for citation in (*notes, *items) for link in citation.links}
    citations, remarks = distinct((*notes, *items, *page.others(cited)))
    return Reading(title, citations, remarks)


def _title(source: str) -> str | None:
    found = _TITLE.search(source)
    end = braces(source).get(found.end()) if found else None
    return latex_plain(source[found.end() : end]) or None if found and end else None


def _body(source: str) -> str:
    """The document without its preamble, which is blanked out."""
    start, end = source.find(_BEGIN), source.find(_END)
    blank = _VISIBLE.sub(" ", source[: max(start, 0)])
    return blank + source[len(blank) : end if end >= 0 else len(source)]


class _Page:
    """A LaTeX body; what was read as a note or a reference is blanked out behind the reading."""

    def __init__(self, body: str, macros: Mapping[str, str], name: str) -> None:
        self._rest, self._macros, self._name = body, macros, name
        self._places = Lines(body)

    def footnotes(self) -> Iterator[Citation]:
        found = list(commands(self._rest, _NOTES))
        self._blank([(note.start, note.end) for note in found])
        number = 0
        for note in found:
            given = (note.option or "").strip()
            number += not given
            yield self._citation(given or str(number), note.argument, note.start, supported=True)

    def references(self) -> Iterator[Citation]:
        items = list(_BIBITEM.finditer(self._rest))
        self._blank([found.span() for found in items])
        for found in items:
            yield self._citation(
                found["key"].strip(), found["text"], found.start(), supported=False
            )

    def others(self, cited: set[str]) -> tuple[Citation, ...]:
        mentions, keys = [], dict[str, str]()
        for url, words, start in addresses(self._rest, self._macros):
            if url not in cited:
                key = keys.setdefault(url, f"{BESIDE}{len(keys) + 1}")
                place = self._places.at(self._name, start)
                mentions.append(Mention(url, words, self._sentence(start), place, key))
        return cite_mentions(mentions)

    def _citation(self, number: str, source: str, start: int, *, supported: bool) -> Citation:
        return compose(
            number,
            latex_plain(source),
            links=[address.url for address in addresses(source, self._macros)],
            supports=[self._sentence(start)] if supported else (),
            at=self._places.at(self._name, start),
        )

    def _sentence(self, index: int) -> str:
        before = self._rest[max(0, index - _CONTEXT) : index].rpartition("\n\n")[2]
        after = self._rest[index : index + _CONTEXT].partition("\n\n")[0]
        shown = latex_plain(before)
        gap = " " if before[-1:].isspace() or after[:1].isspace() else ""
        return sentence_at(f"{shown}{gap}{latex_plain(after)}", len(shown))

    def _blank(self, spans: Sequence[tuple[int, int]]) -> None:
        pieces, position = [], 0
        for start, end in spans:
            pieces += [self._rest[position:start], _VISIBLE.sub(" ", self._rest[start:end])]
            position = end
        self._rest = "".join([*pieces, self._rest[position:]])
