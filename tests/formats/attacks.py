"""Reports of one dead link, with words in them that would break out of a format."""

from msgspec.structs import replace

from citewatch.core.citation import Citation, Place
from citewatch.core.in_memory import in_memory
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.report import CitationResult, Ignored, LinkResult, Report
from formats.sample_reports import END, START
from told import told

ATTACKS = (
    "a ]]> b",
    "<![CDATA[ x ]]>",
    "</system-out><failure/>",
    "</script><script>alert(1)</script>",
    "&amp; &#0; &lol; <!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "\n::error::gotcha",
    "\r\n::add-mask::a\n##[error]gotcha",
    "x,file=/etc/passwd,line=1::y",
    "50% %0A::error::gotcha",
    "nul \0 bell \x07 next \x85 last \ufffe",
    "lone \ud800 surrogate \udfff",
    "\u202etxt.exe\u2066 \u200b",
    "[a link](https://evil.example) {0} {{1}}",
    "quotes \" and ' and \\ end",
    "t" * 100_000,
)


def one(
    url: str = "https://a.example/x",
    said: str = "Gone.",
    *,
    id_: str = "1",
    text: str = "",
    at: Place | None = None,
    source: str | None = "paper.md",
    times: int = 1,
) -> Report:
    """A report of one link that is dead, which its citation has so many times."""
    link = LinkResult(url, told(HTTP_404, said))
    citation = Citation(id_, text, (url,) * times, at=at)
    result = CitationResult(citation, (link,) * times, source)
    return in_memory([result], sources=(source or "",), started=START, finished=END)


def attacked(words: str) -> Report:
    """Words of others wherever they can stand."""
    at = Place(words, 3, 7)
    return one(f"https://a.example/{words}", words, id_=words, text=words, at=at, source=words)


def ignored(report: Report, why: str = "behind our login") -> Report:
    """The same report with all its links ignored."""
    results = (
        replace(one, links=tuple(replace(link, ignored=Ignored(why)) for link in one.links))
        for one in report.citations.read()
    )
    return in_memory(
        results, sources=report.sources, started=report.started, finished=report.finished
    )
