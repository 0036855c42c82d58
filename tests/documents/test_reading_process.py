"""Documents are read in a process of their own, within limits, and none harms the others."""

import hashlib
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from citewatch.core.citation import Citation
from citewatch.documents.reader import Reading, flow_of
from citewatch.documents.reading import open_documents
from citewatch.documents.stream import DocumentStream
from citewatch.documents.worker import process as worker
from citewatch.documents.worker.process import ReadingProcess
from citewatch.documents.worker.writing import Written
from citewatch.errors import InputError

REPORT = """\
# Report

One.[^1] Two.[^2]

[^1]: A. http://a.example/. Accessed 3 May 2020.
[^2]: B. http://b.example/. Accessed 4 May 2020.
"""


@pytest.fixture
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess() as running:
        yield running


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let this program stand in for the reading process."""
    monkeypatch.setattr(worker, "COMMAND", (sys.executable, "-c", program))


def test_all_but_the_citations_is_known_before_the_first_one(process: ReadingProcess) -> None:
    content = REPORT.encode()
    stream = process.read_content(content, "report.md", None)
    assert (stream.source, stream.kind, stream.title) == ("report.md", "markdown", "Report")
    assert (stream.count, stream.links) == (2, 2)
    assert stream.access_days == {date(2020, 5, 3): 1, date(2020, 5, 4): 1}
    assert stream.sha256 == hashlib.sha256(content).hexdigest()
    assert [citation.id for citation in stream.citations] == ["1", "2"]
    assert [citation.id for citation in stream.citations] == ["1", "2"]  # as often as wanted


def test_several_documents_share_a_process(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(REPORT, "utf-8")
    streams = list(open_documents([tmp_path]))
    assert [one.document().title for one in streams if isinstance(one, DocumentStream)] == [
        "Report",
        "Report",
    ]


def test_a_document_that_ends_the_process_is_told_and_the_next_one_is_read(
    process: ReadingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        instead(patched, "input(); raise SystemExit(1)")
        with pytest.raises(InputError, match=r"bad\.md: cannot be read: it is damaged, or needs"):
            process.read_content(b"x", "bad.md", None)
    assert process.read_content(b"x", "good.md", None).count == 0


def test_a_document_that_takes_too_long_is_given_up(
    process: ReadingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, "input(); import time; time.sleep(60)")
    monkeypatch.setattr(worker, "clock_seconds", lambda _: 0.5)
    with pytest.raises(InputError, match=r"slow\.md: could not be read within 0\.5 seconds"):
        process.read_content(b"x", "slow.md", None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no computing time")
def test_a_document_that_computes_too_long_is_given_up(
    process: ReadingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = "from citewatch.confine import limit_time; input(); limit_time(0)\nwhile True: pass"
    instead(monkeypatch, program)
    with pytest.raises(InputError, match=r"slow\.md: takes more than 20 seconds of computing"):
        process.read_content(b"x", "slow.md", None)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit memory alike")
def test_a_document_that_needs_too_much_memory_is_refused(process: ReadingProcess) -> None:
    content = b"[" + b"[]," * 10_000_000 + b"[]]"
    with pytest.raises(InputError, match=r"large\.json: needs more than \d+ MiB of memory"):
        process.read_content(content, "large.json", "csl-json")
    assert process.read_content(b"x", "good.md", None).count == 0


def test_more_citations_than_a_document_may_have_are_refused() -> None:
    reading = Reading(None, tuple(Citation(str(number), "x" * 100) for number in range(30_000)))
    written = Written(BytesIO(), "a.csv", at_most=2**20)
    with pytest.raises(InputError, match=r"a\.csv: holds citations of more than 1 MiB"):
        written.all_of(flow_of(reading))


def test_what_no_file_can_hold_is_replaced(process: ReadingProcess) -> None:
    content = b'[{"type": "book", "title": "a \\ud800 b", "URL": "http://a.example/"}]'
    (citation,) = process.read_content(content, "a.json", "csl-json").citations
    assert citation.text == "a ? b"


def test_a_name_that_is_no_text_is_read_and_told(tmp_path: Path) -> None:
    name = b"caf\xe9.md".decode("utf-8", "surrogateescape")
    path = tmp_path / name
    path.write_text(REPORT, "utf-8")
    (found,) = open_documents([path])
    assert isinstance(found, DocumentStream)
    assert (found.source, found.count) == (str(path), 2)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    import os
    from threading import Thread

    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(REPORT,))
    writer.start()
    (found,) = open_documents([pipe])
    writer.join()
    assert isinstance(found, DocumentStream)
    assert found.count == 2


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with ReadingProcess() as process:
        stream = process.read_content(REPORT.encode(), "report.md", None)
        with pytest.raises(InputError):
            process.read_content(b"\x00\x01" * 50, "bad.txt", None)
        assert list(tmp_path.iterdir()) == []
        assert len(list(stream.citations)) == 2
