"""The project's own sources.yaml, printed as the web page it came from, is read back whole."""

from itertools import groupby
from pathlib import Path

from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.documents.kinds.sources.reader import load_sources
from citewatch.documents.kinds.text.reader import read_plain_text

REFERENCE = load_sources(Path(__file__).parents[2] / "sources.yaml").citations
LISTED = [citation for citation in REFERENCE if citation.id.isdigit() and int(citation.id) <= 43]
IN_BODY, MARK_ALONE, UNNUMBERED = REFERENCE[43:]


def marked(sentence: str, ids: list[str]) -> str:
    """A sentence with its marks glued to words, the last one at its end, as pages print them."""
    words = sentence.split()
    step = len(words) // len(ids)
    for number, mark in enumerate(ids[:-1], 1):
        words[number * step] += mark
    return " ".join(words) + ids[-1]


def page() -> str:
    """The text of a page: sentences with marks, notes inside the body, the list at its end."""
    body = [
        marked(sentence, [citation.id for citation in together])
        for sentence, together in groupby(
            (citation for citation in LISTED if citation.supports),
            key=lambda citation: citation.supports[0],
        )
    ]
    body.append(f"{IN_BODY.supports[0]}44{IN_BODY.text}45 Departments are asked to answer.")
    body.append(f"{UNNUMBERED.supports[0]} (source: {UNNUMBERED.text})")
    notes = [f"  {citation.id}. " + citation.text.replace("\n", "\n\n    ") for citation in LISTED]
    return "\n\n".join(["A page about policing", *body, "\n".join(notes)])


def essence(citation: Citation) -> Citation:
    """What a document itself can tell of a citation."""
    text = " ".join(citation.text.split())
    named = citation if citation.id.isdigit() else replace(citation, id="unnumbered")
    return replace(named, text=text, note=None, at=None)


def test_the_projects_own_citations_are_read_back_from_a_page_that_prints_them() -> None:
    read = read_plain_text(page().encode(), "page.txt").citations
    assert [essence(citation) for citation in read] == [essence(c) for c in REFERENCE]
