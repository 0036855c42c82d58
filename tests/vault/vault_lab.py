"""What the tests of the vault share: exchanges made up, and a folder of evidence from them."""

import gzip
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from citewatch.core.citation import Citation
from citewatch.core.evidence import Hop, Visit
from citewatch.core.in_memory import in_memory
from citewatch.core.probe import Probe, Purpose, Question, Saw
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.report import CitationResult, LinkResult, Report
from citewatch.core.snapshot import ArchiveAnswer, ArchiveCall, ArchiveState
from citewatch.vault.digests import sha1_base32
from citewatch.vault.exchange import Exchange
from citewatch.vault.store import SIZE_AT_MOST, Kept, Vault
from told import told

AT = datetime(2026, 1, 5, 12, 30, 15, 250_000, tzinfo=UTC)
LIVE = "http://www.example.org/page"
ARCHIVE = "https://web.archive.org"
REPLAY = f"{ARCHIVE}/web/20170110084412id_/{LIVE}"
INDEX = f"{ARCHIVE}/cdx/search/cdx?url=http%3A%2F%2Fwww.example.org%2Fpage"
CAPTURED = b"<html><title>What was captured</title></html>"
MEMENTO = ("Memento-Datetime", "Tue, 10 Jan 2017 08:44:12 GMT")


def exchange(
    url: str = LIVE,
    body: bytes = b"<html>hello</html>",
    *headers: tuple[str, str],
    status: int = 200,
    cut: str | None = None,
) -> Exchange:
    return Exchange(
        asked=url,
        at=AT,
        method="GET",
        path="/page",
        request_headers=(("Host", "www.example.org"), ("User-Agent", "citewatch")),
        status=status,
        reason="OK",
        headers=(("Content-Type", "text/html"), *headers),
        body=body,
        cut=cut,
        ip="192.0.2.1",
    )


def replay(body: bytes = CAPTURED, *headers: tuple[str, str], cut: str | None = None) -> Exchange:
    return exchange(REPLAY, body, MEMENTO, *headers, cut=cut)


def listing(digest: str, original: str = LIVE, stamp: str = "20170110084412") -> Exchange:
    rows = f"junk\norg,example)/page {stamp} {original} text/html 200 {digest} 512\n"
    return exchange(INDEX, gzip.compress(rows.encode()), ("Content-Encoding", "gzip"))


def probe(purpose: Purpose, asked: str, saw: Saw) -> Probe:
    return Probe(Question(purpose, asked), AT, saw)


def visited(purpose: Purpose, *urls: str) -> Probe:
    """A visit that led from one address to the next."""
    return probe(purpose, urls[0], Visit(tuple(Hop(url, AT, 404) for url in urls)))


def report(link: str = LIVE, hop: str = LIVE, *others: Probe) -> Report:
    """Citation 7 cites `link`, which is dead; `hop`, the archive and some others were asked."""
    return report_of(cited("7", link, visited(Purpose.LOOK, hop), *others))


def cited(id_: str, link: str, *probes: Probe) -> CitationResult:
    """A citation of a dead link, about which the archive was asked too."""
    calls = tuple(ArchiveCall(url, AT, 200, "It answered.") for url in (REPLAY, INDEX))
    answer = ArchiveAnswer(ArchiveState.FOUND, "It has one.", None, calls)
    probes = (*probes, probe(Purpose.SNAPSHOT, link, answer))
    result = LinkResult(link, told(HTTP_404, "It is gone."), AT, probes, answer)
    return CitationResult(Citation(id_, "A source", (link,)), (result,))


def report_of(*results: CitationResult) -> Report:
    return in_memory(results, title="A report", sources=("sources.yaml",), started=AT, finished=AT)


def kept(
    folder: Path,
    exchanges: Iterable[Exchange],
    about: Report | None = None,
    size_at_most: int = SIZE_AT_MOST,
) -> Kept:
    with Vault(folder, lambda: AT, size_at_most) as vault:
        for item in exchanges:
            vault.keep(item)
        return vault.finish(about or report())


_KEEPS_ONE_AND_HANGS = """
import sys, time, pathlib
from vault.vault_lab import AT, Vault, exchange
with Vault(pathlib.Path(sys.argv[1]), lambda: AT) as vault:
    vault.keep(exchange())
    vault._pen.submit(print, "kept", flush=True)
    time.sleep(60)
"""


def killed(folder: Path) -> Path:
    """The same folder, with what an audit left there that was killed after its first answer."""
    tests = Path(__file__).parent.parent
    command = [sys.executable, "-c", _KEEPS_ONE_AND_HANGS, str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), *sys.path])}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"kept\n"
        running.kill()
    return folder


DIGEST = sha1_base32(CAPTURED)
