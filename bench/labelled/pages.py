"""The labelled pages of a directory, read, and the half that each belongs to.

The directory holds `index.tsv` (label, file, source, note; `source` is the repository that a page
was found in, a colon, and its path there) and the files that it names.
"""

import csv
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from citewatch.core.evidence import Page
from citewatch.core.verdict import Verdict
from citewatch.pages.read import read_page

EXPECTED: Mapping[str, frozenset[Verdict]] = {
    "ok": frozenset({Verdict.OK}),
    "soft404": frozenset({Verdict.DEAD}),
    "server-error": frozenset({Verdict.DEAD, Verdict.UNREACHABLE}),
    "parked": frozenset({Verdict.DEAD}),
    "default-server": frozenset({Verdict.DEAD}),
    "spam": frozenset({Verdict.DEAD, Verdict.CHANGED}),
    "login": frozenset({Verdict.BLOCKED}),
    "challenge": frozenset({Verdict.BLOCKED}),
}
"""The verdicts that are right for a page with a label, in the order of the table."""

_HOST = re.compile(r"host=([\w-]+(?:\.[\w-]+)+);")
_NAMED_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


class Half(StrEnum):
    """Rules are made by the tuned half alone; what they reach is told by the other."""

    TUNED = "tuned"
    HELD_OUT = "held-out"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page, what it is labelled, its half, and the host that it is said to stand on."""

    file: str
    label: str
    half: Half
    host: str
    page: Page

    @property
    def is_living(self) -> bool:
        return self.label == "ok"


def labelled_pages(directory: Path) -> list[Labelled]:
    """Every page of the directory that has a label of the table."""
    with (directory / "index.tsv").open(encoding="utf-8", newline="") as index:
        rows = list(csv.DictReader(index, delimiter="\t"))
    return [_read(directory, row) for row in rows if row["label"] in EXPECTED]


def _label(row: Mapping[str, str]) -> str:
    """The label; pages of a server that fails are marked in the note, and are no missing page."""
    return "server-error" if "sub=5xx" in row["note"] else row["label"]


def half_of(source: str) -> Half:
    """The half of a page with this source: pages from one repository are in one half."""
    project = source.partition(":")[0]
    digest = hashlib.sha256(project.encode()).digest()
    return Half.TUNED if digest[0] % 2 == 0 else Half.HELD_OUT


def _read(directory: Path, row: Mapping[str, str]) -> Labelled:
    host = _host(row)
    body = (directory / row["file"]).read_bytes()
    page = read_page(body, "text/html", f"https://{host}/", truncated=False)
    return Labelled(row["file"], _label(row), half_of(row["source"]), host, page)


def _host(row: Mapping[str, str]) -> str:
    """The host that its note names, or that its repository is named for; else one made up."""
    if told := _HOST.search(row["note"]):
        return told[1].lower()
    name = row["source"].partition(":")[0].rpartition("/")[2].strip("-").lower()
    if _NAMED_HOST.fullmatch(name) and not name.endswith((".js", ".py", ".rs", ".github.io")):
        return name
    return f"site-{hashlib.sha256(row['file'].encode()).hexdigest()[:8]}.example"
