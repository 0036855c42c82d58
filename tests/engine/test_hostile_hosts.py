"""Hosts that say nothing cost the audit two time-outs, and nobody else anything."""

import asyncio

from citewatch.core.citation import Citation
from citewatch.core.evidence import Failure, Visit
from citewatch.core.snapshot import ArchiveAnswer, Wanted
from engine_lab import Lab, links_of
from fakes import ScriptedArchive, ScriptedWeb

HTTP, HTTPS = "http://slow.example/a", "https://slow.example/a"
OTHER = "http://slow.example/b"


class Together(ScriptedWeb):
    """Its https answers only once the second look at the http address has begun."""

    def __init__(self, again: str) -> None:
        silent: list[int | Failure] = [Failure.ANSWER_TIMEOUT]
        super().__init__({HTTP: silent, HTTPS: silent, OTHER: [Failure.HOST_HUNG, *silent]})
        self._again = again
        self._begun = asyncio.Event()

    async def visit(self, url: str, look: int = 1) -> Visit:
        if (url, look) == (self._again, 2):
            self._begun.set()
        if url == HTTPS:
            async with asyncio.timeout(5):
                await self._begun.wait()
        return await super().visit(url, look)


async def test_https_and_the_second_look_are_waited_for_at_the_same_time() -> None:
    web = Together(again=HTTP)
    report = await Lab(web).audit(Citation("1", "", (HTTP,)))
    assert sorted(web.visits) == sorted([HTTP, HTTP, HTTPS])
    assert links_of(report)[0].finding.reason.id == "timeout-answer"


async def test_another_link_is_looked_at_again_while_the_first_is_tried_on_https() -> None:
    web = Together(again=OTHER)
    await Lab(web).audit(Citation("1", "", (HTTP, OTHER)))
    assert web.visits.count(OTHER) == 2


class InOrder(ScriptedArchive):
    """Remembers its questions, and answers none before all have been put."""

    def __init__(self, questions: int) -> None:
        super().__init__()
        self._left = asyncio.Semaphore(0)
        self._questions = questions

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        answer = await super().find(url, wanted)
        if len(self.asked) == self._questions:
            for _ in self.asked:
                self._left.release()
        async with asyncio.timeout(5):
            await self._left.acquire()
        return answer


async def test_no_slow_question_to_the_archive_holds_up_another() -> None:
    links = tuple(f"http://h{number}.example/" for number in range(40))
    archive = InOrder(questions=40)
    await Lab(ScriptedWeb({link: [403] for link in links}), archive).audit(Citation("1", "", links))
    assert len(archive.asked) == 40
