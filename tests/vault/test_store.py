import gzip
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from warcio.archiveiterator import ArchiveIterator

from citewatch.core.probe import Purpose
from citewatch.errors import InputError
from citewatch.vault import store
from citewatch.vault.compare import Outcome
from citewatch.vault.digests import sha1_base32
from citewatch.vault.index import Role
from citewatch.vault.store import Vault
from citewatch.vault.verify import verify
from vault.vault_lab import (
    ARCHIVE,
    AT,
    CAPTURED,
    DIGEST,
    INDEX,
    LIVE,
    REPLAY,
    cited,
    exchange,
    kept,
    killed,
    listing,
    replay,
    report,
    report_of,
    visited,
)


def rows(folder: Path) -> list[dict[str, Any]]:
    (index,) = folder.glob("*.jsonl")
    return [json.loads(line) for line in index.read_text().splitlines()]


def test_a_warc_holds_the_answer_the_request_and_where_they_came_from(tmp_path: Path) -> None:
    done = kept(tmp_path, [exchange(LIVE, b"caf\xe9")])
    with done.path.open("rb") as file:
        found = [
            (record.rec_type, record.rec_headers, record.http_headers, record.raw_stream.read())
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    assert [kind for kind, *_ in found] == ["warcinfo", "response", "request"]
    _, head, http, body = found[1]
    assert head.protocol == "WARC/1.1"
    assert head.get_header("WARC-Target-URI") == LIVE
    assert head.get_header("WARC-Date") == "2026-01-05T12:30:15.250000Z"
    assert head.get_header("WARC-IP-Address") == "192.0.2.1"
    assert head.get_header("WARC-Payload-Digest") == f"sha1:{sha1_base32(body)}"
    assert (http.get_statuscode(), body) == ("200", b"caf\xe9")
    _, asked, sent, _ = found[2]
    assert asked.get_header("WARC-Concurrent-To") == head.get_header("WARC-Record-ID")
    assert f"{sent.protocol} {sent.statusline}" == "GET /page HTTP/1.1"


def test_each_row_leads_to_its_answer_alone(tmp_path: Path) -> None:
    done = kept(tmp_path, [exchange(LIVE, b"one"), replay(), listing(DIGEST)])
    data = done.path.read_bytes()
    for row, content in zip(rows(tmp_path), [b"one", CAPTURED, b""], strict=True):
        record = data[row["offset"] : row["offset"] + row["length"]]
        assert content in gzip.decompress(record)
        assert row["filename"] == done.path.name
        assert next(ArchiveIterator(BytesIO(record))).rec_type == "response"


def test_the_index_says_for_which_citation_and_in_which_role(tmp_path: Path) -> None:
    stray = exchange("http://www.example.org/sibling")
    kept(tmp_path, [exchange(status=404), replay(), listing(DIGEST), stray])
    assert [
        (row["citation"], row["verdict"], row["url"], row["role"], row["status"])
        for row in rows(tmp_path)
    ] == [
        ("7", "dead", LIVE, Role.LIVE, 404),
        ("7", "dead", REPLAY, Role.REPLAY, 200),
        ("7", "dead", INDEX, Role.ARCHIVE, 200),
        (None, None, "http://www.example.org/sibling", Role.OTHER, 200),
    ]


def test_the_archives_own_digest_stands_beside_a_replay(tmp_path: Path) -> None:
    kept(tmp_path, [replay(), listing("A" * 32, stamp="20180101000000"), listing(DIGEST)])
    replayed = rows(tmp_path)[0]
    assert (replayed["digest"], replayed["archive_digest"]) == (DIGEST, DIGEST)


def test_only_an_archives_index_tells_its_digests(tmp_path: Path) -> None:
    rows_elsewhere = replace(listing("A" * 32), asked=f"{ARCHIVE}/web/2017id_/http://a.example/")
    failed = replace(listing("B" * 32), status=503)
    kept(tmp_path, [replay(), rows_elsewhere, failed, listing(DIGEST)])
    assert rows(tmp_path)[0]["archive_digest"] == DIGEST


def test_an_address_that_was_looked_at_twice_for_a_citation_has_one_row_an_answer(
    tmp_path: Path,
) -> None:
    about = report(LIVE, LIVE, visited(Purpose.LOOK, LIVE))
    kept(tmp_path, [exchange(), exchange()], about)
    assert len(rows(tmp_path)) == 2


def test_whatever_was_asked_of_the_live_web_for_a_link_is_evidence_for_it(tmp_path: Path) -> None:
    beside = {
        Purpose.HTTPS: "https://www.example.org/page",
        Purpose.SIBLING: "http://www.example.org/page-x",
        Purpose.HANDLE: "https://doi.example/api/handles/10.1000/1",
        Purpose.CANDIDATE: "http://new.example/page",
        Purpose.FRAME: "http://new.example/page-x",
    }
    others = [visited(purpose, url, f"{url}/end") for purpose, url in beside.items()]
    urls = [end for url in beside.values() for end in (url, f"{url}/end")]
    kept(tmp_path, [exchange(url, status=404) for url in urls], report(LIVE, LIVE, *others))
    found = [(row["url"], row["citation"], row["link"], row["role"]) for row in rows(tmp_path)]
    assert found == [(url, "7", LIVE, Role.LIVE) for url in urls]


def test_an_answer_is_evidence_for_every_citation_that_it_was_fetched_for(tmp_path: Path) -> None:
    look = visited(Purpose.LOOK, LIVE)
    about = report_of(cited("7", LIVE, look), cited("8", f"{LIVE}#end", look))
    kept(tmp_path, [exchange(), replay()], about)
    assert [(row["citation"], row["link"], row["url"]) for row in rows(tmp_path)] == [
        ("7", LIVE, LIVE),
        ("7", LIVE, REPLAY),
        ("8", f"{LIVE}#end", LIVE),
        ("8", f"{LIVE}#end", REPLAY),
    ]


def test_two_captures_of_one_second_leave_the_archives_digest_open(tmp_path: Path) -> None:
    other = listing("B" * 32, original=LIVE.replace("http:", "https:"))
    kept(tmp_path, [replay(), listing(DIGEST), other])
    assert rows(tmp_path)[0]["archive_digest"] is None


def test_addresses_hide_passwords_in_the_index_and_in_the_warc(tmp_path: Path) -> None:
    secret = "http://me:hunter2@www.example.org/page?api_key=hunter2"
    done = kept(tmp_path, [exchange(secret)], report(secret, secret))
    row = rows(tmp_path)[0]
    assert row["citation"] == "7"
    assert row["url"] == row["link"] == "http://***@www.example.org/page?api_key=***"
    assert b"hunter2" not in gzip.decompress(done.path.read_bytes())


def test_past_the_limit_answers_are_left_out_and_the_index_says_so(tmp_path: Path) -> None:
    answers = [exchange(LIVE, bytes([number]) * 70_000) for number in range(3)]
    done = kept(tmp_path, answers, size_at_most=140_000)
    assert (done.answers, done.left_out) == (3, 0)  # they pack well
    (tmp_path / "two").mkdir()
    done = kept(tmp_path / "two", answers, size_at_most=100_000)
    assert (done.answers, done.left_out) == (0, 3)
    found = rows(tmp_path / "two")
    assert {(row["offset"], row["length"]) for row in found} == {(None, None)}
    assert found[0]["digest"] == sha1_base32(b"\0" * 70_000)


def test_two_audits_of_one_second_keep_their_evidence_apart(tmp_path: Path) -> None:
    first = kept(tmp_path, [exchange()])
    second = kept(tmp_path, [exchange()])
    assert first.path.name == "audit-20260105T123015Z.warc.gz"
    assert second.path.name == "audit-20260105T123015Z-2.warc.gz"
    assert len(list(tmp_path.iterdir())) == 4


def test_an_audit_that_fails_leaves_a_whole_warc_and_its_index(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        failing_audit(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "audit-20260105T123015Z.jsonl",
        "audit-20260105T123015Z.warc.gz",
    ]
    assert rows(tmp_path)[0]["url"] == LIVE


def failing_audit(folder: Path) -> None:
    with Vault(folder, lambda: AT) as vault:
        vault.keep(exchange())
        raise RuntimeError


def test_a_killed_audit_leaves_a_warc_that_can_be_read(tmp_path: Path) -> None:
    (left,) = killed(tmp_path).iterdir()
    assert left.name == "audit-20260105T123015Z.warc.gz.open"
    with left.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]
    assert kinds == ["warcinfo", "response", "request"]


def test_answers_that_come_faster_than_the_disk_takes_them_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "WAITING_AT_MOST", 1000)
    done = kept(tmp_path, [exchange(LIVE, b"x" * 1001), exchange()])
    assert (done.answers, done.left_out) == (1, 1)
    assert {row["offset"] is None for row in rows(tmp_path)} == {True, False}


def test_a_full_disk_disturbs_no_visit_and_is_told_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from citewatch.vault.warc import WarcFile

    def full(self: WarcFile, exchange: object) -> None:
        raise OSError(28, "No space left on device")

    with Vault(tmp_path, lambda: AT) as vault:
        monkeypatch.setattr(WarcFile, "write", full)
        vault.keep(exchange())
        vault.keep(exchange())
        with pytest.raises(InputError, match="No space left on device"):
            vault.finish(report())


def test_a_folder_that_cannot_be_written_is_told_before_the_audit(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="evidence cannot be written"):
        Vault(tmp_path / "file", lambda: AT).__enter__()


def test_answers_that_come_at_once_are_written_one_by_one(tmp_path: Path) -> None:
    bodies = [bytes([number]) * 50_000 for number in range(30)]
    with Vault(tmp_path, lambda: AT) as vault:
        for body in bodies:
            vault.keep(exchange(LIVE, body))
        done = vault.finish(report())
    with done.path.open("rb") as file:
        read = [
            record.raw_stream.read()
            for record in ArchiveIterator(file, check_digests="raise")
            if record.rec_type == "response"
        ]
    assert sorted(read) == bodies


def test_odd_headers_make_no_broken_warc(tmp_path: Path) -> None:
    odd = exchange(
        LIVE,
        b"hello",
        ("X-Ünreadable", "a"),
        ("X-Title", "caf\xe9 \u20ac".encode().decode("latin-1")),
        ("Transfer-Encoding", "chunked"),
        ("X-Empty", ""),
    )
    done = kept(tmp_path, [odd])
    with done.path.open("rb") as file:
        response = list(ArchiveIterator(file, check_digests="raise"))[1]
        assert response.http_headers.get_header("X-Orig-Transfer-Encoding") == "chunked"
        assert response.http_headers.get_header("Transfer-Encoding") is None


def test_what_a_browser_showed_is_kept_beside_the_answers_with_its_digest(tmp_path: Path) -> None:
    picture, drawn = b"\x89PNG...", "<html><p>Drawn é</p></html>".encode()
    with Vault(tmp_path, lambda: AT) as vault:
        vault.keep(exchange())
        vault.keep_shown(f"{LIVE}#part", AT, drawn, "text/html")
        vault.keep_shown(f"{LIVE}?token=hunter2", AT, picture, "image/png")
        done = vault.finish(report(LIVE, LIVE, visited(Purpose.BROWSER, LIVE)))
    assert (done.answers, done.left_out) == (3, 0)
    shown = [row for row in rows(tmp_path) if row["role"] == Role.BROWSER]
    assert [row["url"] for row in shown] == [f"urn:dom:{LIVE}", f"urn:view:{LIVE}?token=***"]
    assert [row["digest"] for row in shown] == [sha1_base32(drawn), sha1_base32(picture)]
    assert [row["citation"] for row in shown] == ["7", None]
    assert [row["status"] for row in shown] == [0, 0]
    assert all(check.comparison.outcome is Outcome.MATCH for check in verify(tmp_path))


def test_a_picture_that_was_changed_is_found_out(tmp_path: Path) -> None:
    with Vault(tmp_path, lambda: AT) as vault:
        vault.keep_shown(LIVE, AT, b"\x89PNG...", "image/png")
        vault.finish(report())
    (index,) = tmp_path.glob("*.jsonl")
    index.write_text(index.read_text().replace(sha1_base32(b"\x89PNG..."), DIGEST))
    assert [check.comparison.outcome for check in verify(tmp_path)] == [Outcome.NO_MATCH]


def test_no_picture_is_kept_past_the_size_that_evidence_may_take(tmp_path: Path) -> None:
    with Vault(tmp_path, lambda: AT, 70_000) as vault:
        vault.keep_shown(LIVE, AT, bytes(100_000), "image/png")
        done = vault.finish(report())
    assert (done.answers, done.left_out) == (0, 1)
