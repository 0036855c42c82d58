"""citewatch as other programs use it: from outside, and through its own names alone."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import citewatch

HERE = citewatch.Settings(allow_private=True, archive=False, relocate=False)


class Site(BaseHTTPRequestHandler):
    """One page; every other address has none."""

    def do_GET(self) -> None:
        page = b"<html><title>A page</title><p>Words that stand in it.</p></html>"
        here = self.path == "/page"
        self.send_response(200 if here else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page) if here else 0))
        self.end_headers()
        self.wfile.write(page if here else b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def paper(tmp_path: Path, site: str) -> Path:
    paper = tmp_path / "paper.md"
    paper.write_text(
        f"# A paper\n\nSo.[^1] No.[^2]\n\n[^1]: A page, {site}/page\n[^2]: None, {site}/gone\n"
    )
    return paper


def verdicts(report: citewatch.Report) -> list[str]:
    return [link.finding.verdict.value for link in report.links]


def test_an_audit_gives_its_report_and_writes_nothing(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = citewatch.audit(paper, HERE)
    assert report.ending is citewatch.Ending.COMPLETE
    assert verdicts(report) == ["ok", "dead"]
    assert [result.source for result in report.citations.read()] == [str(paper)] * 2
    gone = list(report.links)[1]
    assert gone.finding.verdict is citewatch.Verdict.DEAD
    assert citewatch.REASONS[gone.finding.reason.id] is gone.finding.reason
    assert capsys.readouterr() == ("", "")
    assert list(paper.parent.iterdir()) == [paper]


def test_sources_are_named_as_on_the_command_line(paper: Path) -> None:
    both = citewatch.audit([str(paper.parent / "*.md")], HERE)
    assert verdicts(both) == ["ok", "dead"]
    assert verdicts(citewatch.audit(str(paper.parent), HERE)) == ["ok", "dead"]


async def test_an_audit_can_be_made_where_an_event_loop_runs(paper: Path) -> None:
    assert verdicts(citewatch.audit(paper, HERE)) == ["ok", "dead"]
    assert verdicts(await citewatch.audit_async(paper, HERE)) == ["ok", "dead"]


async def test_an_awaited_audit_does_not_block_the_loop(paper: Path) -> None:
    audit = asyncio.ensure_future(citewatch.audit_async(paper, HERE))
    turns = 0
    while not audit.done():
        await asyncio.sleep(0.01)
        turns += 1
    assert turns > 1


def test_a_document_that_cannot_be_read_is_an_error_before_anything_is_asked(paper: Path) -> None:
    with pytest.raises(citewatch.InputError, match="there is no such file") as caught:
        citewatch.audit([paper, paper.with_name("none.md")], HERE)
    assert isinstance(caught.value, citewatch.CitewatchError)


def test_evidence_is_kept_where_it_is_wanted(paper: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    citewatch.audit(paper, citewatch.Settings(allow_private=True, archive=False, evidence=kept))
    assert sorted(path.suffix for path in kept.iterdir()) == [".gz", ".jsonl"]


def test_citations_are_extracted_from_a_file_and_from_bytes(paper: Path) -> None:
    document = citewatch.extract(paper)
    assert (document.source, document.title) == (str(paper), "A paper")
    assert [citation.id for citation in document.citations] == ["1", "2"]
    assert document.citations[0].supports == ("So.",)
    again = citewatch.extract(paper.read_bytes(), kind="markdown")
    assert [found.links for found in again.citations] == [
        found.links for found in document.citations
    ]


async def test_citations_are_extracted_from_an_address_where_a_loop_runs(site: str) -> None:
    with pytest.raises(citewatch.InputError, match="private"):
        citewatch.extract(f"{site}/page")


def test_what_is_no_single_document_is_not_extracted(paper: Path) -> None:
    paper.with_name("more.md").write_text("# More\n")
    with pytest.raises(citewatch.InputError, match="2 documents"):
        citewatch.extract(paper.parent)
    with pytest.raises(citewatch.InputError, match="doc is none of"):
        citewatch.extract(paper, kind="doc")


def test_settings_that_mean_nothing_are_refused() -> None:
    with pytest.raises(citewatch.InputError, match="sad is none of dead"):
        citewatch.Settings(fail_on=frozenset({"sad"}))
    with pytest.raises(citewatch.InputError, match="tuple of patterns"):
        citewatch.Settings(exclude="*.example/*")  # type: ignore[arg-type]


def test_every_name_that_is_promised_is_there_and_no_other() -> None:
    assert sorted(citewatch.__all__) == sorted(set(citewatch.__all__)) == sorted(dir(citewatch))
    for name in citewatch.__all__:
        assert getattr(citewatch, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = citewatch.nonsense  # type: ignore[attr-defined]


def test_the_version_needs_no_installation(tmp_path: Path) -> None:
    package = Path(citewatch.__file__).parent
    (tmp_path / "citewatch").symlink_to(package, target_is_directory=True)
    code = (
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}]; import citewatch;"
        "print(citewatch.__file__, citewatch.__version__)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(tmp_path / "citewatch/__init__.py"), citewatch.__version__]
