"""Reports to render: one with every verdict and archive state, and one from a hostile web."""

from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice

from msgspec.structs import replace

from citewatch.core.changes import Changed, ChangeKind, Changes
from citewatch.core.citation import Citation
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.finding import Finding
from citewatch.core.in_memory import in_memory
from citewatch.core.over_time import Change, Course
from citewatch.core.probe import Glimpse, Leads, Listing, Probe, Purpose, Question, Saw
from citewatch.core.reasons import reason_named
from citewatch.core.reasons.content import TITLE_MISMATCH
from citewatch.core.reasons.gone import DNS_NO_SUCH_HOST, HTTP_404
from citewatch.core.reasons.living import ANSWERS, REDIRECT_PERMANENT
from citewatch.core.reasons.refused import HTTP_403
from citewatch.core.reasons.unanswered import TIMEOUT_ANSWER
from citewatch.core.reasons.unchecked import INTERRUPTED, MALFORMED_ADDRESS, OTHER_SCHEME
from citewatch.core.report import (
    CitationResult,
    Ending,
    LinkResult,
    Replacement,
    ReplacementKind,
    Report,
)
from citewatch.core.snapshot import (
    ArchiveAnswer,
    ArchiveCall,
    ArchivedRedirect,
    ArchiveState,
    Snapshot,
)
from citewatch.core.verdict import Verdict
from told import told

START = datetime(2026, 11, 22, 10, 58, 3, 250000, tzinfo=UTC)
END = datetime(2026, 11, 22, 11, 2, 41, tzinfo=UTC)
CALL = ArchiveCall("https://web.archive.org/web/2017/http://x.example/", START, 200, "a capture")


def hop(url: str, status: int | None, target: str | None = None, permanent: bool = False) -> Hop:
    return Hop(url, START, status, target, permanent, address="192.0.2.7", seconds=0.21)


def probe(purpose: Purpose, asked: str, saw: Saw) -> Probe:
    return Probe(Question(purpose, asked), START, saw)


def link(
    url: str,
    finding: Finding,
    looks: tuple[Visit, ...] = (),
    archive: ArchiveAnswer | None = None,
    replacement: Replacement | None = None,
    others: tuple[Probe, ...] = (),
) -> LinkResult:
    """A link with its looks, then other probes, then what the archive was asked."""
    seen = (*(probe(Purpose.LOOK, url, visit) for visit in looks), *others)
    if archive is not None:
        seen += (probe(Purpose.SNAPSHOT, url, archive),)
    return LinkResult(url, finding, START if looks else None, seen, archive, replacement)


def fared(
    result: LinkResult, since: datetime, stood: int, last_ok: datetime | None = None
) -> LinkResult:
    """The same link, found so before; it was audited a year earlier first."""
    course = Course(
        result.finding.verdict, since, since - timedelta(days=365), last_ok, stood + 3, stood,
        Change.SAME if stood > 1 else Change.WORSE, None, START,
    )  # fmt: skip
    return replace(result, course=course)


def with_results(report: Report, *results: CitationResult) -> Report:
    """The same report of other citations."""
    new = in_memory(results, started=report.started, finished=report.finished)
    return replace(report, citations=new.citations, summary=new.summary)


def results_of(report: Report) -> tuple[CitationResult, ...]:
    return tuple(report.citations.read())


def answer(state: ArchiveState, why: str, snapshot: Snapshot | None = None) -> ArchiveAnswer:
    return ArchiveAnswer(state, why, snapshot, (CALL,))


def result(
    id_: str,
    text: str,
    *links: LinkResult,
    accessed: date | None = None,
) -> CitationResult:
    return CitationResult(
        Citation(id_, text, tuple(link.url for link in links), accessed=accessed), links
    )


ASR = "http://www.asanet.example/sites/default/files/attach/journals/oct16asrfeature.pdf"
TBO = "http://www.tbo.example/news/crime/no-snitch-rule-hamstrings-police-20150329/"
TBO_COPY = f"https://web.archive.org/web/20170113020304/{TBO}"
NYT = "http://www.nytimes.example/roomfordebate/2013/10/22/should-police-wear-cameras"
CHIEF = "http://www.policechief.example/magazine/index.cfm?article_id=2452&issue_id=82011"
MOVED = "http://www.lead.example/lead-evaluation/"
MOVED_TO = "https://leadkingcounty.example/what-is-lead/lead-evaluation/"

TBO_SNAPSHOT = Snapshot(TBO_COPY, datetime(2017, 1, 13, 2, 3, 4, tzinfo=UTC), "No snitch")


def _dead() -> list[CitationResult]:
    gone = Visit((hop(TBO, 301, TBO + "x", True), hop(TBO + "x", 404)), Page("text/html", 4096))
    archived = link(
        TBO,
        told(HTTP_404, "The server says that this page does not exist (404)"),
        (gone, gone),
        answer(ArchiveState.FOUND, "The capture nearest to the access date.", TBO_SNAPSHOT),
        Replacement(
            TBO_COPY,
            ReplacementKind.ARCHIVED,
            "A snapshot of 13 January 2017, one day after the author saw the page; it was opened "
            "and shows a page.",
        ),
    )
    lost = Visit((hop(ASR, None),), None, Failure.NO_SUCH_HOST, "NXDOMAIN from 2 resolvers")
    unarchived = link(
        ASR,
        told(DNS_NO_SUCH_HOST, "The site asanet.example does not exist."),
        (lost, lost),
        answer(ArchiveState.NONE, "All 3 captures are copies of an error page."),
    )
    return [
        result(
            "1",
            "Desmond, Papachristos, and Kirk. “Police Violence and Citizen Crime Reporting in the "
            f"Black Community.” American Sociological Association website. Oct. 2016. {ASR}.",
            unarchived,
        ),
        result(
            "2",
            "Behrman, Elizabeth. “\u2018No snitch\u2019 rule hamstrings police investigations of "
            f"shootings.” Tampa Bay Times. 29 Mar. 2015. Accessed 12 Jan. 2017 at {TBO}",
            archived,
            accessed=date(2017, 1, 12),
        ),
    ]


def _other_troubles() -> list[CitationResult]:
    hijacked = "http://policesuicide.example/id5.html"
    changed = link(
        hijacked,
        told(TITLE_MISMATCH, "The page is about betting, not the source."),
        (Visit((hop(hijacked, 200),), Page("text/html", 900, title="Bet now")),),
        answer(ArchiveState.UNKNOWN, "It was too busy to answer."),
    )
    bad = "http://exa mple:99999/"
    invalid = LinkResult(bad, told(MALFORMED_ADDRESS, "No port can have the number 99999."))
    moved = link(
        MOVED,
        told(
            REDIRECT_PERMANENT,
            "The source moved to leadkingcounty.example.",
            MOVED_TO,
        ),
        (Visit((hop(MOVED, 301, MOVED_TO, True), hop(MOVED_TO, 200)), Page("text/html", 9000)),),
        answer(ArchiveState.EXCLUDED, "The site's owner asked for that."),
        Replacement(
            MOVED_TO,
            ReplacementKind.MOVED,
            "Every redirect on the way is permanent, and the new page bears the same title.",
        ),
    )
    return [
        result("6", f"{CHIEF}{hijacked}", _blocked(CHIEF), changed),
        result("7", f"Somewhere, {bad}", invalid),
        result("16", f"{MOVED}", moved),
    ]


def _blocked(url: str) -> LinkResult:
    refused = Visit((hop(url, 403),), Page("text/html", 100))
    return link(
        url,
        told(HTTP_403, "The server turned this visit away (403)."),
        (refused,),
        answer(ArchiveState.EXCLUDED, "The site's owner asked for that."),
    )


def _rest() -> list[CitationResult]:
    silent = Visit((hop(NYT, None),), None, Failure.ANSWER_TIMEOUT, "no answer in 20 s")
    unreachable = link(
        NYT,
        told(TIMEOUT_ANSWER, "No answer came within 20 seconds."),
        (silent,),
        answer(ArchiveState.FOUND, "The capture nearest to the access date.", TBO_SNAPSHOT),
    )
    skipped = LinkResult(
        "mailto:editor@paper.example",
        told(OTHER_SCHEME, "Only web addresses are checked."),
    )
    fine = "https://news.example/rape-victims?token=0123456789"
    page = Page("text/html", 9000, title="Training works")
    ok = link(
        fine,
        told(ANSWERS, "The source answers at this address."),
        (Visit((hop(fine, 200),), page),),
    )
    return [
        result("9", f"“Body cameras.” The Paper. {NYT}", unreachable),
        result("10", "Mazerolle et al., “Procedural justice,” Journal 8 (2012): 343-367."),
        result("12", f"A university press release. {fine}", ok),
        result("villanti", "Villanti, personal letter.", skipped),
    ]


def sample(ending: Ending = Ending.COMPLETE, *, staged: bool = False) -> Report:
    """Every verdict, every archive state, and a citation without a link."""
    results = _dead() + _other_troubles() + _rest()
    if ending is Ending.INTERRUPTED:
        late = "https://late.example/page"
        finding = told(INTERRUPTED, "The audit was stopped before its turn.")
        results.append(result("46", f"Late. {late}", LinkResult(late, finding)))
    return in_memory(
        results,
        title="Police-Community Relations",
        sources=("sources.yaml",),
        started=START,
        finished=END,
        ending=ending,
        staged=staged,
    )


def all_fine() -> Report:
    """Nothing to do."""
    return in_memory([_rest()[2]], sources=("a.md",), started=START, finished=END)


LAST = START - timedelta(days=7)
"""When the audit before began."""

SECURE = "https://old.example/paper"
LOST = "http://old.example/paper"
FOUND_AT = "https://new.example/papers/paper"


def searched() -> LinkResult:
    """A dead link for which everything was asked that can be."""
    refused = Visit((hop(LOST, None),), None, Failure.REFUSED, "connection refused")
    gone = Visit((hop(SECURE, 404),), Page("text/html", 300, title="Not found"))
    led = ArchivedRedirect(LOST, FOUND_AT, START)
    capture = Snapshot(f"https://web.archive.org/web/2017/{LOST}", TBO_SNAPSHOT.captured_at)
    others = (
        probe(Purpose.HTTPS, SECURE, gone),
        probe(Purpose.SIBLING, f"{LOST}-x", Visit((hop(f"{LOST}-x", 404),))),
        probe(
            Purpose.HANDLE, "https://doi.example/api", Visit((hop("https://doi.example/", 200),))
        ),
        probe(Purpose.GLIMPSE, LOST, Glimpse(capture)),
        probe(Purpose.GLIMPSE, LOST, Glimpse(None)),
        probe(Purpose.REDIRECTS, LOST, Leads((led, led))),
        probe(Purpose.NEIGHBOURS, LOST, Leads(None)),
        probe(Purpose.SITE_MAP, LOST, Listing((FOUND_AT,))),
        *(
            probe(Purpose.CANDIDATE, url, Visit((hop(url, 404),)))
            for url in (f"https://new.example/{number}" for number in range(7))
        ),
        probe(Purpose.FRAME, f"{FOUND_AT}-x", Visit((hop(f"{FOUND_AT}-x", 404),))),
    )
    finding = told(HTTP_404, "It is gone.")
    return link(LOST, finding, (refused,), answer(ArchiveState.NONE, "It has none."), None, others)


def changed() -> Report:
    """A later audit: links that fare otherwise, of some kinds more than are told one by one."""
    gone = [
        Changed(str(number), f"{TBO}{number}", Verdict.OK, Verdict.DEAD, told(HTTP_404, "Gone."))
        for number in range(30)
    ]
    fine = told(ANSWERS, "The source answers again.")
    refused = told(HTTP_403, "The server turned this visit away (403).")
    shown = {
        ChangeKind.NEW_TROUBLE: tuple(gone),
        ChangeKind.WORSE: (
            Changed("6", CHIEF, Verdict.BLOCKED, Verdict.DEAD, told(HTTP_404, "Gone for good.")),
        ),
        ChangeKind.BACK: (Changed("9", NYT, Verdict.UNREACHABLE, Verdict.OK, fine),),
        ChangeKind.BETTER: (Changed("16", MOVED, Verdict.DEAD, Verdict.BLOCKED, refused),),
        ChangeKind.GONE: (Changed("3", ASR, Verdict.DEAD, None),),
    }
    counts = {**{kind: len(some) for kind, some in shown.items()}, ChangeKind.NEW_TROUBLE: 1234}
    return replace(sample(), changes=Changes(LAST, counts, shown), audit=12)


PASSWORD = "hunter2"
_NASTY = (
    "\x1b[31m\x1b]8;;https://evil.example\x07Title\x9b2J [/red] [bold]x | y\r\nz \u202e"
    "gnp.exe\u2066 <script>alert(1)</script> `code` ``two`` @octocat #123 "
    f"![i](http://i.example/i.png) [l](javascript:alert(1)) http://u:{PASSWORD}@h.example/ "
    r"\| ~~s~~ *b* _i_ $x$ &amp; www.evil.example GH-7 a@b.example"
    "\u2028"
)
HOSTILE_URLS = (
    f"http://user:{PASSWORD}@host.example/a|b`c``d\\|e",
    "javascript:alert(document.cookie)",
    f"https:\\\\user:{PASSWORD}@host.example/\x1b[2J[/red]\u202e",
    f"https://host.example/?api_key={PASSWORD}&x=<script>alert(1)</script>",
    f"http://us\ter:{PASSWORD} and\n{PASSWORD}@host.example/ `|` [a](b) <b>",
    f"http:/\u200b/user:{PASSWORD}@host.example/|",
)


def hostile() -> Report:
    """What the worst web, document and archive could put into a report, for every verdict."""
    results = []
    for number, verdict in enumerate(Verdict):
        states = islice(cycle(ArchiveState), number, None)
        links = tuple(
            _hostile_link(url, verdict, state)
            for url, state in zip(HOSTILE_URLS, states, strict=False)
        )
        citation = Citation(
            f"{number}\x1b[0m|\n`{_NASTY[:30]}", _NASTY + " ".join(HOSTILE_URLS), HOSTILE_URLS
        )
        results.append(CitationResult(citation, links))
    results.append(CitationResult(Citation("bare\u202e|`" + _NASTY, _NASTY), ()))
    return in_memory(
        results,
        title=_NASTY,
        sources=(f"file\x1b[2J\n{_NASTY}.yaml",),
        started=START,
        finished=END,
        changes=_hostile_changes(),
    )


def _hostile_changes() -> Changes:
    shown = {
        kind: tuple(
            Changed(_NASTY, url, before, now, _hostile_finding(now, url) if now else None)
            for url in HOSTILE_URLS
            for before, now in ((Verdict.OK, Verdict.DEAD), (None, Verdict.OK), (Verdict.OK, None))
        )
        for kind in ChangeKind
    }
    return Changes(LAST, dict.fromkeys(ChangeKind, 30), shown)


def _hostile_finding(verdict: Verdict, url: str) -> Finding:
    return told(reason_named("x|`\x1b\n" + _NASTY, verdict), _NASTY, url)


def _hostile_link(url: str, verdict: Verdict, state: ArchiveState) -> LinkResult:
    visit = Visit(
        (hop(url, 301, url + _NASTY, True), hop(url + _NASTY, None)),
        Page(_NASTY, 10, title=_NASTY),
        Failure.NOT_HTTP,
        _NASTY,
    )
    paged = Visit((hop(url, 200),), Page(_NASTY, 10, title=_NASTY))
    found = state is ArchiveState.FOUND
    snapshot = Snapshot(f"https://web.archive.org/web/2017/{url}", START, _NASTY)
    call = ArchiveCall(url, START, 200, _NASTY)
    led = ArchivedRedirect(url, url + _NASTY, START)
    visits = (Purpose.HTTPS, Purpose.SIBLING, Purpose.HANDLE, Purpose.FRAME)
    others = (
        *(probe(purpose, url, one) for purpose in visits for one in (visit, paged)),
        *(probe(Purpose.CANDIDATE, url, paged) for _ in range(8)),
        probe(Purpose.GLIMPSE, url, Glimpse(Snapshot(url, START, _NASTY))),
        probe(Purpose.REDIRECTS, url, Leads((led,) * 30)),
        probe(Purpose.NEIGHBOURS, url, Leads((led,))),
        probe(Purpose.SITE_MAP, url + _NASTY, Listing((url, _NASTY) * 30)),
    )
    result = link(
        url,
        _hostile_finding(verdict, url),
        (visit, visit),
        ArchiveAnswer(state, _NASTY, snapshot if found else None, (call,)),
        Replacement(url, ReplacementKind.ARCHIVED, _NASTY) if found else None,
        others,
    )
    return fared(result, LAST, 2, LAST)
