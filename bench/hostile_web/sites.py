"""What stands in the hostile web: its sites, what is cited of them, and what the archive has."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from citewatch.demo import answers, misdeeds
from citewatch.demo.archive import Capture
from citewatch.demo.exchange import Behaviour
from citewatch.demo.markup import article_page, challenge_page, error_page, not_found_page
from citewatch.demo.server import EVERYTHING_ELSE

_WORDS = "harbour winter council archive river licence engine border garden signal copper teacher"
_SECTIONS = ("news", "reports", "people")
_DAYS = ("2019-03-14", "2020-06-02", "2021-11-23")
_DRIP = 0.5


@dataclass
class Web:
    """All of it. `silent` hosts never take a connection, `refusing` ones refuse it at once;
    the names in `slow_names` are never found, and those in `no_names` do not exist."""

    sites: dict[str, dict[str, Behaviour]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    refusing: set[str] = field(default_factory=set)
    slow_names: set[str] = field(default_factory=set)
    no_names: set[str] = field(default_factory=set)
    cited: list[tuple[str, str, str]] = field(default_factory=list)
    captures: list[Capture] = field(default_factory=list)

    def cite(self, address: str, title: str) -> None:
        """A citation of an address, on one of three days."""
        self.cited.append((address, title, _DAYS[len(self.cited) % len(_DAYS)]))

    def document(self) -> str:
        """The citations as a sources.yaml, in an order that has nothing to do with hosts."""
        shuffled = list(self.cited)
        random.Random(7).shuffle(shuffled)
        lines = ["title: A hostile web", "citations:"]
        for number, (address, title, day) in enumerate(shuffled):
            text = f"A. Reporter, {title}, 12 May 2018."
            lines += [f'  - id: "{number}"', f'    text: "{text}"', f"    accessed: {day}"]
            lines.append(f'    links: ["{address}"]')
        return "\n".join(lines) + "\n"


def hostile_web() -> Web:
    """215 links on some 70 hosts."""
    web = Web()
    _silence(web)
    _trouble(web)
    _gone(web)
    _deceiving(web)
    _living(web)
    return web


def _silence(web: Web) -> None:
    for host, links in _hosts("never-connects", 3, 2, 1, 1):
        web.silent.add(host)
        _cite(web, host, links, "https" if links == 2 else "http")
    for host, links in _hosts("never-answers", 3, 2, 2, 1):
        web.sites[host] = {EVERYTHING_ELSE: misdeeds.hang}
        _cite(web, host, links, "https" if links == 2 else "http")
    for host, links in _hosts("drips", 2, 2):
        web.sites[host] = {EVERYTHING_ELSE: misdeeds.drip(_page("x", 0, host), seconds=_DRIP)}
        _cite(web, host, links)
    for host, links in _hosts("slow-name", 4, 2, 1):
        web.slow_names.add(host)
        _cite(web, host, links)


def _trouble(web: Web) -> None:
    for host, links in _hosts("resets", 2, 2, 2):
        web.sites[host] = {EVERYTHING_ELSE: misdeeds.reset}
        _cite(web, host, links)
    for host, links in _hosts("refuses", 2, 2, 2):
        web.refusing.add(host)
        _cite(web, host, links)
    for status, (host, links) in zip(
        (500, 502, 503, 504, 521), _hosts("broken", 3, 3, 3, 3, 3), strict=True
    ):
        web.sites[host] = {EVERYTHING_ELSE: answers.error(status)}
        _cite(web, host, links)
    for pause, (host, links) in zip((4, 15), _hosts("too-many", 3, 3), strict=True):
        later = answers.error(429, headers={"Retry-After": str(pause)})
        web.sites[host] = {EVERYTHING_ELSE: later}
        _cite(web, host, links)
    for status, (host, links) in zip((403, 401, 451), _hosts("forbids", 2, 2, 2), strict=True):
        web.sites[host] = {EVERYTHING_ELSE: answers.error(status)}
        _cite(web, host, links)


def _gone(web: Web) -> None:
    for number, (host, links) in enumerate(_hosts("lost-pages", 8, 8, 6, 6, 6, 6, 4, 4)):
        home = answers.page(_page(f"Home of {host}", 1, host))
        web.sites[host] = {"/": home, EVERYTHING_ELSE: answers.error(404)}
        for address, title in _cite(web, host, links):
            _capture(web, address, title, number)
    for number, (host, links) in enumerate(_hosts("dead-domain", 2, 2, 2, 2, 2, 2)):
        web.no_names.add(host)
        for address, title in _cite(web, host, links):
            _capture(web, address, title, number)


def _capture(web: Web, address: str, title: str, number: int) -> None:
    """In turn a good capture, one of an error, a good one and an error after it, and none."""
    host = address.split("/")[2]
    good = _page(title, len(web.captures), host).encode()
    if number % 4 in (0, 2):
        web.captures.append(Capture(address, "20190601120000", good))
    if number % 4 in (1, 2):
        web.captures.append(Capture(address, "20220601120000", error_page(404).encode(), 404))


def _deceiving(web: Web) -> None:
    for host, links in _hosts("soft-404", 4, 4, 4):
        web.sites[host] = {EVERYTHING_ELSE: answers.page(not_found_page(host))}
        _cite(web, host, links)
    for host, links in _hosts("sends-home", 3, 3):
        home = answers.page(_page(f"Home of {host}", 1, host))
        web.sites[host] = {EVERYTHING_ELSE: answers.redirect("/"), "/": home}
        _cite(web, host, links)
    for host, links in _hosts("moved", 3, 3, 3):
        web.sites[host] = {}
        for address, title in _cite(web, host, links):
            path = "/" + address.split("/", 3)[3]
            web.sites[host][path] = answers.redirect(f"/now{path}")
            web.sites[host][f"/now{path}"] = answers.page(_page(title, 2, host))
    for host, links in _hosts("challenges", 3, 3, 3):
        web.sites[host] = {EVERYTHING_ELSE: answers.page(challenge_page(), status=403)}
        _cite(web, host, links)


def _living(web: Web) -> None:
    for number, (host, links) in enumerate(_hosts("lives", *[6] * 9)):
        web.sites[host] = {}
        for nth, (address, title) in enumerate(_cite(web, host, links)):
            shown = title if nth or number % 3 else "Untitled"
            body = _page(shown, 100 * number + nth, host)
            web.sites[host]["/" + address.split("/", 3)[3]] = answers.page(body)
            if shown != title:
                web.captures.append(Capture(address, "20200101000000", body.encode()))


def _hosts(name: str, *links: int) -> Iterator[tuple[str, int]]:
    for number, of_host in enumerate(links):
        yield f"www.{name}-{number}.example", of_host


def _cite(web: Web, host: str, links: int, scheme: str = "http") -> list[tuple[str, str]]:
    found = []
    for number in range(links):
        chance = random.Random(f"{host}{number}")
        words = chance.sample(_WORDS.split(), 4)
        title = " ".join(word.capitalize() for word in words)
        section = _SECTIONS[number % len(_SECTIONS)]
        address = f"{scheme}://{host}/{section}/{number}-{'-'.join(words)}"
        web.cite(address, title)
        found.append((address, title))
    return found


def _page(title: str, seed: int, site: str) -> str:
    chance = random.Random(f"{title}{seed}{site}")
    words = _WORDS.split()
    paragraphs = [
        " ".join(chance.choice(words) + chance.choice("abcdefghij") for _ in range(60))
        for _ in range(5)
    ]
    return article_page(title, paragraphs, site)
