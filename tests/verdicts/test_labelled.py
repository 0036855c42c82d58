"""The table of labelled pages kept elsewhere: its halves, its counts, its simulated sites."""

from pathlib import Path

import pytest

from citewatch.core.verdict import Verdict
from labelled.pages import Half, Labelled, half_of, labelled_pages
from labelled.simulation import audit
from labelled.unlisted import unlisted, written
from labelled_pages import table

_ARTICLE = "<title>{0}</title><h1>{0}</h1><p>" + "Bridges were counted in the valley. " * 60
_PAGES = {
    "one.html": ("ok", "some/news:one.html", _ARTICLE.format("The Bridges of Upper Vale")),
    "two.html": ("ok", "some/news:two.html", _ARTICLE.format("Ferries Below the Old Weir")),
    "gone.html": ("soft404", "some/news:404.html", "<title>Page not found</title><p>Sorry."),
    "sale.html": ("parked", "some/news:x.html", "<title>vale.example is for sale</title>"),
    "other.html": ("unknown", "some/news:y.html", "<p>Not in the table."),
}


@pytest.fixture
def pages(tmp_path: Path) -> list[Labelled]:
    lines = ["label\tfile\tsource\tnote"]
    for file, (label, source, markup) in _PAGES.items():
        (tmp_path / file).write_text(markup)
        lines.append(f"{label}\t{file}\t{source}\thost=vale.example; title=")
    (tmp_path / "index.tsv").write_text("\n".join(lines))
    return labelled_pages(tmp_path)


def test_pages_of_one_repository_are_in_one_half() -> None:
    assert half_of("some/news:one.html") is half_of("some/news:two.html")
    assert {half_of(f"some/{name}:x") for name in "abcdefgh"} == set(Half)


@pytest.mark.parametrize("worded", [True, False])
def test_every_labelled_page_is_judged_and_counted(pages: list[Labelled], worded: bool) -> None:
    audited = [
        audit(one, [page for page in pages if page.is_living], worded=worded) for one in pages
    ]
    verdicts = [one.settled.verdict for one in audited]
    assert verdicts == [Verdict.OK, Verdict.OK, Verdict.DEAD, Verdict.DEAD]
    rows = [line.split()[:3] for line in table(audited).splitlines()[1:-1]]
    assert rows == [["ok", "2", "2"], ["soft404", "1", "1"], ["parked", "1", "1"]]


def test_a_page_in_unlisted_words_keeps_its_structure(pages: list[Labelled]) -> None:
    gone = pages[2]
    other = unlisted(gone)
    assert other.page.title == written("Page not found") != gone.page.title
    assert (other.page.words, other.label) == (gone.page.words, gone.label)
    assert written("404 – Страница").startswith("404 – ")
