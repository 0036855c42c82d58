"""Looks with a real Chromium at pages on loopback."""

import asyncio
import re

import pytest

from browser.browser_lab import PRIVATE, needs_chromium, staged, udp_trap
from citewatch.core.citation import Citation
from citewatch.core.evidence import Failure, Visit
from citewatch.core.finding import Finding
from citewatch.core.judge import judge
from citewatch.core.reasons.signs import TITLE_MATCH
from citewatch.core.verdict import Verdict
from citewatch.demo.answers import page, redirect
from citewatch.demo.exchange import Behaviour, Exchange
from citewatch.demo.server import LOOPBACK
from sightings_lab import sightings

pytestmark = needs_chromium

TITLE = "Foot Patrols and Their Neighbours"
PROSE = "Officers who walk their beats know the people whom they meet on them by name. " * 10
URL = "http://a.example/papers/12"
CITED = Citation("1", f"Ames, J. “{TITLE}.” Journal of Streets, 2017.", (URL,))
ARTICLE = f"<!doctype html><title>{TITLE}</title><h1>{TITLE}</h1><p>{PROSE}"
SHELL = (
    "<!doctype html><title>Reader</title><noscript>You need scripts.</noscript>"
    "<div id=root></div><script src=/app.js></script>"
)
APP = """
fetch("/api" + location.pathname).then(answer => answer.ok ? answer.json() : null).then(found => {
  document.title = found ? found.title : "Page not found";
  document.getElementById("root").innerHTML = found
    ? "<h1>" + found.title + "</h1><p>" + found.text : "<h1>Page not found</h1>";
});
"""
CLEARS = (
    "<!doctype html><title>Just a moment...</title><p>Checking your browser."
    "<script>setTimeout(() => {document.cookie = 'clear=1'; location.reload()}, 300)</script>"
)
NEVER_CLEARS = "<!doctype html><title>Just a moment...</title><p>Checking your browser."


def script(text: str, kind: str = "text/javascript") -> Behaviour:
    return page(text, headers={"Content-Type": kind})


def article_json() -> Behaviour:
    return script(f'{{"title": "{TITLE}", "text": "{PROSE}"}}', "application/json")


def walled(wall: str, behind: str) -> Behaviour:
    async def answer(exchange: Exchange) -> None:
        cleared = "clear=1" in exchange.request.headers.get("cookie", "")
        await (page(behind) if cleared else page(wall, status=403))(exchange)

    return answer


def found(plain: Visit, *browsed: Visit, front: Visit | None = None) -> Finding:
    seen = sightings(URL, plain, citation=CITED, browsed=browsed, front_in_browser=front)
    return judge(seen)


async def test_a_page_that_only_scripts_draw_is_recognised_in_a_browser_alone() -> None:
    paths = {"/papers/12": page(SHELL), "/app.js": script(APP), "/api/papers/12": article_json()}
    async with staged({"a.example": paths}) as stage:
        plain = await stage.web.visit(URL)
        drawn = await stage.look(URL)
    assert not found(plain).has(TITLE_MATCH)
    assert not found(plain).verdict.is_gone
    assert drawn.failure is None
    assert drawn.page is not None
    assert "You need scripts" not in drawn.page.text
    assert not drawn.page.has_unread_content
    finding = found(plain, drawn)
    assert finding.verdict is Verdict.OK
    assert finding.has(TITLE_MATCH)


async def test_an_application_that_knows_no_such_page_is_dead_once_seen_twice() -> None:
    paths = {"*": page(SHELL), "/app.js": script(APP), "/api/": article_json()}
    paths["/api/papers/12"] = page("No.", status=404)
    async with staged({"a.example": paths}) as stage:
        plain, drawn = await stage.web.visit(URL), await stage.look(URL)
        again, front = await stage.look(URL), await stage.look("http://a.example/")
    assert found(plain, drawn).verdict is Verdict.UNREACHABLE
    assert found(plain, drawn, again).verdict is Verdict.UNREACHABLE
    assert found(plain, drawn, again, front=front).verdict is Verdict.DEAD


async def test_an_application_that_is_refused_its_data_proves_nothing() -> None:
    for refused in (page("{}", status=403), page("{}", status=503), redirect(f"http://{PRIVATE}/")):
        paths = {"/papers/12": page(SHELL), "/app.js": script(APP), "/api/papers/12": refused}
        async with staged({"a.example": paths}) as stage:
            plain, drawn = await stage.web.visit(URL), await stage.look(URL)
        assert not found(plain, drawn, drawn).verdict.is_gone


async def test_a_wall_that_a_script_opens_shows_the_source() -> None:
    async with staged({"a.example": {"/papers/12": walled(CLEARS, ARTICLE)}}) as stage:
        plain, drawn = await stage.web.visit(URL), await stage.look(URL)
    assert found(plain).verdict is Verdict.BLOCKED
    assert drawn.status == 200
    assert len(drawn.hops) == 1
    assert found(plain, drawn).verdict is Verdict.OK


async def test_a_wall_that_never_opens_stays_one() -> None:
    async with staged({"a.example": {"/papers/12": walled(NEVER_CLEARS, ARTICLE)}}) as stage:
        plain, drawn = await stage.web.visit(URL), await stage.look(URL)
    assert drawn.status == 403
    assert found(plain, drawn).verdict is Verdict.BLOCKED


async def test_it_says_who_it_is_and_hides_nothing() -> None:
    html = "<!doctype html><p id=a><script>a.innerText = 'driven ' + navigator.webdriver</script>"
    async with staged({"a.example": {"/papers/12": page(html)}}) as stage:
        drawn = await stage.look(URL)
        agents = {one.headers["user-agent"] for one in stage.server.log.requests}
    assert drawn.page is not None
    assert drawn.page.text == "driven true"
    (agent,) = agents
    assert re.search(r"citewatch/.*HeadlessChrome/\d+", agent)


async def test_redirects_are_hops_and_those_of_scripts_are_told_apart() -> None:
    led = "<!doctype html><script>location.href = '/c'</script>"
    paths = {"/papers/12": redirect("/b", 301), "/b": page(led), "/c": page(ARTICLE)}
    async with staged({"a.example": paths}) as stage:
        drawn = await stage.look(URL)
    assert [(hop.url, hop.status, hop.permanent) for hop in drawn.hops] == [
        (URL, 301, True),
        ("http://a.example/b", 200, False),
        ("http://a.example/c", 200, False),
    ]


REACHES = f"""<!doctype html><title>Reader</title><h1>Reader</h1>
<script src="http://{PRIVATE}/script.js"></script><img src="http://intranet.example/image.png">
<iframe src="http://{PRIVATE}/frame"></iframe><iframe src="file:///etc/passwd"></iframe>
<link rel=preconnect href="http://{PRIVATE}/"><link rel=dns-prefetch href="//intranet.example/">
<link rel=prefetch href="http://intranet.example/p"><form id=f action="http://{PRIVATE}/post"></form>
<script>
const done = what => document.body.insertAdjacentHTML("beforeend", "<p>" + what);
fetch("http://{PRIVATE}/fetch", {{mode: "no-cors"}}).then(() => done("fetched"), () => done("no"));
fetch("/onward", {{mode: "no-cors"}}).then(() => done("fetched"), () => done("no"));
fetch("http://localhost/", {{mode: "no-cors"}}).then(() => done("fetched"), () => done("no"));
fetch("http://[::1]/", {{mode: "no-cors"}}).then(() => done("fetched"), () => done("no"));
fetch("http://169.254.169.254/latest/meta-data/", {{mode: "no-cors"}}).then(() => done("fetched"),
  () => done("no"));
navigator.sendBeacon("http://{PRIVATE}/beacon");
new WebSocket("ws://{PRIVATE}/socket").onopen = () => done("fetched");
new EventSource("http://{PRIVATE}/events");
navigator.serviceWorker && navigator.serviceWorker.register("/app.js").then(() => done("fetched"),
  () => 0);
const call = new RTCPeerConnection({{iceServers: [{{urls: "stun:{LOOPBACK}:UDP_PORT"}}]}});
call.createDataChannel("x");
call.createOffer().then(offer => call.setLocalDescription(offer));
open("http://{PRIVATE}/popup");
</script>"""


async def test_nothing_of_a_page_reaches_a_private_address() -> None:
    with udp_trap() as heard:
        html = REACHES.replace("UDP_PORT", str(heard.getsockname()[1]))
        onward = redirect(f"http://{PRIVATE}/redirected")
        paths = {"/papers/12": page(html), "/onward": onward, "/app.js": script("")}
        async with staged({"a.example": paths}, pictures=True) as stage:
            drawn = await stage.look(URL)
            await asyncio.sleep(0.5)
            assert stage.trap == []
        with pytest.raises(BlockingIOError):
            heard.recv(100)
    assert drawn.page is not None
    assert "no" in drawn.page.text
    assert "fetched" not in drawn.page.text
    assert drawn.page.has_unread_content


async def test_a_redirect_to_a_private_address_is_not_followed() -> None:
    for target in (f"http://{PRIVATE}/", "http://intranet.example/", "file:///etc/passwd"):
        async with staged({"a.example": {"/papers/12": redirect(target)}}) as stage:
            drawn = await stage.look(URL)
            assert stage.trap == []
        assert drawn.failure is not None
        assert drawn.page is None


async def test_a_name_that_leads_elsewhere_later_is_judged_each_time() -> None:
    async with staged({"a.example": {"/papers/12": page(ARTICLE)}}) as stage:
        drawn = await stage.look("http://intranet.example/")
        assert stage.trap == []
    assert drawn.failure is Failure.PRIVATE_ADDRESS


NUISANCES = {
    "endless script": "<!doctype html><title>Reader</title><p>Begins.<script>for (;;) {}</script>",
    "dialogs": f"{ARTICLE}<script>alert(1); confirm(2); prompt(3); print()</script>",
    "popups": f"{ARTICLE}<script>for (let i = 0; i < 20; i++) open('/other')</script>",
    "leaving": f"{ARTICLE}<script>onbeforeunload = () => 'stay'</script>",
    "download": f"{ARTICLE}<a id=d href=/file download></a><script>d.click()</script>",
    "permissions": f"{ARTICLE}<script>navigator.geolocation.getCurrentPosition(() => 0);"
    "Notification.requestPermission(); navigator.mediaDevices</script>",
    "reloads": "<!doctype html><title>Reader</title><script>location.href += 'x'</script>",
    "growth": f"{ARTICLE}<script>setInterval(() => document.body.append('more '), 20)</script>",
}
FILE = page("x" * 1000, headers={"Content-Disposition": "attachment"})


@pytest.mark.parametrize("what", NUISANCES)
async def test_a_page_that_is_a_nuisance_costs_some_seconds_and_no_more(what: str) -> None:
    paths = {"/papers/12": page(NUISANCES[what]), "/file": FILE, "*": page(NUISANCES[what])}
    loop = asyncio.get_running_loop()
    async with staged({"a.example": paths}, whole=10.0) as stage:
        began = loop.time()
        drawn = await stage.look(URL)
        assert loop.time() - began < 20
        other = await stage.look("http://a.example/other")
    assert drawn.failure is None or what in {"endless script", "reloads"}
    assert other is not None


async def test_a_file_is_not_downloaded() -> None:
    async with staged({"a.example": {"/papers/12": FILE}}) as stage:
        drawn = await stage.look(URL)
    assert drawn.failure is Failure.NOT_DRAWN


async def test_the_bytes_of_all_that_a_page_loads_are_limited_together() -> None:
    more = "".join(f"<script src=/large.js?{n}></script>" for n in range(50))
    paths = {"/papers/12": page(f"{ARTICLE}{more}"), "/large.js": script("//" + "x" * 100_000)}
    async with staged({"a.example": paths}, traffic=1_000_000) as stage:
        drawn = await stage.look(URL)
        assert len(stage.asked("a.example")) < 20
    assert drawn.page is None or drawn.page.has_unread_content


async def test_a_page_that_eats_memory_is_ended_and_the_next_one_is_drawn() -> None:
    greedy = "<!doctype html><p id=a>x<script>let m = []; setInterval(() => {"
    greedy += "const b = new Uint8Array(2e7); b.fill(7); m.push(b)}, 5)</script>"
    paths = {"/papers/12": page(greedy), "/other": page(ARTICLE)}
    async with staged({"a.example": paths}, memory=400 * 1024**2, frame=8.0) as stage:
        drawn = await stage.look(URL)
        other = await stage.look("http://a.example/other")
    assert drawn.failure is Failure.NOT_DRAWN
    assert other.page is not None


async def test_each_look_has_a_profile_of_its_own() -> None:
    html = "<!doctype html><p id=a><script>a.innerText = document.cookie + '.' +"
    html += "localStorage.length; document.cookie = 'a=1'; localStorage.b = 1</script>"
    async with staged({"a.example": {"/papers/12": page(html)}}) as stage:
        looks = [await stage.look(URL) for _ in range(2)]
    assert [look.page.text for look in looks if look.page] == [".0", ".0"]


async def test_a_host_has_few_connections_at_once() -> None:
    most = now = 0

    async def slow(exchange: Exchange) -> None:
        nonlocal most, now
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.1)
        now -= 1
        await script("")(exchange)

    more = "".join(f"<script async src=/slow.js?{n}></script>" for n in range(12))
    paths = {"/papers/12": page(f"{ARTICLE}{more}"), "/slow.js": slow}
    async with staged({"a.example": paths}) as stage:
        drawn = await stage.look(URL)
        assert len(stage.asked("a.example")) >= 13
    assert drawn.page is not None
    assert not drawn.page.has_unread_content
    assert most <= 2


async def test_what_it_showed_is_kept_where_that_is_wanted() -> None:
    async with staged({"a.example": {"/papers/12": page(ARTICLE)}}, pictures=True) as stage:
        await stage.look(URL)
    assert [(one.url, one.media_type) for one in stage.kept] == [
        (URL, "text/html"),
        (URL, "image/png"),
    ]
    assert TITLE.encode() in stage.kept[0].body
    assert stage.kept[1].body.startswith(b"\x89PNG")


async def test_a_wish_for_a_pause_holds_for_other_looks_too() -> None:
    busy = page("<p>Busy", status=503, headers={"Retry-After": "3600"})
    async with staged({"a.example": {"*": busy}}) as stage:
        first = await stage.look(URL)
        second = await stage.look(URL)
    assert first.status == 503
    assert second.failure is Failure.HOST_ASKED_TO_WAIT
