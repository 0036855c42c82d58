"""An audit from documents to report, over a scripted web."""

import asyncio
from datetime import date, timedelta

import pytest

from citewatch.core.citation import Citation
from citewatch.core.evidence import Failure
from citewatch.core.report import Ending, Report
from citewatch.core.snapshot import ArchiveAnswer, Wanted
from engine_lab import Lab, links_of, results_of, until
from fakes import ScriptedArchive, ScriptedWeb

A, B, C = "http://a.example/x", "http://b.example/y", "http://c.example/z"


async def audit(
    web: ScriptedWeb,
    *citations: Citation,
    archive: ScriptedArchive | None = None,
    excluded: tuple[str, ...] = (),
) -> Report:
    return await Lab(web, archive, excluded=excluded).audit(*citations)


class SlowArchive(ScriptedArchive):
    """One that answers later than links are looked at."""

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        await asyncio.sleep(0.5)
        return await super().find(url, wanted)


def verdicts(report: Report) -> list[str]:
    return [link.finding.verdict.value for link in links_of(report)]


async def test_citations_keep_their_order_and_take_their_worst_links_verdict() -> None:
    web = ScriptedWeb({A: [200], B: [404], C: [403]})
    report = await audit(
        web, Citation("1", "", (C, A)), Citation("2", ""), Citation("3", "", (A, B))
    )
    assert [c.verdict for c in results_of(report)] == ["blocked", "unlinked", "dead"]
    assert verdicts(report) == ["blocked", "ok", "ok", "dead"]


async def test_an_address_cited_twice_is_asked_for_once() -> None:
    web = ScriptedWeb({A: [200]})
    await audit(web, Citation("1", "", (A, f"{A}#part")), Citation("2", "", (A,)))
    assert web.visits == [A]


async def test_whoever_is_in_trouble_is_looked_at_again_and_nobody_else() -> None:
    web = ScriptedWeb({A: [404], B: [500], C: [200]})
    front_page = "http://a.example/"
    await audit(web, *(Citation(url, "", (url,)) for url in (A, B, C)))
    assert sorted(web.visits) == sorted([A, A, B, B, C, front_page])


async def test_a_slow_host_keeps_nobody_waiting() -> None:
    """A link that is dead goes to the archive while another host is still waited for."""
    archive, stopped = ScriptedArchive(), asyncio.Event()
    running = asyncio.create_task(
        Lab(ScriptedWeb({B: [404]}, hang=A), archive).audit(
            Citation("1", "", (A, B)), stopped=stopped
        )
    )
    async with asyncio.timeout(5):
        await until(lambda: bool(archive.asked))
    stopped.set()
    assert verdicts(await running) == ["skipped", "dead"]


async def test_a_source_that_was_gone_for_a_moment_is_alive() -> None:
    assert verdicts(await audit(ScriptedWeb({A: [404, 200]}), Citation("1", "", (A,)))) == ["ok"]


async def test_a_silent_http_address_is_tried_on_https_once() -> None:
    secure = A.replace("http:", "https:")
    web = ScriptedWeb({A: [Failure.REFUSED], secure: [200]})
    report = await audit(web, Citation("1", "", (A,)))
    assert links_of(report)[0].finding.reason.id == "https-only"
    assert web.visits.count(secure) == 1


async def test_nothing_is_judged_where_nothing_can_be_reached() -> None:
    web = ScriptedWeb({A: [Failure.NO_SUCH_HOST], B: [Failure.DNS_UNANSWERED]}, online=False)
    archive = ScriptedArchive()
    report = await audit(
        web, Citation("1", "", (A,)), Citation("2", "", (B, "mailto:x@y.z")), archive=archive
    )
    assert report.ending is Ending.OFFLINE
    assert [link.finding.reason.id for link in links_of(report)] == [
        "offline",
        "offline",
        "other-scheme",
    ]
    assert not archive.asked


async def test_one_answer_proves_the_network() -> None:
    web = ScriptedWeb({A: [Failure.NO_SUCH_HOST], B: [503]}, online=False)
    report = await audit(web, Citation("1", "", (A,)), Citation("2", "", (B,)))
    assert report.ending is Ending.COMPLETE
    assert verdicts(report) == ["dead", "unreachable"]


async def test_the_archive_is_asked_for_every_link_in_trouble_and_no_other() -> None:
    archive = ScriptedArchive()
    archived = "https://web.archive.org/web/2017/http://d.example/"
    down = "https://web.archive.org/web/2017/http://e.example/"
    web = ScriptedWeb({A: [200], B: [404], C: [403], archived: [404], down: [503]})
    await audit(
        web,
        Citation("1", "", (A, B), accessed=date(2017, 1, 12)),
        Citation("2", "", (C, "ftp://x.example/y", archived, down)),
        archive=archive,
    )
    asked = [(url, date(2017, 1, 12)) for url in (B, C, "http://d.example/")]
    assert sorted(archive.asked) == asked


async def test_the_archive_is_told_what_the_citation_needs_and_what_stands_there_now() -> None:
    archive = ScriptedArchive()
    citation = Citation(
        "1", "Doe, “A report”.", (B, C), date(2017, 1, 12), supports=("It rose.",), quote="words"
    )
    await audit(ScriptedWeb({B: [404], C: [403]}), citation, archive=archive)
    gone, refused = sorted(archive.wanted, key=lambda wanted: not wanted.present)
    assert gone.present.startswith("Words that stand in it.")
    assert refused == Wanted(date(2017, 1, 12), "words", ("It rose.",), "Doe, “A report”.")


@pytest.mark.parametrize(("links", "notes"), [(9, 0), (10, 1)])
async def test_before_many_questions_the_plan_is_told(links: int, notes: int) -> None:
    urls = [f"http://h{number}.example/" for number in range(links)]
    lab = Lab(ScriptedWeb({url: [404] for url in urls}), SlowArchive())
    await lab.audit(Citation("1", "", tuple(urls)))
    plan = "10 links: about 40 replays and 4 index calls, 1 minute at the archive's limits"
    assert lab.progress.notes == [f"Asking the archive about {plan}."][:notes]


async def test_without_an_archive_nothing_is_said_of_one() -> None:
    report = await audit(ScriptedWeb({A: [404]}), Citation("1", "", (A,)))
    assert links_of(report)[0].archive is None


async def test_links_left_out_on_request_are_not_visited() -> None:
    web = ScriptedWeb({B: [200]})
    report = await audit(web, Citation("1", "", (A, B)), excluded=("http://a.example/*",))
    assert verdicts(report) == ["skipped", "ok"]
    assert web.visits == [B]


async def test_an_interruption_keeps_what_is_known_and_names_what_is_not() -> None:
    web = ScriptedWeb({A: [200], C: [404]}, hang=B)
    stopped = asyncio.Event()
    lab = Lab(web, pause=timedelta(minutes=1))
    running = asyncio.create_task(lab.audit(Citation("1", "", (A, B, C)), stopped=stopped))
    await until(lambda: lab.progress.done["Checking links"] > 0)
    await asyncio.sleep(0.05)
    stopped.set()
    report = await asyncio.wait_for(running, 2)
    assert report.ending is Ending.INTERRUPTED
    assert [link.finding.reason.id for link in links_of(report)] == [
        "answers",
        "interrupted",
        "unconfirmed",
    ]


async def test_thousands_of_links_are_no_burden() -> None:
    urls = [f"http://h{n % 1000}.example/{n}" for n in range(3_000)]
    web = ScriptedWeb({url: [200 if n % 3 else 404] for n, url in enumerate(urls)})
    report = await audit(web, *(Citation(url, "", (url,)) for url in urls))
    assert verdicts(report).count("dead") == 1000


async def test_a_fault_of_our_own_loses_nothing_that_is_known() -> None:
    class Broken(ScriptedArchive):
        async def find(self, url: str, wanted: object) -> ArchiveAnswer:
            raise ZeroDivisionError

    lab = Lab(ScriptedWeb({A: [200], B: [404]}), Broken())
    report = await lab.audit(Citation("1", "", (A, B)))
    assert report.ending is Ending.BROKEN
    assert verdicts(report) == ["ok", "dead"]
    assert lab.ended is not None
    assert isinstance(lab.ended.fault, ZeroDivisionError)


async def test_an_address_that_holds_a_secret_is_told_to_no_archive() -> None:
    archive = ScriptedArchive()
    secret = f"{A}?api_key=0123456789"
    report = await audit(
        ScriptedWeb({secret: [404]}), Citation("1", "", (secret,)), archive=archive
    )
    assert not archive.asked
    answer = links_of(report)[0].archive
    assert answer is not None
    assert answer.state == "unknown"
