"""Which passage of a page is shown beside a citation."""

from datetime import UTC, datetime

from citewatch.core.citation import Citation
from citewatch.core.evidence import Hop, Page, Visit
from citewatch.core.passage import LONGEST, passage, seen_at
from citewatch.core.probe import Probe, Purpose, Question
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEXT = (
    "Menu and news. " * 40 + "In spring 4,512 people were counted on the pier. "
    "They came by ferry. " + "More of it. " * 60
)


def test_the_quoted_words_come_before_all_else() -> None:
    cited = Citation("1", "x", quote="they came by ferry", supports=("4,512 people came.",))
    assert passage(cited, TEXT) == "they came by ferry"


def test_what_holds_a_supported_sentence_comes_next() -> None:
    cited = Citation("1", "x", quote="not there at all, anywhere", supports=("4512 people came.",))
    assert "4,512 people were counted on the pier" in passage(cited, TEXT)


def test_where_neither_is_found_the_page_begins() -> None:
    said = passage(Citation("1", "x"), TEXT)
    assert said.startswith("Menu and news.")
    assert said.endswith(" …")
    assert len(said) <= LONGEST + 2
    assert passage(Citation("1", "x"), "Short.") == "Short."


def test_what_was_seen_last_at_an_address_is_found() -> None:
    new, old = "https://a.example/new", "https://a.example/old"
    visit = Visit((Hop(old, NOW, 301, new), Hop(new, NOW, 200)), Page("text/html", 9, title="New"))
    taken = Snapshot("https://archive.example/1/" + old, NOW, "Old")
    answer = ArchiveAnswer(ArchiveState.FOUND, "", taken)
    probes = (
        Probe(Question(Purpose.LOOK, old), NOW, visit),
        Probe(Question(Purpose.SNAPSHOT, old), NOW, answer),
    )
    assert seen_at(new, probes) == visit.page
    assert seen_at(taken.url, probes) == taken
    assert seen_at(old, probes) is None
