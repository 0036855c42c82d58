"""Troubles that people reported of link checkers, staged over real sockets, and their opposites."""

import asyncio
import time
from collections import Counter

import httpx
import pytest

from citewatch.core.citation import Citation
from citewatch.core.urls import host_of
from citewatch.demo import answers
from citewatch.demo.exchange import Behaviour, Exchange
from citewatch.demo.names import StagedNames
from citewatch.demo.server import EVERYTHING_ELSE, LOOPBACK, MisbehavingServer
from citewatch.web.lanes import Lanes
from citewatch.web.live import LiveWeb
from citewatch.web.manners import Manners
from citewatch.wire.get import Getter
from citewatch.wire.names import Address
from citewatch.wire.transport import WireTransport
from engine_lab import Lab, links_of
from fakes import clock

MANNERS = Manners(spacing=0.0, longest_pause=1, pause=0.1, attempt=5, chain=10)
TITLE = "Patrols and Their Neighbours: A Study of Four Wards"
_WORDS = "harbour patrol ward evidence station budget meeting resident engine letter garden".split()


def text(words: int, seed: int = 0) -> str:
    return " ".join(_WORDS[(seed + n * n) % len(_WORDS)] + str(n % 7) for n in range(words))


def html(title: str, body: str, head: str = "") -> str:
    return f"<html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def article(title: str = TITLE, seed: int = 0) -> str:
    paragraphs = "".join(f"<p>{text(60, seed + n)}</p>" for n in range(4))
    return html(
        f"{title} | Courier",
        f"<nav><a href=/>Home</a><a href=/a>News</a></nav><h1>{title}</h1>{paragraphs}",
        "<meta name=author content='Lena Okafor'>",
    )


def front(name: str) -> str:
    ways = "".join(f"<li><a href='/{n}'>{word}</a></li>" for n, word in enumerate(_WORDS))
    return html(name, f"<h1>{name}</h1><ul>{ways}</ul><p>{text(120)}</p>")


NOTICE = html("Currently unavailable", "<p>This service is not offered where you are.</p>")
SHELL = html("Explorer", "<div id=app></div><script src=/bundle.js></script>")
BARE = html("Courier", "<div id=app></div><p>Whatever.</p>")
HOME = answers.page(front("The Courier"))
PATH = "/2016/05/patrols-and-their-neighbours"
CITED = f"Okafor, Lena. “{TITLE}.” Courier, 2016."
PUBLISHED = "Okafor, Lena. Field Notes. National Field Foundation, 2016."
GOES_HOME = html("", "<script>location.replace('/')</script>")
COMPUTED = html("", "<script>location.replace(atob('Lw=='))</script>")
POSTS_ITSELF = html(
    "",
    "<form method=post action=/sso><input type=hidden name=SAMLRequest value=x></form>"
    "<script>document.forms[0].submit()</script>",
)


def echo(status: int = 404) -> Behaviour:
    return answers.error(status)


def refreshed(target: str) -> Behaviour:
    async def answer(exchange: Exchange) -> None:
        await exchange.answer(200, b"<html></html>", {"Refresh": f"0; url={target}"})

    return answer


Case = tuple[dict[str, dict[str, Behaviour]], str, str, str]
"""Sites, the cited address, the citation's text, and `verdict/reason` (or the verdict alone)."""

CASES: dict[str, Case] = {
    "a wall before a whole site": (
        {
            "a1.example": {EVERYTHING_ELSE: answers.redirect("http://w1.example/gdpr/a1/", 302)},
            "w1.example": {EVERYTHING_ELSE: answers.page(NOTICE)},
        },
        f"http://a1.example{PATH}",
        CITED,
        "blocked/site-wide-wall",
    ),
    "only the cited address sent to a notice": (
        {
            "a2.example": {"/": HOME, PATH: answers.redirect("http://w2.example/gdpr/", 302)},
            "w2.example": {EVERYTHING_ELSE: answers.page(NOTICE)},
        },
        f"http://a2.example{PATH}",
        CITED,
        "blocked",
    ),
    "every address but the front page sent to a search page": (
        {
            "a3.example": {
                "/": HOME,
                "/search": answers.page(html("Search", f"<p>{text(80)}</p>")),
                EVERYTHING_ELSE: answers.redirect("/search", 302),
            }
        },
        f"http://a3.example{PATH}",
        CITED,
        "dead",
    ),
    "the article under a 404": (
        {"b1.example": {"/": HOME, PATH: answers.page(article(), status=404)}},
        f"http://b1.example{PATH}",
        CITED,
        "ok/page-under-404",
    ),
    "another article under a 404": (
        {"b2.example": {"/": HOME, PATH: answers.page(article("What Birds Eat"), status=404)}},
        f"http://b2.example{PATH}",
        CITED,
        "dead/http-404",
    ),
    "a site that says 404 of everything": (
        {"b3.example": {EVERYTHING_ELSE: echo()}},
        f"http://b3.example{PATH}",
        CITED,
        "blocked/site-wide-404",
    ),
    "a site that says 404 of what is gone": (
        {"b4.example": {"/": HOME}},
        f"http://b4.example{PATH}",
        CITED,
        "dead/http-404",
    ),
    "the front page's script shell under a 404": (
        {
            "b5.example": {
                "/": answers.page(SHELL),
                EVERYTHING_ELSE: answers.page(SHELL, status=404),
            }
        },
        f"http://b5.example{PATH}",
        CITED,
        "unreachable/needs-scripts",
    ),
    "an address named error with an article": (
        {
            "c1.example": {
                "/": HOME,
                PATH: answers.redirect("/reference/errors"),
                "/reference/errors": answers.page(article()),
            }
        },
        f"http://c1.example{PATH}",
        CITED,
        "moved",
    ),
    "an address named error with an error page": (
        {
            "c2.example": {
                "/": HOME,
                EVERYTHING_ELSE: answers.redirect("/errors/404"),
                "/errors/404": answers.page(html("Oops", "<p>Nothing to see here.</p>")),
            }
        },
        f"http://c2.example{PATH}",
        CITED,
        "dead",
    ),
    "a project with a site of its own": (
        {
            "d1.example": {
                "/": HOME,
                "/software/openlab": answers.redirect("http://openlab.example/"),
            },
            "openlab.example": {"/": answers.page(front("OpenLab"))},
        },
        "http://d1.example/software/openlab",
        "Rao, M. OpenLab. Lab of Tools, 2016.",
        "moved/redirect-permanent",
    ),
    "the publisher's name on a front page": (
        {
            "d2.example": {
                "/": answers.page(front("Home | National Field Foundation")),
                "/pubs/2016/notes": answers.redirect("/"),
            }
        },
        "http://d2.example/pubs/2016/notes",
        PUBLISHED,
        "dead/redirect-to-home",
    ),
    "a refresh header to the front page": (
        {"e1.example": {"/": HOME, PATH: refreshed("/")}},
        f"http://e1.example{PATH}",
        CITED,
        "dead/redirect-to-home",
    ),
    "a doorway of script to the front page": (
        {"e2.example": {"/": HOME, PATH: answers.page(GOES_HOME)}},
        f"http://e2.example{PATH}",
        CITED,
        "dead/redirect-to-home",
    ),
    "a doorway of script to somewhere": (
        {"e3.example": {"/": HOME, PATH: answers.page(COMPUTED)}},
        f"http://e3.example{PATH}",
        CITED,
        "unreachable",
    ),
    "a watch page without a video": (
        {
            "f1.example": {
                "/": HOME,
                "/watch": answers.page(
                    html("- Tubes", "<div id=player></div><script src=/p.js></script>")
                ),
            }
        },
        "http://f1.example/watch?v=dQw4w9WgXcQ",
        "Okafor, Lena. “Patrols at Night.” Tubes, 2016.",
        "dead/soft-404-sibling",
    ),
    "a watch page with its video": (
        {
            "f2.example": {
                "/": HOME,
                "/watch": answers.page(html("- Tubes", "<script src=/p.js></script>")),
                "/watch?v=dQw4w9WgXcQ": answers.page(
                    html("Patrols at Night - Tubes", "<script src=/p.js></script>")
                ),
            }
        },
        "http://f2.example/watch?v=dQw4w9WgXcQ",
        "Okafor, Lena. “Patrols at Night.” Tubes, 2016.",
        "ok",
    ),
    "the front page at every address, cited by a number": (
        {"f3.example": {EVERYTHING_ELSE: HOME}},
        "http://f3.example/article/48213",
        CITED,
        "dead",
    ),
    "the front page at every address, under a title of its own": (
        {
            "f6.example": {
                EVERYTHING_ELSE: answers.page(front("Seven Birds of the Western Marshes Daily"))
            }
        },
        f"http://f6.example{PATH}",
        CITED,
        "dead",
    ),
    "a short article cited by a number": (
        {
            "f4.example": {
                "/": HOME,
                "/article/48213": answers.page(html(TITLE, f"<h1>{TITLE}</h1><p>{text(30)}</p>")),
            }
        },
        "http://f4.example/article/48213",
        CITED,
        "ok",
    ),
    "a short page that names nothing, where others are refused": (
        {"f5.example": {"/": HOME, "/n/7": answers.page(html("Memo", f"<p>{text(30)}</p>"))}},
        "http://f5.example/n/7",
        CITED,
        "ok",
    ),
    "one of two sources sent to one page": (
        {
            "k1.example": {
                "/": HOME,
                "/library": answers.page(article("Our Library of Many Things")),
                "/briefs/quiet-streets": answers.redirect("/library"),
                "/surveys/who-was-told": answers.redirect("/library"),
            }
        },
        "http://k1.example/briefs/quiet-streets",
        "Okafor, Lena. “Quiet Streets.” Institute, 2014.",
        "dead/redirect-sink",
    ),
    "the other of them": (
        {},
        "http://k1.example/surveys/who-was-told",
        "Brandt, Ines. “Who Was Told.” Institute, 2012.",
        "dead/redirect-sink",
    ),
    "a renamed page cited by two old names": (
        {
            "k2.example": {
                "/": HOME,
                "/new/quiet-streets": answers.page(article("Quiet Streets, Ten Years On")),
                "/briefs/quiet-streets": answers.redirect("/new/quiet-streets"),
                "/2014/quiet-streets.html": answers.redirect("/new/quiet-streets"),
            }
        },
        "http://k2.example/briefs/quiet-streets",
        "Okafor, Lena. Brief 7. Institute, 2014.",
        "moved",
    ),
    "the other of those": (
        {},
        "http://k2.example/2014/quiet-streets.html",
        "Okafor, Lena. Institute, 2014, Brief 7.",
        "moved",
    ),
    "a form that posts itself": (
        {"g1.example": {"/": HOME, PATH: answers.page(POSTS_ITSELF)}},
        f"http://g1.example{PATH}",
        CITED,
        "blocked",
    ),
    "a site that scripts draw": (
        {"g2.example": {EVERYTHING_ELSE: answers.page(SHELL)}},
        f"http://g2.example{PATH}",
        CITED,
        "unreachable/needs-scripts",
    ),
    "a living article": (
        {"h1.example": {"/": HOME, PATH: answers.page(article())}},
        f"http://h1.example{PATH}",
        CITED,
        "ok/answers",
    ),
}


async def _audit() -> tuple[dict[str, str], Counter[str]]:
    sites: dict[str, dict[str, Behaviour]] = {}
    for made, *_ in CASES.values():
        sites |= made
    async with MisbehavingServer(sites) as server:
        names = StagedNames(server.hosts, {80: Address(LOOPBACK, server.http_port)}, {}, {})
        transport = WireTransport(names, httpx.create_ssl_context, staged=frozenset({LOOPBACK}))
        async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
            web = LiveWeb(Getter(client), Lanes(MANNERS, time.monotonic), MANNERS, clock, ())
            cited = [
                Citation(name, f"{said} {url}", (url,)) for name, (_, url, said, _) in CASES.items()
            ]
            report = await Lab(web, patience=5.0).audit(*cited)
        found = {
            link.url: f"{link.finding.verdict}/{link.finding.reason.id}"
            for link in links_of(report)
        }
        return found, Counter(one.host for one in server.log.requests)


@pytest.fixture(scope="module")
def audited() -> tuple[dict[str, str], Counter[str]]:
    return asyncio.run(_audit())


@pytest.mark.parametrize("name", CASES)
def test_each_is_judged_as_a_person_would(
    audited: tuple[dict[str, str], Counter[str]], name: str
) -> None:
    _, url, _, expected = CASES[name]
    found = audited[0][url]
    assert expected in (found, found.partition("/")[0])


def test_controls_cost_few_requests(audited: tuple[dict[str, str], Counter[str]]) -> None:
    """Two looks at an address, with their redirects, a sibling with its own, a front page."""
    by_host = audited[1]
    hosts = [host_of(url) for _, url, *_ in CASES.values() if host_of(url) in by_host]
    assert max(by_host[host] for host in hosts) <= 7
