import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from citewatch.errors import InputError
from citewatch.vault.compare import Outcome
from citewatch.vault.digests import sha1_base32
from citewatch.vault.exchange import Exchange
from citewatch.vault.verify import Check, verify
from vault.vault_lab import CAPTURED, DIGEST, LIVE, REPLAY, exchange, kept, killed, listing, replay

PACKED = gzip.compress(CAPTURED, mtime=0)
GZIP = ("Content-Encoding", "gzip")
WAS_GZIP = ("X-Archive-Orig-Content-Encoding", "gzip")


def outcomes(folder: Path) -> list[tuple[str, str]]:
    return [(check.url, check.comparison.outcome.value) for check in verify(folder)]


def of_replay(folder: Path) -> Check:
    return next(check for check in verify(folder) if check.url == REPLAY)


def test_evidence_that_nobody_touched_matches(tmp_path: Path) -> None:
    kept(tmp_path, [exchange(), replay(), listing(DIGEST)])
    checks = list(verify(tmp_path))
    assert [check.comparison.outcome for check in checks] == [Outcome.MATCH] * 3
    assert checks[0].citations == ("7",)


@pytest.mark.parametrize(
    ("replayed", "archive_digest", "outcome"),
    [
        (replay(), DIGEST, Outcome.MATCH),
        (replay(), "A" * 32, Outcome.NO_MATCH),
        (replay(PACKED, GZIP), sha1_base32(PACKED), Outcome.MATCH),
        (replay(PACKED, GZIP), DIGEST, Outcome.MATCH),
        # What the archive digested had another coding: nothing can be said.
        (replay(PACKED, GZIP), "A" * 32, Outcome.UNKNOWN),
        (replay(CAPTURED, WAS_GZIP), "A" * 32, Outcome.UNKNOWN),
        (replay(PACKED, ("Content-Encoding", "br")), "A" * 32, Outcome.UNKNOWN),
        # Only a part of it was read.
        (replay(CAPTURED[:10], cut="length"), DIGEST, Outcome.UNKNOWN),
        (replay(CAPTURED, cut="length"), DIGEST, Outcome.MATCH),
    ],
)
def test_a_replay_is_held_against_the_archives_digest(
    tmp_path: Path, replayed: Exchange, archive_digest: str, outcome: Outcome
) -> None:
    kept(tmp_path, [replayed, listing(archive_digest)])
    assert of_replay(tmp_path).comparison.outcome is outcome


def test_a_replay_whose_digest_nobody_asked_for_is_unknown(tmp_path: Path) -> None:
    kept(tmp_path, [replay()])
    assert of_replay(tmp_path).comparison.outcome is Outcome.UNKNOWN


def test_a_replay_that_was_dressed_for_browsers_is_not_held_against_a_digest(
    tmp_path: Path,
) -> None:
    framed = exchange(REPLAY.replace("id_/", "/"), CAPTURED, *replay().headers[1:])
    kept(tmp_path, [framed, listing("A" * 32)])
    assert [outcome for _, outcome in outcomes(tmp_path)] == ["unknown", "match"]


def edited(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change a WARC's records, as a forger would who packs them again."""
    data, members = path.read_bytes(), []
    while data:
        unpacker = zlib.decompressobj(wbits=31)
        members.append(change(unpacker.decompress(data)))
        data = unpacker.unused_data
    path.write_bytes(b"".join(gzip.compress(member) for member in members))


def test_a_body_that_was_changed_is_found(tmp_path: Path) -> None:
    done = kept(tmp_path, [exchange(LIVE, b"the mayor said yes")])
    edited(done.path, lambda record: record.replace(b"said yes", b"said no!"))
    assert "no match" in {outcome for _, outcome in outcomes(tmp_path)}


def test_a_head_that_was_changed_is_found(tmp_path: Path) -> None:
    done = kept(tmp_path, [exchange(status=404)])
    edited(done.path, lambda record: record.replace(b"HTTP/1.1 404", b"HTTP/1.1 200"))
    assert "no match" in {outcome for _, outcome in outcomes(tmp_path)}


def test_a_body_that_was_changed_with_its_digests_is_found_by_the_index(
    tmp_path: Path,
) -> None:
    first = kept(tmp_path / "one", [exchange(LIVE, b"the mayor said yes")])
    second = kept(tmp_path / "two", [exchange(LIVE, b"the mayor said no!")])
    first.path.write_bytes(second.path.read_bytes())
    checks = list(verify(tmp_path / "one"))
    assert Outcome.NO_MATCH in {check.comparison.outcome for check in checks}


@pytest.mark.parametrize("digests", [b"-Digest: ", b"WARC-Block-Digest: "])
def test_records_without_digests_are_not_believed(tmp_path: Path, digests: bytes) -> None:
    done = kept(tmp_path, [exchange()])
    edited(
        done.path,
        lambda record: b"\r\n".join(line for line in record.split(b"\r\n") if digests not in line),
    )
    assert {outcome for _, outcome in outcomes(tmp_path)} == {"no match"}


def change_index(folder: Path, change: Callable[[list[str]], list[str]]) -> None:
    (index,) = folder.glob("*.jsonl")
    index.write_text("".join(change(index.read_text().splitlines(keepends=True))))


def test_an_answer_taken_out_of_the_index_is_found(tmp_path: Path) -> None:
    kept(tmp_path, [exchange(), replay()])
    change_index(tmp_path, lambda lines: lines[1:])
    assert (LIVE, "no match") in outcomes(tmp_path)


def test_an_answer_that_only_the_index_has_is_found(tmp_path: Path) -> None:
    done = kept(tmp_path, [exchange(), replay(), listing(DIGEST)])
    row = json.loads(done.path.with_name("audit-20260105T123015Z.jsonl").read_text().split("\n")[1])
    done.path.write_bytes(done.path.read_bytes()[: row["offset"]])
    assert (REPLAY, "no match") in outcomes(tmp_path)
    assert (LIVE, "match") in outcomes(tmp_path)


def test_an_index_without_its_warc_is_found(tmp_path: Path) -> None:
    done = kept(tmp_path, [exchange()])
    done.path.unlink()
    assert outcomes(tmp_path) == [("audit-20260105T123015Z.jsonl", "no match")]


def test_what_was_left_out_is_unknown(tmp_path: Path) -> None:
    kept(tmp_path, [exchange()], size_at_most=1)
    assert outcomes(tmp_path) == [(LIVE, "unknown")]


def test_what_a_killed_audit_left_is_sound_but_unknown(tmp_path: Path) -> None:
    assert outcomes(killed(tmp_path)) == [(LIVE, "unknown")]


@pytest.mark.parametrize("bytes_of_it", [5, 100, 200, 320])
def test_an_answer_that_broke_off_in_a_killed_audit_does_not_spoil_the_others(
    tmp_path: Path, bytes_of_it: int
) -> None:
    done = kept(tmp_path, [exchange(), exchange(LIVE, b"x" * 1000)])
    (index,) = tmp_path.glob("*.jsonl")
    second = json.loads(index.read_text().splitlines()[1])
    index.unlink()
    cut = done.path.read_bytes()[: second["offset"] + bytes_of_it]
    done.path.with_name(f"{done.path.name}.open").write_bytes(cut)
    done.path.unlink()
    found = outcomes(tmp_path)
    assert found[0] == (LIVE, "unknown")
    assert {outcome for _, outcome in found} == {"unknown"}


@pytest.mark.parametrize("content", [b"no warc", gzip.compress(b"no warc"), b"\x1f\x8b\x08junk"])
def test_what_is_no_warc_cannot_be_verified(tmp_path: Path, content: bytes) -> None:
    done = kept(tmp_path, [exchange()])
    done.path.write_bytes(content)
    with pytest.raises(InputError, match=r"123015Z\.warc\.gz: this is no WARC"):
        outcomes(tmp_path)


def test_a_warc_that_was_emptied_is_found(tmp_path: Path) -> None:
    kept(tmp_path, [exchange()]).path.write_bytes(b"")
    assert outcomes(tmp_path) == [(LIVE, "no match")]


@pytest.mark.parametrize(
    "line", ["{", "[]", "null", '{"url": 7}', '{"citation": null}', "[" * 100_000]
)
def test_an_index_that_cannot_be_read_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    kept(tmp_path, [exchange()])
    change_index(tmp_path, lambda lines: [*lines, line])
    with pytest.raises(InputError, match="line 2"):
        list(verify(tmp_path))


def test_a_folder_without_evidence_cannot_be_verified(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(InputError, match="no evidence"):
            list(verify(folder))
