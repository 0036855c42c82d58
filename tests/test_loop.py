"""The loop that commands run on: what it answers, and that requests work on each kind."""

import asyncio
import ssl
import sys
from collections.abc import Callable

import pytest
import trustme

from citewatch import loop
from citewatch.core.evidence import Failure
from wire.rawserver import Call, serving
from wire.test_tls import NAMES, greet, serving_with
from wire.wire_lab import failure_of, getting

KINDS = [loop._fastest(), None]


async def _stay_silent(call: Call) -> None:
    await call.request()
    await asyncio.sleep(5)


def on(
    kind: Callable[[], asyncio.AbstractEventLoop] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "_fastest", lambda: kind)


@pytest.mark.parametrize("kind", KINDS, ids=["fastest", "standard"])
def test_secure_sites_and_silent_ones_are_met_alike_on_every_loop(
    kind: Callable[[], asyncio.AbstractEventLoop] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(kind, monkeypatch)
    ca, client = trustme.CA(), ssl.create_default_context()
    ca.configure_trust(client)

    async def meet() -> tuple[int, Failure, Failure]:
        async with getting(resolver=NAMES, tls=client, timeout=0.3) as getter:
            async with serving(greet, serving_with(ca.issue_cert("site.example"))) as server:
                answer = await getter.get(f"https://site.example:{server.port}/")
                assert (await getter.get(f"https://site.example:{server.port}/")).status == 200
            starred = serving_with(ca.issue_cert("*.host.example"))
            async with serving(greet, starred) as server:
                answer = await getter.get(f"https://my_site.host.example:{server.port}/")
                assert answer.status == 200
                deeper = f"https://a.my_site.host.example:{server.port}/"
                assert (await failure_of(getter, deeper))[0] is Failure.TLS_WRONG_HOST
            refused, _ = await failure_of(getter, f"http://site.example:{server.port}/")
            async with serving(_stay_silent) as server:
                silent, _ = await failure_of(getter, f"http://site.example:{server.port}/")
        return answer.status, refused, silent

    assert loop.run(meet()) == (200, Failure.REFUSED, Failure.ANSWER_TIMEOUT)


def test_without_uvloop_the_standard_loop_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvloop", None)

    async def which() -> str:
        return type(asyncio.get_running_loop()).__module__

    assert loop.run(which()).startswith("asyncio")
