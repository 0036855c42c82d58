"""A small web with its archive, where sources moved, were deleted, or left look-alikes behind."""

import gzip
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from urllib.parse import urlsplit

from citewatch.core.citation import Citation
from citewatch.demo.answers import error, page, redirect
from citewatch.demo.archive import Capture
from citewatch.demo.exchange import Behaviour, Exchange

STAMP, LATER, LAST = "20170110120000", "20190301120000", "20220301120000"

_WORDS = """
river council evidence patrol winter station budget school harbour teacher market street
report meeting resident engine bridge letter window garden doctor county library train captain
number history signal weather village factory farmer season minister record survey training
officer shelter kitchen mountain valley journal printer machine voyage border treaty lantern
orchard quarry saddle tunnel vessel weaver anchor barley copper dialect echo fossil glacier
""".split()
_TITLE_WORDS = """Quiet Broken Hidden Northern Empty Golden Distant Silent Crowded Frozen Open Lost
Rising Falling Turning Burning Winter Summer Morning Evening""".split()
_NOUNS = """Harbours Bridges Letters Markets Gardens Rivers Stations Windows Orchards Villages
Tunnels Lanterns Borders Voyages Kitchens Signals Libraries Factories Seasons Teachers""".split()


@dataclass
class World:
    """Grows case by case. `truth` has, for each cited address, where its source is now, or None."""

    seed: int = 7
    sites: dict[str, dict[str, Behaviour]] = field(default_factory=dict)
    captures: list[Capture] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    truth: dict[str, str | None] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self._titles: set[str] = set()

    def title(self) -> str:
        while True:
            pick = self.random.choice
            title = f"{pick(_TITLE_WORDS)} {pick(_NOUNS)} and {pick(_TITLE_WORDS)} {pick(_NOUNS)}"
            if title not in self._titles:
                self._titles.add(title)
                return title

    def text(self, words: int = 160) -> str:
        some = [self.random.choice(_WORDS) for _ in range(words)]
        for place in range(9, words, 20):
            some[place] = str(self.random.randint(12, 9999))
        return " ".join(some)

    def edited(self, text: str, share: float = 0.3) -> str:
        """The text with the last `share` of it written anew."""
        words = text.split()
        kept = int(len(words) * (1 - share))
        return " ".join(words[:kept]) + " " + self.text(len(words) - kept)

    def serve(self, url: str, behaviour: Behaviour) -> None:
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        self.sites.setdefault(parts.netloc, {})[path] = behaviour

    def put(self, url: str, title: str, text: str, site: str = "", head: str = "") -> None:
        self.serve(url, page(html(title, text, site, head)))

    def capture(
        self, url: str, title: str, text: str, site: str = "", head: str = "", stamp: str = STAMP
    ) -> None:
        self.captures.append(Capture(url, stamp, html(title, text, site, head).encode()))

    def captured_redirect(self, url: str, target: str, stamp: str = LATER) -> None:
        self.captures.append(Capture(url, stamp, b"", 301, location=target))

    def cite(
        self,
        url: str,
        title: str,
        site: str,
        now: str | None,
        kind: str,
        *,
        quote: str | None = None,
    ) -> None:
        text = f"Author, Some. “{title}.” {site}, 2016. Accessed 12 January 2017 at {url}"
        number = str(len(self.citations) + 1)
        self.citations.append(
            Citation(
                number, text, (url,), accessed=date(2017, 1, 12), published="2016", quote=quote
            )
        )
        self.truth[url] = now
        self.kind[url] = kind


def html(title: str, text: str, site: str = "", head: str = "") -> str:
    named = f"{title} | {site}" if site else title
    frame = f"{site} brings you news and notes. Write to us, follow us, and come to our office."
    return (
        f"<!doctype html><html lang='en'><head><title>{escape(named)}</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><h1>{escape(title)}</h1><p>{escape(text)}</p>"
        f"<div>{escape(frame)}</div></body></html>"
    )


def slug(title: str) -> str:
    return title.lower().replace(" ", "-")


def site_map(*urls: str, packed: bool = False) -> Behaviour:
    body = "<urlset>" + "".join(f"<url><loc>{escape(url)}</loc></url>" for url in urls)
    data = f"{body}</urlset>".encode()

    async def answer(exchange: Exchange) -> None:
        kind = "application/gzip" if packed else "application/xml"
        await exchange.answer(200, gzip.compress(data) if packed else data, {"Content-Type": kind})

    return answer


def plain(text: str, media_type: str = "text/plain") -> Behaviour:
    async def answer(exchange: Exchange) -> None:
        await exchange.answer(200, text.encode(), {"Content-Type": media_type})

    return answer


def build() -> World:
    """Every case: what became of about ninety sources."""
    world = World()
    _migrated(world)
    _archived(world)
    _canonical(world)
    _respelled(world)
    _listed(world)
    _neighbours(world)
    _doi(world)
    _without_snapshot(world)
    _strangers(world)
    _deleted(world)
    _catch_all(world)
    _soft(world)
    _look_alikes(world)
    _templates(world)
    _editions(world)
    _wrong_canonical(world)
    _series(world)
    _blog(world)
    _same_name(world)
    _rule_late(world)
    _files(world)
    _dead_hosts(world)
    _redesigned(world)
    return world


def _source(world: World, url: str, site: str, head: str = "") -> tuple[str, str]:
    title, text = world.title(), world.text()
    world.capture(url, title, text, site, head)
    return title, text


def _migrated(world: World) -> None:
    """Sites that gave all their pages new addresses by a rule; some old ones still redirect."""
    rules = (
        (
            "courier",
            "http://www.courier-{n}.example/news/{y}/{s}.html",
            "https://news.courier-{n}.example/articles/{s}",
        ),
        (
            "herald",
            "http://herald{n}.example/story.asp?id={i}",
            "http://herald{n}.example/stories/{i}/",
        ),
        (
            "gazette",
            "http://www.gazette{n}.example/{y}/{m}/{u}.php",
            "http://www.gazette{n}.example/archive/{s}-{y}",
        ),
        ("review", "http://review{n}.example/issues/{i}-{s}", "http://the-review{n}.example/{s}"),
        (
            "monitor",
            "http://www.monitor{n}.example/docs/{i}",
            "http://www.monitor{n}.example/read/{s}",
        ),
    )
    for number, (name, old, new) in enumerate(rules):
        for index in range(6):
            title, text = world.title(), world.text()
            parts = {
                "n": number,
                "y": 2010 + index,
                "m": f"{index + 1:02}",
                "i": 100 + 7 * index,
                "s": slug(title),
                "u": slug(title).replace("-", "_"),
            }
            source, target, site = (
                old.format(**parts),
                new.format(**parts),
                f"The {name.title()} Post",
            )
            edited = world.edited(text) if index == 4 else text
            world.put(target, title, edited, f"{site} Online")
            world.capture(source, title, text, site)
            if index < 3:
                world.serve(source, redirect(target))
            world.cite(source, title, site, target, "redirects" if index < 3 else "rule")


def _archived(world: World) -> None:
    for index in range(8):
        host = f"http://www.bureau{index}.example"
        old = f"{host}/pub/{index}{index}/item{index}.htm"
        title, text = _source(world, old, "Bureau of Notes")
        new = f"{host}/library/documents/{300 + index}"
        # Half of them were redirected for a while, and are plainly gone now; some in two steps.
        world.put(new, title, world.edited(text, 0.2) if index % 2 else text, "Bureau of Notes")
        if index in (2, 3):
            middle = f"{host}/node/{index}"
            world.captured_redirect(old, middle)
            world.captured_redirect(middle, new, LAST)
        else:
            world.captured_redirect(old, new)
        world.captures.append(Capture(old, LAST, b"gone", 404))
        world.captured_redirect(
            f"{host}/pub/{index}{index}/other.htm", f"{host}/library/documents/9"
        )
        world.cite(old, title, "Bureau of Notes", new, "archived")


def _canonical(world: World) -> None:
    for index in range(5):
        host = f"http://www.agency{index}.example"
        new = f"{host}/papers/{index}-final"
        head = f'<link rel="canonical" href="{new}">'
        if index % 2:
            head = f'<meta property="og:url" content="{new}">'
        old = f"{host}/cgi/show?doc={index}&view=full"
        title, text = _source(world, old, "Agency for Papers", head)
        world.put(new, title, text, "Agency for Papers", head)
        world.serve(f"{host}/cgi/show", error(404))
        world.cite(old, title, "Agency for Papers", new, "canonical")


def _respelled(world: World) -> None:
    changes = (
        ("http://www.alpha.example/about/{s}.html", "http://www.alpha.example/about/{s}"),
        ("http://bravo.example/{s}", "http://www.bravo.example/{s}"),
        ("http://www.charlie.example/{s}/", "http://www.charlie.example/{s}.html"),
        ("http://www.delta.example/Docs/{s}", "http://www.delta.example/docs/{s}"),
        ("http://www.echo.example/{s}).", "http://www.echo.example/{s}"),
        ("http://www.foxtrot.example/{s}.aspx", "http://www.foxtrot.example/{s}"),
    )
    for before, after in changes:
        title, text = world.title(), world.text()
        old, new = before.format(s=slug(title)), after.format(s=slug(title))
        site = "Notes of the Day"
        world.put(new, title, text, site)
        if "echo" not in old:
            world.capture(old, title, text, site)
        world.cite(old, title, site, new, "respelled")


def _listed(world: World) -> None:
    for index in range(6):
        host = f"http://www.college{index}.example"
        site = "College of Letters"
        title, text = world.title(), world.text()
        old = f"{host}/faculty/{slug(title)}.html"
        new = f"{host}/people/research/2018/{slug(title)}-{index}"
        others = [world.title() for _ in range(6)]
        urls = [f"{host}/people/research/2018/{slug(other)}" for other in others]
        for url, other in zip(urls, others, strict=True):
            world.put(url, other, world.text(), site)
        world.put(new, title, text, site)
        world.capture(old, title, text, site)
        if index % 2:
            world.serve(f"{host}/robots.txt", plain(f"User-agent: *\nSitemap: {host}/map.xml.gz\n"))
            world.serve(f"{host}/map.xml.gz", site_map(*urls, new, packed=True))
        else:
            world.serve(f"{host}/sitemap.xml", site_map(*urls, new))
        world.cite(old, title, site, new, "listed")


def _neighbours(world: World) -> None:
    """The rule is seen only in the archive's redirects of the same directory."""
    for index in range(3):
        host, site = f"http://www.museum{index}.example", "Museum of Small Things"
        title, text = _source(world, old := f"{host}/coll/{40 + index}.html", site)
        new = f"{host}/collection/item-{40 + index}"
        world.put(new, title, text, site)
        for other in (11, 12, 13):
            world.captured_redirect(f"{host}/coll/{other}.html", f"{host}/collection/item-{other}")
        world.captures.append(Capture(old, LAST, b"gone", 404))
        world.cite(old, title, site, new, "neighbours")


def _doi(world: World) -> None:
    for index in range(2):
        host, site = f"http://www.journal{index}.example", "Journal of Works"
        doi = f"10.5555/works.{index}"
        head = f'<meta name="citation_doi" content="doi:{doi}">'
        title, text = _source(world, old := f"{host}/vol/{index}/art{index}", site, head)
        landing = f"http://publisher{index}.example/article/{index}"
        world.put(landing, title, text, site, head)
        world.serve(f"https://doi.org/{doi}", redirect(landing, 302))
        world.cite(old, title, site, f"https://doi.org/{doi}", "doi")


def _without_snapshot(world: World) -> None:
    """No capture to compare with: the cited title and a rule must agree."""
    for index in range(3):
        host, site = f"http://www.press{index}.example", "Press of the North"
        for number in range(3):
            title, text = world.title(), world.text()
            old = f"{host}/old/{number}/{slug(title)}.html"
            new = f"{host}/new/{number}/{slug(title)}"
            world.put(new, title, text, site)
            if number < 2:
                world.serve(old, redirect(new))
            world.cite(old, title, site, new, "redirects" if number < 2 else "no-snapshot")


def _strangers(world: World) -> None:
    """Redirected for good to another owner's page whose address shares no word: the source."""
    for index in range(2):
        host = f"http://www.weekly{index}.example"
        old = f"{host}/chronicle/special-supplement-number"
        title, text = _source(world, old, "The Weekly Sheet")
        new = f"http://merged{index}.example/x/{index}"
        world.put(new, title, text, "Merged Media")
        world.serve(old, redirect(new))
        world.cite(old, "See", "The Weekly Sheet", new, "stranger")


def _deleted(world: World) -> None:
    """Gone for good, on sites with living pages, site maps and a rule that others followed."""
    for index in range(8):
        host, site = f"http://www.office{index}.example", "Office of Records"
        title, _ = _source(
            world, old := f"{host}/files/{world.title().split()[0].lower()}-{index}.html", site
        )
        others = [world.title() for _ in range(4)]
        urls = [f"{host}/archive/{slug(other)}" for other in others]
        for url, other in zip(urls, others, strict=True):
            world.put(url, other, world.text(), site)
        if index < 4:
            world.serve(f"{host}/sitemap.xml", site_map(*urls))
        if index % 3 == 0:
            for number, url in enumerate(urls[:2]):
                source = f"{host}/files/{slug(others[number])}.html"
                world.serve(source, redirect(url))
                world.cite(source, others[number], site, url, "redirects")
        world.cite(old, title, site, None, "deleted")


def _catch_all(world: World) -> None:
    """The archive has redirects, and they lead everybody to one page."""
    for index in range(5):
        host, site = f"http://www.council{index}.example", "Town Council"
        title, _ = _source(world, old := f"{host}/minutes/{index}/paper-{index}.html", site)
        hub = f"{host}/have-your-say/{index}"
        # The hub even bears the cited words in its title.
        world.put(hub, title if index % 2 else "Have Your Say", world.text(), site)
        for name in ("a", "b", "c"):
            world.captured_redirect(f"{host}/minutes/{index}/{name}.html", hub)
        world.captured_redirect(old, hub)
        if index == 4:  # the same without a usable snapshot
            world.captures = [one for one in world.captures if one.url != old or one.status != 200]
        world.cite(old, title, site, None, "catch-all")


def _soft(world: World) -> None:
    """Sites that say of every address that it was not found, with status 200."""
    for index in range(3):
        host, site = f"http://www.portal{index}.example", "The Portal"
        title, _ = _source(world, old := f"{host}/entry/{index}/{index}.html", site)
        lost = html("Page not found", "Sorry, the page could not be found.", site)
        world.sites.setdefault(f"www.portal{index}.example", {})["*"] = page(lost)
        world.cite(old, title, site, None, "soft")


def _look_alikes(world: World) -> None:
    """The next year's page of a series stands where the source may be looked for."""
    for index in range(6):
        host, site = f"http://www.series{index}.example", "Harbour Statistics Service"
        text = world.text(200)
        title = f"Annual Survey of Households and Harbours {2014 + index % 2}"
        newer = f"Annual Survey of Households and Harbours {2017 + index % 2}"
        old = f"{host}/pub/{slug(title)}.html"
        new = f"{host}/statistics/{slug(newer)}"
        world.capture(old, title, text, site)
        changed = text if index < 2 else world.edited(text, 0.15)
        world.put(new, newer, changed, site)
        world.serve(f"{host}/sitemap.xml", site_map(new, f"{host}/statistics/"))
        if index % 3 == 0:
            world.captured_redirect(old, new)
        world.cite(old, title, site, None, "look-alike")


def _templates(world: World) -> None:
    """Pages of one frame: nearly all of their words are the same, the few that matter are not."""
    for index in range(6):
        host, site = f"http://www.branch{index}.example", "Branch Offices"
        frame = world.text(300).replace("0", "o")
        for digit in "123456789":
            frame = frame.replace(digit, "i")
        own, other = world.text(20), world.text(20)
        if index % 2:
            title = newer = "Branch Offices of the Savings Bank"
        else:
            title, newer = "Savings Bank Office of Eastbank", "Savings Bank Office of Westbank"
        old = f"{host}/offices/eastbank-office-{index}.html"
        new = f"{host}/branches/{'eastbank' if index % 2 else 'westbank'}-office-{index}"
        world.capture(old, title, f"{frame} {own}", site)
        world.put(new, newer, f"{frame} {other}", site)
        world.sites[f"www.branch{index}.example"]["*"] = page(
            html(newer if index % 2 else "Nothing here", frame, site), status=404
        )
        world.serve(f"{host}/sitemap.xml", site_map(new))
        world.cite(old, title, site, None, "template")


def _editions(world: World) -> None:
    """A redirect that was captured led to a newer edition under the same name."""
    for index in range(4):
        host, site = f"http://www.handbook{index}.example", "Handbook Trust"
        title, text = _source(world, old := f"{host}/handbook/first-edition-{index}", site)
        new = f"{host}/handbook/current-{index}"
        world.put(new, title, world.text() if index % 2 else world.edited(text, 0.7), site)
        world.captured_redirect(old, new)
        world.cite(old, title, site, None, "edition")


def _wrong_canonical(world: World) -> None:
    """Every page of the site names one and the same canonical address."""
    for index in range(3):
        host, site = f"http://www.shop{index}.example", "The Corner Shop"
        head = f'<link rel="canonical" href="{host}/start-here">'
        title, _ = _source(world, old := f"{host}/articles/{index}{index}", site, head)
        world.put(f"{host}/start-here", "Start Here", world.text(), site)
        world.cite(old, title, site, None, "wrong-canonical")


def _series(world: World) -> None:
    """Minutes of other months and other parts: one word of a long title differs."""
    pairs = (("March", "April"), ("Part One", "Part Two"), ("I", "II"), ("Eastbank", "Westbank"))
    for index, (one, other) in enumerate(pairs):
        host, site = f"http://www.board{index}.example", "Harbour Board"
        name = "Minutes of the Harbour Commission on Public Order and Safety, {}"
        text = world.text(200)
        for digit in "0123456789":
            text = text.replace(digit, "")
        old = f"{host}/docs/{slug(name.format(one)).replace(',', '')}.html"
        new = f"{host}/records/{slug(name.format(other)).replace(',', '')}"
        world.capture(old, name.format(one), text, site)
        later = text.split()[:120] + world.text(60).split()
        world.put(new, name.format(other), " ".join(w for w in later if not w.isdigit()), site)
        world.serve(f"{host}/sitemap.xml", site_map(new))
        if index % 2:
            world.captured_redirect(old, new)
        world.cite(old, name.format(one), site, None, "series")


def _blog(world: World) -> None:
    """The section that the link now leads to shows the whole text among many others."""
    for index in range(2):
        host, site = f"http://blog{index}.example", "A Blog"
        title, text = _source(world, old := f"{host}/log/{index}-the-first-of-many", site)
        section = " ".join([text, *(world.text(250) for _ in range(6))])
        world.put(f"{host}/log/", f"All Entries of Volume {index}", section, site)
        world.serve(old, redirect(f"{host}/log/"))
        world.cite(old, title, site, None, "blog")


def _same_name(world: World) -> None:
    """A page of the very same title in the site's list, with half of the text: another meeting."""
    for index in range(3):
        host, site = f"http://www.chapter{index}.example", "The Chapter House"
        title, text = world.title(), world.text(200)
        for digit in "0123456789":
            text = text.replace(digit, "")
        old, new = f"{host}/a/{slug(title)}", f"{host}/b/{slug(title)}-meeting"
        if index:
            world.capture(old, title, text, site)
        other = " ".join(w for w in world.edited(text, 0.35).split() if not w.isdigit())
        world.put(new, title, other, site)
        world.serve(f"{host}/sitemap.xml", site_map(new))
        world.cite(old, title, site, None, "same-name")


def _rule_late(world: World) -> None:
    """Nothing redirects; two are found in the site's list, and teach the rule for the third."""
    host, site = "http://www.academy.example", "The Academy"
    listed = []
    for index in range(4):
        title, text = world.title(), world.text()
        named = slug(title) if index < 3 else "x"
        old = f"{host}/t/{900 + index}/{named}.html"
        new = f"{host}/lectures/{900 + index}-{named}"
        world.put(new, title, text, site)
        world.capture(old, title, text, site)
        if index < 3:
            listed.append(new)
        world.cite(old, title, site, new, "rule-late")
    world.serve(f"{host}/sitemap.xml", site_map(*listed))


def _files(world: World) -> None:
    """PDF files: the same bytes elsewhere, and another file of the same name."""
    for index in range(4):
        host, site = f"http://www.files{index}.example", "The File Room"
        title = world.title()
        old, new = f"{host}/pdf/{slug(title)}.pdf", f"{host}/assets/{slug(title)}.pdf"
        body = f"%PDF-1.4\n{world.text()}\n%%EOF"
        other = body if index < 2 else f"%PDF-1.4\n{world.text()}\n%%EOF"
        world.captures.append(Capture(old, STAMP, body.encode(), 200, "application/pdf"))
        world.serve(new, plain(other, "application/pdf"))
        world.serve(f"{host}/sitemap.xml", site_map(new))
        world.cite(old, title, site, new if index < 2 else None, "file")


def _dead_hosts(world: World) -> None:
    """The whole site moved to another domain, which only the archive remembers."""
    for index in range(3):
        old_host, site = f"http://bygone{index}.example", "Bygone Institute"
        title, text = _source(world, old := f"{old_host}/r/{index}.html", site)
        new = f"https://institute-of-the-past{index}.example/reports/{index}"
        world.put(new, title, world.edited(text, 0.2), "Institute of the Past")
        world.captured_redirect(old, new)
        world.cite(old, title, site, new, "dead-host")


def _redesigned(world: World) -> None:
    """The frame of every page was longer than its text, and is another one since."""
    before, after = world.text(260), world.text(260)
    for number in "0123456789":
        before, after = before.replace(number, ""), after.replace(number, "")
    for index in range(3):
        host, site = "http://www.gallery.example", "The Gallery"
        title, text = world.title(), world.text(120)
        old, new = f"{host}/show.php?n={index}", f"{host}/shows/{slug(title)}"
        world.capture(old, title, f"{text} {before}", site)
        world.put(new, title, f"{text} {after}", site)
        world.serve(f"{host}/sitemap.xml", site_map(*_gallery(world, new)))
        world.serve(f"{host}/show.php", error(404))
        world.cite(old, title, site, new, "redesigned")


def _gallery(world: World, url: str) -> list[str]:
    known = [truth for truth in world.truth.values() if truth and "gallery" in truth]
    return [*known, url]


def hosts(world: World) -> Mapping[str, Mapping[str, Behaviour]]:
    """The sites of the world; every cited host exists."""
    gone = {"bravo.example", *(f"bygone{index}.example" for index in range(3))}
    named = {urlsplit(url).netloc for url in world.truth} - gone
    return {host: world.sites.get(host, {}) for host in named | set(world.sites)}
