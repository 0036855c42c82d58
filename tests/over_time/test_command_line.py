"""`citewatch audit` over days: a real server that changes, and a clock that is moved."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from citewatch.cli.app import app
from citewatch.core.steps import Wants
from citewatch.settings import Settings
from citewatch.usecases import audit as usecase
from citewatch.wiring.parts import wants_of

PAGE = b"<meta name=author content=A><title>A page</title><p>" + b"Words that stand in it. " * 30


@dataclass
class Site:
    """Answers each path as it says at the time: with a status, or by hanging up (None)."""

    answers: dict[str, int | None] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    port: int = 0

    def link(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked[self.path] += 1
            status = made.answers.get(self.path, 200 if self.path == "/" else 404)
            if status is None:
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Days:
    """Moves the program's clock: it runs as ever, some days ahead."""

    ahead: timedelta = timedelta(0)

    def now(self, zone: tzinfo) -> datetime:
        return datetime.now(zone) + self.ahead  # noqa: TID251 - it stands in for the clock


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Days:
    moved = Days()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("citewatch.wiring.clock.datetime", moved)

    def hasty(settings: Settings, started: datetime) -> Wants:
        return replace(wants_of(settings, started), pause=timedelta(0))

    monkeypatch.setattr(usecase, "wants_of", hasty)
    return moved


def write(site: Site, *paths: str) -> None:
    citations = "".join(
        f'  - id: "{n}"\n    text: A source\n    links: [{site.link(path)}]\n'
        for n, path in enumerate(paths, 1)
    )
    Path("sources.yaml").write_text(f"citations:\n{citations}", encoding="utf-8")


def audit(*arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code of an audit, and its links by their paths."""
    alone = ("--allow-private", "--no-archive", "--no-relocate", "--quiet")
    command = ["audit", "--format", "json", "--history", "history.sqlite3", *alone, *arguments]
    result = CliRunner().invoke(app, command, catch_exceptions=False)
    report = json.loads(result.stdout)
    links = [link for citation in report["citations"] for link in citation["links"]]
    return result.exit_code, {"/" + link["url"].rpartition("/")[2]: link for link in links}


def test_four_audits_of_a_site_that_changes(site: Site, days: Days) -> None:
    write(site, "/steady", "/dying", "/silent")
    site.answers = {"/steady": 200, "/dying": 200, "/silent": None}
    code, links = audit()
    assert code == 0
    assert {link["history"]["change"] for link in links.values()} == {"new"}

    days.ahead = timedelta(days=1.5)
    site.answers["/dying"] = 404
    site.asked.clear()
    code, links = audit("--new-only")
    assert code == 1
    assert site.asked == {"/steady": 1, "/dying": 2, "/silent": 2, "/": 1}
    assert links["/dying"]["history"]["change"] == "worse"
    assert links["/silent"]["verdict"] == "unreachable"
    checked = links["/steady"]["checked_at"]

    days.ahead = timedelta(days=3.1)
    site.asked.clear()
    code, links = audit("--grace", "2", "--max-age", "2")
    assert code == 0
    assert site.asked == {"/dying": 2, "/silent": 2, "/": 1}
    steady = links["/steady"]
    assert (steady["verdict"], steady["checked_at"]) == ("ok", checked)
    assert [one["at"] for one in steady["evidence"] if one["kind"] == "request"] == [checked]
    first = steady["history"]["since"]
    assert steady["history"] == {
        "since": first,
        "first_seen": first,
        "last_ok": checked,
        "audits": 3,
        "change": "same",
    }
    assert (links["/silent"]["verdict"], links["/silent"]["reason"]) == ("dead", "silent-for-days")
    assert links["/silent"]["history"]["since"] > links["/dying"]["history"]["since"]

    days.ahead = timedelta(days=4)
    site.answers["/silent"] = 200
    write(site, "/added", "/steady", "/dying", "/silent")
    code, links = audit("--new-only")
    assert code == 1
    assert links["/added"]["history"]["change"] == "new"
    assert links["/silent"]["history"]["change"] == "better"
    assert links["/silent"]["verdict"] == "ok"
    assert audit("--new-only")[0] == 0
    assert audit("--times", "3")[0] == 1
    assert audit("--times", "9")[0] == 0


def test_without_a_history_every_audit_is_the_first(site: Site, days: Days) -> None:
    write(site, "/gone")
    for ahead in (0, 2, 4):
        days.ahead = timedelta(days=ahead)
        code, links = audit("--new-only", "--history", "none")
        assert (code, links["/gone"]["history"]["audits"]) == (1, 1)


def test_the_report_says_when_what_it_did_not_ask_was_checked(site: Site, days: Days) -> None:
    write(site, "/steady")
    site.answers["/steady"] = 200
    audit()
    days.ahead = timedelta(days=2)
    result = CliRunner().invoke(
        app,
        ["audit", "--max-age", "5", "--history", "history.sqlite3", "--no-archive", "-q"],
        catch_exceptions=False,
    )
    assert site.asked["/steady"] == 1
    day = days.now(UTC) - days.ahead
    assert f"{day.day} {day:%B %Y}" in result.stdout
