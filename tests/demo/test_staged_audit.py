"""The sample, audited on its staged web through the real program."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from citewatch.core.probe import Purpose
from citewatch.core.reasons import REASONS
from citewatch.core.report import CitationResult, Ending, Report
from citewatch.core.snapshot import ArchiveState
from citewatch.core.verdict import Verdict
from citewatch.formats.progress import SilentProgress
from citewatch.usecases.demo import staged as usecase

EXPECTED = {
    "1": "answers",
    "2": "http-404",
    "3": "redirect-permanent",
    "4": "redirect-trivial",
    "5": "redirect-temporary",
    "6": "persistent-identifier",
    "7": "https-only",
    "8": "answers-without-page answers-unread",
    "9": "http-410",
    "10": "dns-no-such-host",
    "11": "redirect-to-home",
    "12": "redirect-to-error-page",
    "13": "redirect-to-section",
    "14": "redirect-to-stranger",
    "15": "soft-404-wording",
    "16": "parked-domain",
    "17": "title-mismatch",
    "18": "quote-missing",
    "19": "http-410",
    "20": "http-401",
    "21": "http-402",
    "22": "http-403",
    "23": "http-429",
    "24": "http-451",
    "25": "http-999",
    "26": "http-refused",
    "27": "challenge-page",
    "28": "redirect-to-login",
    "29": "redirect-to-consent redirect-to-gate",
    "30": "server-error host-asked-to-wait",
    "31": "dns-unanswered dns-no-address",
    "32": "connection-refused",
    "33": "connection-reset",
    "34": "network-unreachable",
    "35": "timeout-connect",
    "36": "timeout-answer timeout-answer host-hung host-hung",
    "37": "timeout-page",
    "38": "tls-expired",
    "39": "tls-wrong-host tls-untrusted",
    "40": "tls-handshake",
    "41": "region-block consent-page",
    "42": "unexpected-status not-http redirect-unread",
    "43": "headers-too-large body-bomb",
    "44": "redirect-loop redirect-too-many",
    "45": "redirect-without-target redirect-malformed redirect-other-scheme",
    "46": "malformed-address other-scheme email-in-disguise",
    "47": "private-address redirect-to-private name-not-public",
    "48": "",
    "49": "answers",
    "50": "answers",
    "51": "answers answers",
    "52": "answers",
    "53": "redirect-permanent",
    "54": "soft-404-sibling",
    "55": "default-server-page account-suspended",
    "56": "hijacked-domain",
    "57": "error-page empty-page",
    "58": "denial-page login-page self-posting-form",
    "59": "server-error",
    "60": "page-drifted",
    "61": "found-again",
    "62": "capture-withdrawn archive-notice",
    "63": "page-under-404 page-contradicts-404",
    "64": "site-wide-404 site-wide-wall redirect-to-notice",
    "65": "front-page-unseen needs-scripts",
    "66": "script-doorway",
    "67": "redirect-sink",
    "68": "redirect-sink",
    "69": "same-for-any-name",
    "70": "archive-contradicts",
}
"""The reasons of each citation's links, in their order."""

NOT_IN_ONE_RUN = {
    "offline",
    "interrupted",
    "unreadable-result",
    "excluded-by-user",
    "unconfirmed",
    "silent-for-days",
    "short-link-stays",
}
"""Reasons that a whole, undisturbed audit without options never gives; and one that needs a name
that is somebody's."""

SECONDS_AT_MOST = 20


@dataclass(frozen=True)
class Staged:
    report: Report
    results: list[CitationResult]
    seconds: float

    def __getitem__(self, id_: str) -> CitationResult:
        return next(one for one in self.results if one.citation.id == id_)


@pytest.fixture(scope="module")
def staged() -> Iterator[Staged]:
    started = time.monotonic()
    with asyncio.run(usecase(SilentProgress(), asyncio.Event())) as done:
        seconds = time.monotonic() - started
        yield Staged(done.report, list(done.report.citations.read()), seconds)


def test_the_demo_comes_to_its_end_in_time(staged: Staged) -> None:
    assert staged.report.ending is Ending.COMPLETE
    assert staged.report.staged
    assert staged.seconds < SECONDS_AT_MOST


def test_the_expectations_name_every_citation_of_the_sample(staged: Staged) -> None:
    assert [one.citation.id for one in staged.results] == list(EXPECTED)


@pytest.mark.parametrize("id_", EXPECTED)
def test_each_citation_is_judged_for_the_reason_it_was_staged_for(staged: Staged, id_: str) -> None:
    assert [link.finding.reason.id for link in staged[id_].links] == EXPECTED[id_].split()


def test_every_reason_is_staged_but_those_that_one_run_cannot_give(staged: Staged) -> None:
    given = {link.finding.reason.id for link in staged.report.links}

    assert set(REASONS) - given == NOT_IN_ONE_RUN


def test_every_verdict_occurs(staged: Staged) -> None:
    assert all(staged.report.summary.verdicts.values())
    assert {one.verdict for one in staged.results} >= {"unlinked", *Verdict}


def test_the_archive_gives_each_of_its_four_answers(staged: Staged) -> None:
    states = {link.archive.state for link in staged.report.links if link.archive}

    assert states == set(ArchiveState)


@pytest.mark.parametrize(
    ("id_", "state"),
    [
        ("2", ArchiveState.FOUND),
        ("10", ArchiveState.NONE),
        ("19", ArchiveState.EXCLUDED),
        ("59", ArchiveState.UNKNOWN),
    ],
)
def test_the_archive_says_what_it_was_staged_to_say(
    staged: Staged, id_: str, state: ArchiveState
) -> None:
    archive = staged[id_].links[0].archive

    assert archive is not None
    assert archive.state is state


@pytest.mark.parametrize(
    ("id_", "stamp"),
    [
        ("2", "20170110084412"),  # the nearest capture is good
        ("12", "20161122110327"),  # the nearest one is an archived 404
        ("13", "20150703042156"),  # the nearest one says "not found" with status 200
        ("15", "20170116174005"),  # the nearest one leads to this one, on https
        ("16", "20140905221047"),  # the nearest one leads to the site's front page
        ("18", "20170115120611"),
        ("54", "20150722065914"),
        ("56", "20170106213350"),
        ("62", "20160211073029"),  # the cited one was withdrawn
    ],
)
def test_a_lost_source_is_replaced_by_the_capture_that_holds_it(
    staged: Staged, id_: str, stamp: str
) -> None:
    replacement = staged[id_].links[0].replacement

    assert replacement is not None
    assert f"/web/{stamp}/" in replacement.url


@pytest.mark.parametrize(
    ("id_", "address"),
    [
        ("3", "https://news.metroherald.example/policing/body-cameras-change-traffic-stops"),
        ("53", "http://www.harbourcityobserver.example/archive/ride-along-twelve-hours"),
        ("61", "http://www.courtwatch-northshore.example/reports/a-month-in-arraignment-court"),
    ],
)
def test_a_source_that_moved_is_found_at_its_new_address(
    staged: Staged, id_: str, address: str
) -> None:
    replacement = staged[id_].links[0].replacement

    assert replacement is not None
    assert replacement.url == address


def test_trouble_that_passes_is_seen_more_than_once(staged: Staged) -> None:
    for id_ in ("49", "50"):
        probes = staged[id_].links[0].probes
        looks = [probe.visit for probe in probes if probe.purpose is Purpose.LOOK]
        assert [look is not None and look.status == 200 for look in looks] == [False, True]
