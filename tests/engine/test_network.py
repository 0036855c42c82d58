"""Whether the network is believed in: once anybody was met, or a site that always answers."""

import asyncio

import pytest

from citewatch.core.evidence import Failure, Hop, Visit
from citewatch.engine.network import Network, Offline
from fakes import AT, answer, failed

URL = "http://a.example/"
UNMET = failed(URL, Failure.CONNECT_TIMEOUT)


class Controls:
    def __init__(self, *, answer: bool) -> None:
        self.answer = answer
        self.asked = 0

    async def __call__(self) -> bool:
        self.asked += 1
        await asyncio.sleep(0.01)
        return self.answer


@pytest.mark.parametrize(
    "visit",
    [
        answer(URL),
        answer(URL, 503),
        failed(URL, Failure.REFUSED),
        failed(URL, Failure.RESET),
        failed(URL, Failure.TLS_EXPIRED),
        failed(URL, Failure.ANSWER_TIMEOUT),
        Visit((Hop(URL, AT, 301), Hop("http://b.example/", AT)), failure=Failure.NO_SUCH_HOST),
    ],
)
async def test_whoever_was_met_proves_the_network_for_all(visit: Visit) -> None:
    controls = Controls(answer=False)
    network = Network(controls, patience=0.0)
    await network.trust(visit)
    await network.trust(UNMET)
    assert not controls.asked


@pytest.mark.parametrize(
    "failure",
    [
        Failure.NO_SUCH_HOST,
        Failure.NO_ADDRESS_RECORD,
        Failure.DNS_UNANSWERED,
        Failure.CONNECT_TIMEOUT,
        Failure.NETWORK_UNREACHABLE,
    ],
)
@pytest.mark.parametrize("online", [True, False])
async def test_where_nobody_was_met_the_controls_decide(failure: Failure, online: bool) -> None:
    network = Network(Controls(answer=online), patience=0.0)
    if online:
        await network.trust(failed(URL, failure))
    else:
        with pytest.raises(Offline):
            await network.trust(failed(URL, failure))


@pytest.mark.parametrize(
    "failure",
    [
        Failure.NAME_NOT_PUBLIC,
        Failure.PRIVATE_ADDRESS,
        Failure.MALFORMED_ADDRESS,
        Failure.OTHER_SCHEME,
        Failure.HOST_HUNG,
        Failure.HOST_ASKED_TO_WAIT,
    ],
)
async def test_where_nobody_was_asked_nothing_is_proven(failure: Failure) -> None:
    network = Network(Controls(answer=False), patience=0.0)
    await network.trust(failed(URL, failure))
    with pytest.raises(Offline):
        await network.trust(UNMET)


async def test_another_link_may_prove_it_meanwhile() -> None:
    controls = Controls(answer=False)
    network = Network(controls, patience=30.0)
    waiting = asyncio.create_task(network.trust(UNMET))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await network.trust(answer(URL))
    await asyncio.wait_for(waiting, 5)
    assert not controls.asked


async def test_the_controls_are_asked_once_for_all_that_wait() -> None:
    controls = Controls(answer=True)
    network = Network(controls, patience=0.01)
    await asyncio.gather(*(network.trust(UNMET) for _ in range(50)))
    assert controls.asked == 1
