"""Silence over several audits: when it means death, and all that keeps it from meaning so."""

import asyncio
from pathlib import Path

import pytest

from changing_world import KeepingArchive, World, by_url, cite, verdicts
from citewatch.core.evidence import Failure
from citewatch.core.over_time import SILENT_AUDITS
from citewatch.core.probe import Purpose
from citewatch.core.report import Ending, ReplacementKind
from citewatch.history.disbelief import SITES_AT_LEAST
from engine_lab import Paper, links_of

A, SECURE, OTHER = "http://a.example/x", "https://a.example/x", "http://other.example/"

MUTE, DEAD = "connection-refused", "silent-for-days"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.web.answers[OTHER] = 200
    return made


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((0, 1.5, 3), [MUTE, MUTE, DEAD]),
        ((0, 1, 2), [MUTE] * 3),
        ((0, 1, 2, 3), [MUTE] * 3 + [DEAD]),
        ((0, 9), [MUTE] * 2),
        ((0, 0.1, 2.99), [MUTE] * 3),
        ((0, 0, 3, 4), [MUTE, MUTE, DEAD, DEAD]),
        ((5, 3, 0), [MUTE] * 3),
    ],
)
async def test_three_silent_audits_over_three_days_mean_death(
    world: World, days: tuple[float, ...], found: list[str]
) -> None:
    assert await world.fate(A, *days) == found


@pytest.mark.parametrize(
    "failure",
    [
        Failure.TLS_EXPIRED,
        Failure.TLS_UNTRUSTED,
        Failure.TLS_WRONG_HOST,
        Failure.NETWORK_UNREACHABLE,
        Failure.DEADLINE,
        Failure.BODY_BOMB,
        Failure.HEADERS_TOO_LARGE,
        Failure.REDIRECT_LOOP,
        Failure.NOT_HTTP,
        Failure.HOST_HUNG,
        Failure.HOST_ASKED_TO_WAIT,
        Failure.PRIVATE_ADDRESS,
    ],
)
async def test_what_is_no_silence_never_means_death(world: World, failure: Failure) -> None:
    world.web.answers[A] = failure
    assert DEAD not in await world.fate(A, 0, 2, 4, 6, 30)


@pytest.mark.parametrize("answer", [200, 403, 404, 429, Failure.TLS_EXPIRED, "http://b.example/y"])
async def test_any_answer_between_ends_the_silence(world: World, answer: int | Failure) -> None:
    await world.fate(A, 0, 2)
    world.web.answers[A] = answer
    assert await world.fate(A, 3) not in ([DEAD], [MUTE])
    del world.web.answers[A]
    assert await world.fate(A, 4, 5, 6, 7) == [MUTE, MUTE, MUTE, DEAD]


@pytest.mark.parametrize("answers", [[429, Failure.REFUSED], [404, Failure.REFUSED]])
async def test_an_answer_before_the_silence_of_the_same_audit_ends_it(
    world: World, answers: list[int | Failure]
) -> None:
    """A server that is asked too often answers first, and says nothing afterwards."""
    found = []
    for day in (0, 2, 4, 6):
        world.web.answers[A] = list(answers)
        found += await world.fate(A, day)
    assert found == [MUTE] * 4


@pytest.mark.parametrize("answer", [404, 500, Failure.TLS_EXPIRED])
async def test_what_answers_on_https_is_not_silent(world: World, answer: int | Failure) -> None:
    world.web.answers[SECURE] = answer
    found = await world.fate(A, 0, 2, 4, 6)
    assert found == ([MUTE] * 4 if answer != 500 else [MUTE, MUTE, DEAD, DEAD])


async def test_a_server_that_says_when_it_will_be_back_is_not_silent(world: World) -> None:
    world.web.answers[A] = 503
    assert await world.fate(A, 0, 2, 4) == ["server-error", "server-error", DEAD]
    world.web.retry_after[A] = 0.0
    assert await world.fate(A, 5) == ["server-error"]


async def test_a_source_that_answers_again_is_alive_at_once(world: World) -> None:
    await world.fate(A, 0, 2, 4)
    world.web.answers[A] = 200
    (link,) = links_of(await world.audit(5, cite(A)))
    assert link.finding.reason.id == "answers"
    assert link.course is not None
    assert (link.course.change.value, link.course.last_ok) == ("better", world.clock())


@pytest.mark.parametrize("failure", [Failure.HOST_HUNG, Failure.HOST_ASKED_TO_WAIT])
async def test_an_audit_that_did_not_ask_neither_ends_nor_lengthens_a_silence(
    world: World, failure: Failure
) -> None:
    await world.fate(A, 0, 1)
    world.web.answers[A] = failure
    assert DEAD not in await world.fate(A, 3, 4)
    del world.web.answers[A]
    assert await world.fate(A, 5) == [DEAD]


async def test_silence_beside_a_wish_for_a_pause_proves_nothing(world: World) -> None:
    found = []
    for day in (0, 2, 4, 6):
        world.web.answers[A] = [Failure.REFUSED, Failure.HOST_ASKED_TO_WAIT]
        found += await world.fate(A, day)
    assert DEAD not in found


async def test_an_audit_that_was_offline_does_not_count(world: World) -> None:
    await world.fate(A, 0, 1)
    world.web.is_online = False
    world.web.answers[A] = Failure.CONNECT_TIMEOUT
    assert await world.fate(A, 4) == ["offline"]
    world.web.is_online = True
    assert await world.fate(A, 5) == [DEAD]


async def test_an_interrupted_audit_does_not_count_and_finds_no_death_of_its_own(
    world: World,
) -> None:
    await world.fate(A, 0, 1)
    report = await world.broken_off(4, cite(A), cite(OTHER))
    assert report.ending is Ending.INTERRUPTED
    assert by_url(report)[A].finding.reason.id == MUTE
    assert world.web.asked[A] == 1
    assert await world.fate(A, 4.1) == [DEAD]


async def test_an_answer_that_an_interrupted_audit_heard_ends_the_silence(world: World) -> None:
    await world.fate(A, 0, 1)
    world.web.answers[A] = 404
    await world.broken_off(2, cite(A), cite(OTHER))
    del world.web.answers[A]
    assert await world.fate(A, 4, 5, 6, 7) == [MUTE, MUTE, MUTE, DEAD]


async def test_an_answer_that_another_documents_audit_heard_ends_the_silence(
    world: World,
) -> None:
    await world.fate(A, 0, 1)
    world.web.answers[A] = 200
    world.clock.move_to(2)
    await world.lab.audit(papers=[Paper([cite(A)], source="other.yaml")])
    del world.web.answers[A]
    assert await world.fate(A, 4) == [MUTE]


async def test_the_silence_of_an_audit_taken_up_later_begins_with_the_look(world: World) -> None:
    """Its audit began long before: three looks within an hour are no silence for days."""
    world.clock.move_to(0)
    stopped = asyncio.Event()
    stopped.set()
    await world.lab.audit(cite(A), stopped=stopped)
    world.clock.move_to(5)
    await world.lab.audit(cite(A), resume=True)
    assert world.web.asked[A] == 2
    assert await world.fate(A, 5.02, 5.04) == [MUTE, MUTE]
    assert await world.fate(A, 8) == [DEAD]


async def test_a_citation_that_joins_takes_no_silence_from_the_others(world: World) -> None:
    """Of the same address, in an audit that was broken off between its looks and taken up."""
    await world.fate(A, 0, 2)
    both = (cite(A), cite(A, number="2"))
    await world.broken_off(4, *both)
    world.clock.move_to(4.1)
    report = await world.lab.audit(*both, resume=True)
    assert [link.finding.reason.id for link in links_of(report)] == [DEAD, MUTE]


async def test_a_look_of_the_run_before_keeps_its_day(world: World) -> None:
    """Taking an audit up adds no days to a silence that nobody listened to meanwhile."""
    await world.fate(A, 0, 1)
    world.lab.archive = KeepingArchive()
    stopped = asyncio.Event()
    archive = world.lab.archive

    async def stop(*_: object) -> None:
        stopped.set()
        await asyncio.Event().wait()

    world.clock.move_to(2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "find", stop)
        await world.lab.audit(cite(A), stopped=stopped)
    world.clock.move_to(6)
    report = await world.lab.audit(cite(A), resume=True)
    assert [link.finding.reason.id for link in links_of(report)] == [MUTE]


async def test_another_spelling_of_the_address_has_its_own_silence(world: World) -> None:
    """One that drops the `www.` or the slash may be another server's affair."""
    bare, full = "http://a.example/x", "http://www.a.example/x/"
    assert await world.fate(bare, 0, 2) == [MUTE, MUTE]
    assert await world.fate(full, 4, 5, 6) == [MUTE] * 3
    assert await world.fate(full, 7) == [DEAD]


async def test_where_most_sites_are_silent_it_is_the_network_and_nobody_is_dead(
    world: World,
) -> None:
    """As behind a firewall that lets a few sites through."""
    many = [cite(f"http://site{n}.example/", number=str(n)) for n in range(SITES_AT_LEAST)]
    for day in (0, 2, 4, 6):
        report = await world.audit(day, cite(OTHER), *many)
        assert verdicts(links_of(report)) == ["ok"] + ["unreachable"] * SITES_AT_LEAST
    alive = [cite(f"http://alive{n}.example/", number=f"a{n}") for n in range(SITES_AT_LEAST)]
    world.web.answers |= {one.links[0]: 200 for one in alive}
    for day in (7, 9, 11):
        report = await world.audit(day, *many, *alive)
    assert verdicts(links_of(report)).count("dead") == SITES_AT_LEAST


async def test_a_silent_source_is_asked_for_as_any_dead_one_is(tmp_path: Path) -> None:
    archive = KeepingArchive()
    world = World(tmp_path, archive=archive)
    world.lab.relocate = True
    for day in (0, 1.5):
        (link,) = links_of(await world.audit(day, cite(A)))
        assert link.replacement is None
        assert world.web.asked[A] == 2
        assert not [probe for probe in link.probes if probe.purpose is Purpose.CANDIDATE]
    (link,) = links_of(await world.audit(3, cite(A)))
    assert link.finding.reason.id == DEAD
    assert link.finding.facts["audits"] == SILENT_AUDITS
    assert link.replacement is not None
    assert link.replacement.kind is ReplacementKind.ARCHIVED
    assert [probe for probe in link.probes if probe.purpose is Purpose.CANDIDATE]
