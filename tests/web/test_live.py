"""Visits over real sockets: redirect chains, politeness, patience."""

import asyncio
import time
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import pytest

from citewatch.core.evidence import Failure
from citewatch.demo import answers, misdeeds
from citewatch.demo.exchange import Behaviour, Exchange
from citewatch.demo.names import StagedNames
from citewatch.demo.server import LOOPBACK, MisbehavingServer, Sites
from citewatch.web.lanes import Lanes
from citewatch.web.live import LiveWeb
from citewatch.web.manners import Manners
from citewatch.wire.faults import WireFault
from citewatch.wire.get import Getter
from citewatch.wire.names import Address
from citewatch.wire.transport import WireTransport

PAGE = answers.page("<title>A living page</title><p>Words that stand in it.</p>")


@dataclass
class Stage:
    web: LiveWeb
    server: MisbehavingServer


def clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the servers of these tests live in real time


@asynccontextmanager
async def staged(
    sites: Sites, *, patience: float = 5.0, controls: tuple[str, ...] = (), **manners: float
) -> AsyncIterator[Stage]:
    async with MisbehavingServer(sites) as server:
        ports = {80: Address(LOOPBACK, server.http_port)}
        elsewhere = {("inside.example", 80): Address("10.0.0.7", 80)}
        names = StagedNames(server.hosts, ports, elsewhere, {})
        transport = WireTransport(
            names, httpx.create_ssl_context, staged=frozenset({LOOPBACK}), read_timeout=patience
        )
        polite = Manners(**{"spacing": 0.0, **manners})  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
            lanes = Lanes(polite, time.monotonic)
            yield Stage(LiveWeb(Getter(client), lanes, polite, clock, controls), server)


async def test_the_mark_of_a_capture_is_kept_whatever_the_archive_sends_before_it() -> None:
    first = {f"X-Archive-Orig-{number}": "x" for number in range(90)}
    marked = {**first, "Memento-Datetime": "Thu, 12 Jan 2017 03:04:05 GMT"}
    sites: Sites = {"a.example": {"/": answers.page("<p>Words.</p>", headers=marked)}}
    async with staged(sites) as stage:
        visit = await stage.web.visit("http://a.example/")
    assert visit.hops[0].headers["memento-datetime"] == "Thu, 12 Jan 2017 03:04:05 GMT"


async def test_every_hop_of_a_chain_is_evidence() -> None:
    sites: Sites = {
        "a.example": {
            "/start": answers.redirect("/next", 301),
            "/next": answers.redirect("http://b.example/end", 302),
        },
        "b.example": {"/end": PAGE},
    }
    async with staged(sites) as stage:
        visit = await stage.web.visit("http://a.example/start#part")
    assert [(hop.status, hop.permanent) for hop in visit.hops] == [
        (301, True),
        (302, False),
        (200, False),
    ]
    assert visit.final_url == "http://b.example/end#part"
    assert visit.page is not None
    assert visit.page.title == "A living page"


async def test_an_immediate_refresh_is_a_permanent_hop_and_a_slow_one_is_a_page() -> None:
    sites: Sites = {
        "a.example": {
            "/now": answers.meta_refresh("/end"),
            "/later": answers.meta_refresh("/end", 30),
            "/end": PAGE,
        }
    }
    async with staged(sites) as stage:
        now = await stage.web.visit("http://a.example/now")
        later = await stage.web.visit("http://a.example/later")
    assert [(hop.meta_refresh, hop.permanent) for hop in now.hops] == [(True, True), (False, False)]
    assert later.final_url == "http://a.example/later"


async def test_a_refresh_in_the_header_is_followed_as_one_in_the_page() -> None:
    def sent_on(order: str, body: str = "<p>Wait.</p>") -> Behaviour:
        return answers.page(body, headers={"Refresh": order})

    sites: Sites = {
        "a.example": {
            "/now": sent_on("0; url=/end"),
            "/quoted": sent_on("0;URL='http://a.example/end'", ""),
            "/both": sent_on("0; /end", '<meta http-equiv="refresh" content="0; url=/other">'),
            "/end": PAGE,
        }
    }
    async with staged(sites) as stage:
        for path in ("/now", "/quoted", "/both"):
            visit = await stage.web.visit(f"http://a.example{path}#part")
            assert visit.final_url == "http://a.example/end#part"
            assert [(hop.meta_refresh, hop.permanent) for hop in visit.hops] == [
                (True, True),
                (False, False),
            ]
            assert visit.page is not None
            assert visit.page.title == "A living page"


@pytest.mark.parametrize(
    "order",
    ["30; url=/end", "0", "0; url=/here", "0; url=javascript:alert(1)", "0; url=http://[", "soon"],
)
async def test_a_refresh_in_the_header_that_leads_nowhere_now_leaves_its_page(order: str) -> None:
    there = answers.page("<title>Here</title><p>Words.</p>", headers={"Refresh": order})
    async with staged({"a.example": {"/here": there, "/end": PAGE}}) as stage:
        visit = await stage.web.visit("http://a.example/here")
    assert (len(visit.hops), visit.failure) == (1, None)
    assert visit.page is not None
    assert visit.page.title == "Here"


async def test_a_refresh_in_the_header_of_an_error_is_not_followed() -> None:
    gone = answers.error(404, headers={"Refresh": "0; url=/end"})
    async with staged({"a.example": {"/here": gone, "/end": PAGE}}) as stage:
        visit = await stage.web.visit("http://a.example/here")
    assert (visit.status, len(visit.hops)) == (404, 1)


async def test_a_refresh_in_the_header_leads_to_no_private_place_and_not_in_circles() -> None:
    inwards = answers.page("", headers={"Refresh": "0; url=http://inside.example/"})
    there = answers.page("", headers={"Refresh": "0; url=/back"})
    back = answers.page("", headers={"Refresh": "0; url=/there"})
    sites: Sites = {"a.example": {"/in": inwards, "/there": there, "/back": back}}
    async with staged(sites) as stage:
        visit = await stage.web.visit("http://a.example/in")
        circle = await stage.web.visit("http://a.example/there")
    assert visit.failure is Failure.REDIRECT_TO_PRIVATE
    assert circle.failure is Failure.REDIRECT_LOOP


@pytest.mark.parametrize("coding", ["br", "deflate, deflate", "gzip", "nonsense"])
async def test_a_body_in_a_coding_that_is_not_undone_is_not_read(coding: str) -> None:
    packed = zlib.compress(b"<title>A report</title>").decode("latin-1")
    there = answers.page(packed, headers={"Content-Encoding": coding})
    async with staged({"a.example": {"/here": there}}) as stage:
        visit = await stage.web.visit("http://a.example/here")
    assert (visit.failure, visit.status) == (None, 200)
    assert visit.page is not None
    assert (visit.page.unread_coding, visit.page.title, visit.page.text) == (coding, "", "")


async def test_a_body_in_a_coding_that_is_undone_is_read() -> None:
    packed = zlib.compress(b"<title>A report</title>", wbits=31)

    async def there(exchange: Exchange) -> None:
        fields = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
        await exchange.answer(200, packed, fields)

    async with staged({"a.example": {"/here": there}}) as stage:
        visit = await stage.web.visit("http://a.example/here")
    assert visit.page is not None
    assert (visit.page.unread_coding, visit.page.title) == ("", "A report")


async def test_cookies_live_within_a_chain_and_never_outlive_it() -> None:
    sites: Sites = {"a.example": {"/gate": answers.cookie_gate(PAGE), "/other": PAGE}}
    async with staged(sites) as stage:
        visit = await stage.web.visit("http://a.example/gate")
        await stage.web.visit("http://a.example/other")
    assert [hop.status for hop in visit.hops] == [302, 200]
    assert "cookie" not in stage.server.log.of("a.example", "/other")[0].headers


@pytest.mark.parametrize(
    ("location", "failure"),
    [
        ("/here", Failure.REDIRECT_LOOP),
        (None, Failure.REDIRECT_WITHOUT_TARGET),
        ("http://[", Failure.REDIRECT_MALFORMED),
        ("ftp://files.example/x", Failure.REDIRECT_OTHER_SCHEME),
        ("javascript:alert(1)", Failure.REDIRECT_OTHER_SCHEME),
        ("http://inside.example/", Failure.REDIRECT_TO_PRIVATE),
        ("http://167772167/", Failure.REDIRECT_TO_PRIVATE),
        ("http://[::ffff:10.0.0.7]/", Failure.REDIRECT_TO_PRIVATE),
    ],
)
async def test_redirects_to_nowhere_good_are_told_apart(
    location: str | None, failure: Failure
) -> None:
    sites: Sites = {"a.example": {"/here": answers.redirect(location)}}
    async with staged(sites) as stage:
        visit = await stage.web.visit("http://a.example/here")
    assert visit.failure is failure


async def test_a_private_address_is_not_contacted() -> None:
    async with staged({"a.example": {}}) as stage:
        visit = await stage.web.visit("http://inside.example/")
    assert visit.failure is Failure.PRIVATE_ADDRESS


async def test_redirects_without_end_are_given_up() -> None:
    sites: Sites = {"a.example": {"*": answers.endless_redirects(["a.example"])}}
    async with staged(sites) as stage:
        visit = await stage.web.visit("http://a.example/1")
        assert visit.failure is Failure.TOO_MANY_REDIRECTS
        assert len(stage.server.log.of("a.example")) == 21


async def test_a_host_never_sees_more_than_two_of_us_at_once() -> None:
    sites: Sites = {"a.example": {"*": misdeeds.drip("<title>Slow</title>", seconds=0.003)}}
    async with staged(sites) as stage:
        await asyncio.gather(*(stage.web.visit(f"http://a.example/{n}") for n in range(12)))
    assert stage.server.log.most_at_once("a.example") == 2


async def test_the_first_request_to_a_host_goes_alone() -> None:
    wait = answers.error(503, headers={"Retry-After": "3600"})
    async with staged({"busy.example": {"*": wait}}) as stage:
        visits = await asyncio.gather(
            *(stage.web.visit(f"http://busy.example/{n}") for n in range(10))
        )
    assert len(stage.server.log.of("busy.example")) == 1
    failures = [visit.failure for visit in visits]
    assert failures.count(Failure.HOST_ASKED_TO_WAIT) == 9


async def test_a_wish_for_a_pause_holds_for_the_host_and_for_no_other() -> None:
    wait = answers.error(429, headers={"Retry-After": "1"})
    sites: Sites = {
        "busy.example": {"/first": wait, "/second": PAGE},
        "free.example": {"/": PAGE},
    }
    async with staged(sites) as stage:
        refused = await stage.web.visit("http://busy.example/first")
        began = time.monotonic()
        await stage.web.visit("http://free.example/")
        assert time.monotonic() - began < 0.5
        await stage.web.visit("http://busy.example/second")
        assert time.monotonic() - began >= 0.9
    assert (refused.status, refused.retry_after) == (429, 1.0)


async def test_a_host_that_asks_for_an_hour_is_not_asked_again() -> None:
    sites: Sites = {
        "busy.example": {"/first": answers.error(503, headers={"Retry-After": "3600"}), "/x": PAGE}
    }
    async with staged(sites) as stage:
        await stage.web.visit("http://busy.example/first")
        later = await stage.web.visit("http://busy.example/x")
        assert later.failure is Failure.HOST_ASKED_TO_WAIT
        assert not stage.server.log.of("busy.example", "/x")


async def test_a_host_that_hung_is_waited_for_once_and_not_link_by_link() -> None:
    sites: Sites = {"hung.example": {"*": misdeeds.hang}, "free.example": {"/": PAGE}}
    async with staged(sites, patience=0.5) as stage:
        began = time.monotonic()
        visits = await asyncio.gather(
            *(stage.web.visit(f"http://hung.example/{n}") for n in range(20)),
            stage.web.visit("http://free.example/"),
        )
        assert time.monotonic() - began < 1.5
        again = await stage.web.visit("http://hung.example/7", look=2)
    failures = [visit.failure for visit in visits]
    assert failures.count(Failure.ANSWER_TIMEOUT) == 1
    assert failures.count(Failure.HOST_HUNG) == 19
    assert visits[-1].page is not None
    assert again.failure is Failure.ANSWER_TIMEOUT


async def test_hundreds_of_hosts_may_hang_at_once() -> None:
    sites: Sites = {f"h{n}.example": {"/": misdeeds.hang} for n in range(200)}
    async with staged(sites, patience=1.0) as stage:
        began = time.monotonic()
        await asyncio.gather(*(stage.web.visit(f"http://h{n}.example/") for n in range(200)))
        assert time.monotonic() - began < 4.0


async def test_the_network_is_there_when_any_control_answers() -> None:
    sites: Sites = {"control.example": {"/": answers.error(500)}}
    async with staged(sites, controls=("http://none.example/", "http://control.example/")) as stage:
        assert await stage.web.online()
    async with staged(sites, controls=("http://none.example/",)) as stage:
        assert not await stage.web.online()


async def test_a_malformed_address_is_a_failure_and_no_exception() -> None:
    async with staged({"a.example": {}}) as stage:
        visit = await stage.web.visit("http://[::1")
    assert visit.failure is Failure.MALFORMED_ADDRESS


async def test_a_wall_is_known_by_its_header_wherever_it_stands() -> None:
    headers = {f"X-Filler-{number}": "x" for number in range(80)}
    wall = answers.error(403, headers={**headers, "cf-mitigated": "challenge"})
    async with staged({"a.example": {"/": wall}}) as stage:
        visit = await stage.web.visit("http://a.example/")
    assert visit.hops[-1].headers["cf-mitigated"] == "challenge"
    assert len(visit.hops[-1].headers) < 70


async def test_a_name_that_is_slow_to_look_up_is_waited_for_once_and_not_link_by_link() -> None:
    class SlowNames:
        def __init__(self) -> None:
            self.asked = 0

        async def resolve(self, host: str, port: int) -> tuple[Address, ...]:
            self.asked += 1
            raise WireFault(Failure.DNS_UNANSWERED, f"No answer for {host}, {port}.")

    names, polite = SlowNames(), Manners(spacing=0.0)
    async with staged({}) as stage:
        web = LiveWeb(
            stage.web._getter,
            Lanes(polite, time.monotonic),
            polite,
            clock,
            (),
            names,
        )
        visits = [await web.visit(f"http://slow.example/{n}") for n in range(5)]
        assert names.asked == 1
        await web.visit("http://slow.example/0", look=2)
    assert {visit.failure for visit in visits} == {Failure.DNS_UNANSWERED}
    assert all(visit.asked for visit in visits)
    assert names.asked == 2


async def test_a_host_whose_pages_only_drip_is_waited_for_once_a_look() -> None:
    drip = misdeeds.drip("<p>A page without end.</p>" * 20, seconds=0.05)
    async with staged({"drips.example": {"*": drip}}, attempt=0.5) as stage:
        visits = await asyncio.gather(
            *(stage.web.visit(f"http://drips.example/{n}") for n in range(5))
        )
    failures = [visit.failure for visit in visits]
    assert failures.count(Failure.DEADLINE) == 1
    assert failures.count(Failure.HOST_HUNG) == 4


async def test_a_doorway_of_script_is_followed_like_a_redirect_but_declares_nothing() -> None:
    to_page = answers.page('<script>location.replace("/page")</script>')
    in_circle = answers.page('<script>location.href = "/to-circle"</script>')
    to_circle = answers.page('<script>location.href = "/circle"</script>')
    to_itself = answers.page('<script>location.href = "/itself"</script>')
    sites: Sites = {
        "a.example": {
            "/door": to_page,
            "/page": PAGE,
            "/circle": in_circle,
            "/to-circle": to_circle,
            "/itself": to_itself,
            "/inside": answers.page('<script>location = "http://inside.example/"</script>'),
        }
    }
    async with staged(sites) as stage:
        door = await stage.web.visit("http://a.example/door")
        circle = await stage.web.visit("http://a.example/circle")
        itself = await stage.web.visit("http://a.example/itself")
        inside = await stage.web.visit("http://a.example/inside")
    assert [hop.url for hop in door.hops] == ["http://a.example/door", "http://a.example/page"]
    assert (door.hops[0].permanent, door.hops[0].meta_refresh) == (False, False)
    assert door.page is not None
    assert door.page.title == "A living page"
    assert circle.failure is Failure.REDIRECT_LOOP
    assert itself.page is not None
    assert itself.page.is_doorway
    assert inside.failure is Failure.REDIRECT_TO_PRIVATE
