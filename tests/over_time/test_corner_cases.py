"""What somebody who audits now and then, or a job in CI, relies on between two audits."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from changing_world import START, World, by_url, cite
from citewatch.core.changes import ChangeKind
from citewatch.core.citation import Citation
from citewatch.core.counting import Counting
from citewatch.core.evidence import Failure
from citewatch.core.over_time import Course
from citewatch.core.report import Ending, Report
from citewatch.core.verdict import Verdict
from engine_lab import Paper, links_of

A, B = "http://a.example/x", "http://b.example/y"
NEWS = Counting({"dead", "changed"}, new_only=True)


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.web.answers |= {A: 200, B: 200}
    return made


async def audit_papers(world: World, day: float, **papers: Sequence[Citation]) -> Report:
    world.clock.move_to(day)
    world.web.asked.clear()
    listed = [Paper(cited, source=name) for name, cited in papers.items()]
    return await world.lab.audit(papers=listed)


def course_of(report: Report, url: str = A) -> Course:
    course = by_url(report)[url].course
    assert course is not None
    return course


def told(report: Report) -> dict[str, int]:
    assert report.changes is not None
    return {kind.value: number for kind, number in report.changes.counts.items() if number}


async def test_in_a_first_audit_every_finding_is_new(world: World) -> None:
    world.web.answers[A] = 404
    assert NEWS.any_in(await world.audit(0, cite(A)))
    assert not NEWS.any_in(await world.audit(1, cite(A)))


async def test_documents_are_compared_with_themselves_in_whatever_company(world: World) -> None:
    world.web.answers[A] = 404
    await audit_papers(world, 0, one=[cite(A)], two=[cite(B)])
    alone = await audit_papers(world, 1, one=[cite(A)])
    assert (course_of(alone).audits, NEWS.any_in(alone)) == (2, False)
    await audit_papers(world, 2, two=[cite(B)])
    both = await audit_papers(world, 3, two=[cite(B)], one=[cite(A)])
    assert (course_of(both).audits, course_of(both, B).audits) == (3, 3)
    assert course_of(both).since == START


async def test_a_document_that_joins_the_audit_tells_its_trouble_as_new(world: World) -> None:
    world.web.answers[B] = 404
    await audit_papers(world, 0, one=[cite(A)])
    both = await audit_papers(world, 1, one=[cite(A)], two=[cite(B)])
    assert (told(both), NEWS.any_in(both)) == ({"new-trouble": 1}, True)


async def test_a_renamed_document_begins_anew(world: World) -> None:
    await audit_papers(world, 0, one=[cite(A)])
    renamed = await audit_papers(world, 1, other=[cite(A)])
    assert course_of(renamed).audits == 1
    assert renamed.changes is not None
    assert renamed.changes.before is None


async def _stopped_early(world: World, day: float, *citations: Citation) -> Report:
    world.clock.move_to(day)
    stopped = asyncio.Event()
    stopped.set()
    return await world.lab.audit(*citations, stopped=stopped)


async def test_audits_that_did_not_end_are_not_compared_with(world: World) -> None:
    world.web.answers[A] = 404
    await world.audit(0, cite(A))
    assert (await _stopped_early(world, 1, cite(A))).ending is Ending.INTERRUPTED
    again = await world.audit(2, cite(A))
    assert (course_of(again).stood, course_of(again).since) == (2, START)
    assert not NEWS.any_in(again)


async def test_what_is_found_after_an_audit_was_taken_up_again_counts(world: World) -> None:
    world.web.answers[A] = 404
    await _stopped_early(world, 0, cite(A))
    world.clock.move_to(2)
    report = await world.lab.audit(cite(A), resume=True)
    assert (report.started, course_of(report).since) == (START, START + timedelta(days=2))
    assert Counting({"dead"}).any_in(report)
    assert NEWS.any_in(report)
    assert not Counting({"dead"}, grace=timedelta(hours=1)).any_in(report)


@pytest.mark.parametrize("failure", [Failure.HOST_HUNG, Failure.HOST_ASKED_TO_WAIT])
async def test_an_audit_that_did_not_ask_changes_nothing(world: World, failure: Failure) -> None:
    world.web.answers[A] = 404
    await world.audit(0, cite(A))
    world.web.answers[A] = failure
    unasked = await world.audit(1, cite(A))
    assert (course_of(unasked).change.value, told(unasked)) == ("same", {})
    world.web.answers[A] = 404
    again = await world.audit(2, cite(A))
    assert (course_of(again).change.value, told(again)) == ("same", {})
    assert not NEWS.any_in(again)


async def test_links_that_were_left_out_are_compared_with_what_was_known_of_them(
    world: World,
) -> None:
    world.web.answers[A] = 404
    await world.audit(0, cite(A), cite(B))
    world.lab.excluded = ("*",)
    assert told(await world.audit(1, cite(A), cite(B))) == {}
    world.lab.excluded = ()
    world.web.answers[B] = 404
    after = await world.audit(2, cite(A), cite(B))
    assert (course_of(after).change.value, course_of(after, B).change.value) == ("same", "worse")
    assert told(after) == {"new-trouble": 1}


async def test_links_that_nobody_asked_about_before_are_new_trouble_or_none(world: World) -> None:
    world.lab.excluded = ("*",)
    await world.audit(0, cite(A), cite(B))
    world.lab.excluded = ()
    world.web.answers[A] = 404
    after = await world.audit(1, cite(A), cite(B))
    assert (told(after), NEWS.any_in(after)) == ({"new-trouble": 1}, True)
    assert told(await world.audit(2, cite(A), cite(B))) == {}


async def test_what_becomes_worse_is_news_and_what_becomes_better_is_not(world: World) -> None:
    counting = Counting({"dead", "blocked"}, new_only=True)
    codes = []
    for day, answer in enumerate((403, 404, 403, 403)):
        world.web.answers[A] = answer
        codes.append(counting.any_in(await world.audit(day, cite(A))))
    assert codes == [True, True, False, False]


async def test_a_source_that_is_found_at_a_new_address_fares_better(world: World) -> None:
    link, end = "http://a.example/2016-report", "http://a.example/library/2016-report"
    world.web.answers[link] = 503
    await world.audit(0, cite(link))
    world.web.answers[link] = end
    moved = await world.audit(1, cite(link))
    assert (course_of(moved, link).change.value, told(moved)) == ("better", {"back": 1})


async def test_a_citation_without_a_link_is_news_once(world: World) -> None:
    counting = Counting({"unlinked"}, new_only=True)
    bare = Citation("2", "A book")
    assert not counting.any_in(await world.audit(0, cite(A)))
    assert counting.any_in(await world.audit(1, cite(A), bare))
    assert not counting.any_in(await world.audit(2, cite(A), bare))
    renumbered, reworded = Citation("5", "A book"), Citation("2", "A book, 2nd ed.")
    assert not counting.any_in(await world.audit(3, cite(A), renumbered))
    assert not counting.any_in(await world.audit(4, cite(A), Citation("5", "A book, 2nd ed.")))
    assert counting.any_in(await world.audit(5, cite(A), renumbered, reworded))
    assert counting.any_in(await world.audit(6, Citation("1", "A source"), renumbered, reworded))


async def test_a_first_audit_counts_every_citation_without_a_link(world: World) -> None:
    counting = Counting({"unlinked"}, new_only=True, times=2)
    assert counting.any_in(await world.audit(0, Citation("1", "A book")))


class TestMaxAge:
    """Which links are spared."""

    @pytest.fixture
    def sparing(self, world: World) -> World:
        world.lab.max_age = timedelta(days=7)
        return world

    async def test_a_link_is_spared_until_its_check_is_too_old(self, sparing: World) -> None:
        asked = []
        for day in (0, 3, 6.9, 7.1, 8):
            await sparing.audit(day, cite(A))
            asked.append(sparing.web.asked[A])
        assert asked == [1, 0, 0, 1, 0]

    async def test_another_spelling_is_asked_for(self, sparing: World) -> None:
        await sparing.audit(0, cite("http://b.example/y/"))
        report = await sparing.audit(1, cite(B))
        assert sparing.web.asked[B] == 1
        assert links_of(report)[0].probes

    async def test_a_quote_that_was_added_is_looked_for(self, sparing: World) -> None:
        await sparing.audit(0, cite(A))
        quoting = Citation("1", "", (A,), quote="Words that nobody ever wrote on any page of it")
        (link,) = links_of(await sparing.audit(1, quoting))
        assert link.finding.verdict is Verdict.CHANGED

    async def test_a_new_citation_of_a_known_address_has_it_asked(self, sparing: World) -> None:
        await sparing.audit(0, cite(A))
        await sparing.audit(1, cite(A), cite(A, number="2"))
        assert sparing.web.asked[A] == 1

    async def test_a_check_of_days_to_come_proves_nothing(self, sparing: World) -> None:
        """A clock that went wrong once must not spare a link for years."""
        await sparing.audit(900, cite(A))
        await sparing.audit(1, cite(A))
        assert sparing.web.asked[A] == 1

    async def test_a_spared_link_keeps_its_history(self, sparing: World) -> None:
        await sparing.audit(0, cite(A))
        spared = course_of(await sparing.audit(3, cite(A)))
        assert (spared.last_ok, spared.checked, spared.since) == (START, START, START)
        assert (spared.audits, spared.stood, spared.change.value) == (2, 2, "same")

    async def test_an_audit_that_is_taken_up_spares_what_was_fine_until_now(
        self, sparing: World
    ) -> None:
        await sparing.audit(0, cite(A))
        await _stopped_early(sparing, 6, cite(A))
        sparing.clock.move_to(8)
        sparing.web.asked.clear()
        await sparing.lab.audit(cite(A), resume=True)
        assert sparing.web.asked[A] == 1

    async def test_what_an_interrupted_audit_saw_of_a_link_is_not_forgotten(
        self, world: World
    ) -> None:
        await world.audit(0, cite(A), cite(B))
        world.web.answers |= {A: 404, B: Failure.REFUSED}
        await world.broken_off(1, cite(A), cite(B))
        world.clock.move_to(1.1)
        world.lab.max_age = timedelta(days=7)
        report = await world.lab.audit(cite(A), cite(B), resume=True)
        assert by_url(report)[A].finding.verdict is Verdict.DEAD
        assert by_url(report)[B].finding.verdict is Verdict.UNREACHABLE


async def test_only_the_kinds_that_there_are_have_changes(world: World) -> None:
    await world.audit(0, cite(A))
    changes = (await world.audit(1, cite(A))).changes
    assert changes is not None
    assert changes.counts == dict.fromkeys(ChangeKind, 0)
