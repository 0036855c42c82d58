"""What a report calls for: which replacements are made, how, and which never."""

from datetime import UTC, datetime
from functools import partial

import pytest
from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.decision import Answer, Decision
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.reasons.living import REDIRECT_PERMANENT
from citewatch.core.repair.plan import Action, Repair, Style, repairs_of
from citewatch.core.report import CitationResult, LinkResult, Replacement, ReplacementKind
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot
from citewatch.core.verdict import Verdict
from citewatch.documents.editing.diff import unified_diff
from repair.repair_lab import NEW, OLD, TAKEN, snapshot
from told import told

TAKEN_AT = datetime(2017, 1, 12, 3, 4, 5, tzinfo=UTC)
FOUND = ArchiveAnswer(ArchiveState.FOUND, "", Snapshot(snapshot(OLD), TAKEN_AT))
DEAD = LinkResult(
    OLD,
    told(HTTP_404, "Gone."),
    archive=FOUND,
    replacement=Replacement(snapshot(OLD), ReplacementKind.ARCHIVED, ""),
)
MOVED = LinkResult(
    OLD,
    told(REDIRECT_PERMANENT, "Moved.", NEW),
    archive=FOUND,
    replacement=Replacement(NEW, ReplacementKind.MOVED, ""),
)
decision = partial(
    Decision, "x.md", "1", OLD, Verdict.DEAD, replacement=None, at=TAKEN_AT, by="Ada"
)


def planned(link: LinkResult, style: Style = Style.APPEND) -> list[Repair]:
    return repairs_of([CitationResult(Citation("1", "", (OLD,)), (link,))], style)


def with_decision(link: LinkResult, answer: Answer) -> LinkResult:
    return LinkResult(
        link.url,
        link.finding,
        archive=link.archive,
        replacement=link.replacement,
        decision=decision(answer=answer),
    )


WITHDRAWN = replace(DEAD, url=f"https://web.archive.org/web/20160203040506/{OLD}")


@pytest.mark.parametrize(
    ("link", "style", "url", "action"),
    [
        (WITHDRAWN, Style.APPEND, snapshot(OLD), Action.EXCHANGE),
        (WITHDRAWN, Style.WIKIPEDIA, snapshot(OLD), Action.EXCHANGE),
        (with_decision(WITHDRAWN, Answer.ARCHIVE), Style.APPEND, snapshot(OLD), Action.EXCHANGE),
        (MOVED, Style.APPEND, NEW, Action.EXCHANGE),
        (MOVED, Style.REPLACE, NEW, Action.EXCHANGE),
        (MOVED, Style.WIKIPEDIA, NEW, Action.EXCHANGE),
        (DEAD, Style.APPEND, snapshot(OLD), Action.ADD),
        (DEAD, Style.REPLACE, snapshot(OLD), Action.EXCHANGE),
        (DEAD, Style.WIKIPEDIA, snapshot(OLD), Action.ADD),
        (with_decision(DEAD, Answer.REPLACE), Style.APPEND, snapshot(OLD), Action.EXCHANGE),
        (with_decision(DEAD, Answer.ARCHIVE), Style.REPLACE, snapshot(OLD), Action.ADD),
        (with_decision(MOVED, Answer.ARCHIVE), Style.APPEND, snapshot(OLD), Action.ADD),
    ],
)
def test_style_and_decision_say_how_a_link_is_repaired(
    link: LinkResult, style: Style, url: str, action: Action
) -> None:
    (repair,) = planned(link, style)
    assert (repair.url, repair.action) == (url, action)
    assert repair.captured == (TAKEN if url != NEW else None)


def test_what_has_no_replacement_or_was_kept_is_not_repaired() -> None:
    assert planned(LinkResult(OLD, DEAD.finding, archive=FOUND)) == []
    assert planned(with_decision(DEAD, Answer.KEEP)) == []


def test_an_address_with_a_hidden_password_is_never_written() -> None:
    hidden = Replacement("https://***@new.example/", ReplacementKind.MOVED, "")
    assert planned(LinkResult(OLD, MOVED.finding, replacement=hidden)) == []


def test_addresses_are_written_in_ascii() -> None:
    odd = Replacement("https://new.example/ä b%20c", ReplacementKind.MOVED, "")
    (repair,) = planned(LinkResult(OLD, MOVED.finding, replacement=odd))
    assert repair.url == "https://new.example/%C3%A4%20b%20c"


@pytest.mark.parametrize(
    ("verdict", "agreed", "offered", "holds"),
    [
        (Verdict.DEAD, None, set(), True),
        (Verdict.MOVED, None, set(), False),
        (Verdict.DEAD, NEW, {NEW}, True),
        (Verdict.DEAD, NEW, {snapshot(OLD)}, False),
    ],
)
def test_a_decision_holds_for_the_finding_that_it_was_given_for(
    verdict: Verdict, agreed: str | None, offered: set[str], holds: bool
) -> None:
    given = Decision(
        "x.md", "1", OLD, Verdict.DEAD, Answer.REPLACE, replacement=agreed, at=TAKEN_AT, by="Ada"
    )
    assert given.holds(OLD, verdict, frozenset(offered)) is holds


def test_a_diff_hides_passwords_and_moves_no_cursor() -> None:
    before = "  a\tb\u00a0c\nhttps://u:secret@x.example/?token=abc \x1b[31m\u202e\n"
    shown = list(unified_diff("x.md", before, f"{before}new"))
    assert "  a\tb\u00a0c" in shown[3]
    assert shown[4] == " https://***@x.example/?token=*** [31m"
    assert shown[5:] == ["+new", "\\ No newline at end of file"]
