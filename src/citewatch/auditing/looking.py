"""Looks at each address until its evidence is settled, the second looks after all first ones."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from tenacity import AsyncRetrying, RetryCallState, retry_if_result, stop_never

from citewatch.auditing.rounds import Rounds
from citewatch.core.evidence import Failure, LinkEvidence, Visit
from citewatch.core.judge import another_look_helps, handle_wanted, sibling_wanted
from citewatch.core.urls import parse
from citewatch.ports import Web

_NO_CONTACT = frozenset(
    {
        Failure.NO_SUCH_HOST,
        Failure.NO_ADDRESS_RECORD,
        Failure.DNS_UNANSWERED,
        Failure.CONNECT_TIMEOUT,
        Failure.NETWORK_UNREACHABLE,
    }
)
"""What every request meets on a machine that has lost its network."""

_ANSWERS_NOBODY = frozenset(
    {
        Failure.REFUSED,
        Failure.RESET,
        Failure.CONNECT_TIMEOUT,
        Failure.ANSWER_TIMEOUT,
        Failure.NETWORK_UNREACHABLE,
        Failure.NOT_HTTP,
    }
)
"""Failures after which an http address is tried on https."""


class Offline(Exception):
    """Nothing at all can be reached."""


class Looking:
    """One audit's looks. `evidence` grows as they are made, so that nothing found is ever lost."""

    def __init__(self, web: Web, on_settled: Callable[[str], None]) -> None:
        self._web = web
        self._on_settled = on_settled
        self._cited: Mapping[str, str] = {}
        self._siblings: dict[str, asyncio.Future[Visit]] = {}
        self.evidence: dict[str, LinkEvidence] = {}

    async def look_at(self, cited: Mapping[str, str]) -> None:
        """Look at each address, `cited` in some words.

        Raises Offline, after the first round, where nothing answers.
        """
        wanted = list(cited)
        self._cited = cited
        rounds = Rounds(len(wanted), self._between_rounds)
        try:
            async with asyncio.TaskGroup() as group:
                for url in wanted:
                    group.create_task(self._settle(url, rounds))
        except* Offline as offline:
            raise Offline from offline
        if wanted:
            await self._check_network()

    async def _settle(self, url: str, rounds: Rounds) -> None:
        retrying = AsyncRetrying(
            retry=retry_if_result(partial(another_look_helps, citation=self._cited[url])),
            stop=stop_never,  # `another_look_helps` counts the looks
            sleep=partial(self._wait_for_round, url, rounds),
            retry_error_callback=_last_result,
        )
        await retrying(self._look, url)
        self._on_settled(url)
        rounds.leave()

    async def _wait_for_round(self, url: str, rounds: Rounds, _seconds: float) -> None:
        # Addresses that only shared another's finding go first: a host may hang for one page only.
        await rounds.wait(first=not self.evidence[url].looks[-1].asked)

    async def _look(self, url: str) -> LinkEvidence:
        visit = await self._web.visit(url)
        before = self.evidence.get(url, LinkEvidence(url, ()))
        evidence = replace(before, looks=(*before.looks, visit))
        self.evidence[url] = evidence
        if before.https_look is None and _wants_https(url, visit):
            secure = parse(url).href.replace("http://", "https://", 1)
            evidence = replace(evidence, https_look=await self._web.visit(secure))
        if handle := handle_wanted(evidence):
            evidence = replace(evidence, handle=await self._web.visit(handle))
        if sibling := sibling_wanted(evidence, self._cited[url]):
            evidence = replace(evidence, sibling=await self._visit_sibling(sibling))
        self.evidence[url] = evidence
        return evidence

    async def _visit_sibling(self, url: str) -> Visit:
        """Links of one directory share their sibling, and it is asked for once."""
        if url not in self._siblings:
            self._siblings[url] = asyncio.ensure_future(self._web.visit(url))
        return await asyncio.shield(self._siblings[url])

    async def _between_rounds(self) -> None:
        await self._check_network()
        self._web.forgive()

    async def _check_network(self) -> None:
        """Before a whole audit of failures is believed, see whether the network is there."""
        visits = [look for evidence in self.evidence.values() for look in evidence.looks]
        lost = [visit for visit in visits if visit.failure in _NO_CONTACT]
        met = [visit for visit in visits if _met_somebody(visit)]
        if lost and not met and not await self._web.online():
            raise Offline


def _met_somebody(visit: Visit) -> bool:
    if visit.status is not None:
        return True
    return visit.asked and visit.failure not in _NO_CONTACT | {
        Failure.PRIVATE_ADDRESS,
        Failure.MALFORMED_ADDRESS,
        Failure.OTHER_SCHEME,
    }


def _wants_https(url: str, visit: Visit) -> bool:
    if len(visit.hops) != 1 or visit.failure not in _ANSWERS_NOBODY:
        return False
    parsed = parse(url)
    return parsed.scheme == "http" and parsed.port is None


def _last_result(state: RetryCallState) -> LinkEvidence:
    assert state.outcome is not None
    result: LinkEvidence = state.outcome.result()
    return result
