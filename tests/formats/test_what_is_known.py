"""What reports say beside the verdicts: recognised or only answering, and signs of life."""

import json

from msgspec.structs import replace

from citewatch.core.facts import Facts
from citewatch.core.finding import Finding, Signal, Strength
from citewatch.core.judge.recent import beside
from citewatch.core.reasons.living import ANSWERS
from citewatch.core.reasons.refused import HTTP_403
from citewatch.core.reasons.signs import SEEN_BY_ARCHIVE, TITLE_MATCH
from citewatch.core.report import LinkResult, Report
from citewatch.formats.registry import rendered
from formats.sample_reports import START, result, sample, with_results

KNOWN, BARE = "https://known.example/report", "https://bare.example/page"
SHY, UNSEEN = "https://shy.example/report", "https://unseen.example/report"
TITLED = Signal(TITLE_MATCH, Facts(title="Night Buses and Their Drivers"), Strength.DECISIVE)
ALIVE = Signal(SEEN_BY_ARCHIVE, Facts(captured="2026-11-13", ago="9 days ago", title="Night Buses"))


def known() -> Report:
    refused = Finding(HTTP_403, Facts(status=403))
    return with_results(
        sample(),
        result("1", "Adeyemi", LinkResult(KNOWN, Finding(ANSWERS, signals=(TITLED,)), START)),
        result("2", "", LinkResult(BARE, Finding(ANSWERS), START)),
        result("3", "Okafor", LinkResult(SHY, beside(refused, ALIVE), START)),
        result("4", "Doe", LinkResult(UNSEEN, refused, START)),
    )


def test_json_tells_of_each_link_and_counts_beside_ok() -> None:
    report = json.loads(rendered(known(), "json"))
    summary = report["summary"]
    told = {name: summary[name] for name in ("ok", "recognised", "only_answering", "nothing_known")}
    assert told == {"ok": 2, "recognised": 1, "only_answering": 1, "nothing_known": 1}
    links = {link["url"]: link for one in report["citations"] for link in one["links"]}
    assert [link["recognised"] for link in links.values()] == [True, False, None, None]
    assert links[KNOWN]["seen_alive"] is None
    assert links[UNSEEN]["seen_alive"] == []
    assert links[SHY]["seen_alive"] == [
        {
            "by": "seen-by-archive",
            "text": "The archive saw it alive 9 days ago (13 November 2026), under the cited title "
            "“Night Buses”.",
            "facts": {"captured": "2026-11-13", "ago": "9 days ago", "title": "Night Buses"},
        }
    ]
    assert links[SHY]["detail"].endswith(links[SHY]["seen_alive"][0]["text"])


def test_the_terminal_lists_what_only_answers_and_counts_what_nothing_is_known_of() -> None:
    text = " ".join(rendered(known(), "terminal").split())
    assert "2 fine (1 recognised, 1 only answering)" in text
    assert "2 could not be verified (nothing at all is known of 1)" in text
    assert "The archive saw it alive 9 days ago" in text
    assert "ONLY ANSWERING (1) nobody recognised the cited source in what answers: 2" in text
    assert "recognised 1 of those ok" in text
    assert "nothing known 1 of those not verified" in text


def test_markdown_lists_what_only_answers_apart_from_what_is_to_do() -> None:
    text = rendered(known(), "markdown")
    assert "Nothing: no citation needs a change." in text
    assert (
        "| ok | 2 | the source answers at this address (1 recognised, 1 only answering) |" in text
    )
    only = text.split("## Only answering")[1].split("## ")[0]
    assert f"- 2: <{BARE}>" in only
    assert KNOWN not in only
    unverified = text.split("## Could not be verified")[1].split("## ")[0]
    assert "Of 1 of them nothing at all is known" in unverified
    assert "The archive saw it alive 9 days ago" in unverified


def test_where_every_source_was_recognised_nothing_is_listed() -> None:
    fine = result("1", "Adeyemi", LinkResult(KNOWN, Finding(ANSWERS, signals=(TITLED,)), START))
    report = with_results(replace(sample(), title=None), fine)
    for name in ("terminal", "markdown"):
        assert "only answering (" not in rendered(report, name).lower()
        assert "## only answering" not in rendered(report, name).lower()
