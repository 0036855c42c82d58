"""How many links of real documents are found, and paired with the right notes.

`python bench/links_of_documents.py DIRECTORY...` reads every document that has a gold file beside
it (`report.pdf` and `report.pdf.gold.json`: {"notes": [{"id", "urls", "also"?, "doi"?}]}), and
prints for each: how many of the gold's links are found (recall), how many of the links in notes are
in the gold (precision), how many (note, link) pairs are found, and how many links are a gold's link
cut short or with something glued to it. Links of running text (`link-1` …) count for recall alone,
unless the gold lists them. `--wrong` lists what is missing, too much, cut or glued.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from msgspec import Struct

from citewatch.core.citation import Citation
from citewatch.documents.citations.plain_links import is_beside
from citewatch.documents.kinds.known import kind_of
from citewatch.documents.kinds.reading import read
from citewatch.documents.reader import gathered

_UNNAMED = re.compile(r"#|body|fn\d|fig\d")
"""How the gold calls what has no label in the document: there is nothing to pair."""

_HEAD = f"{'document':58}{'gold':>6}{'recall':>8}{'precis':>8}{'pairs':>8}{'cut':>5}{'s':>7}"


class Measured(Struct, frozen=True):
    """One document: the gold's links, those found, those too much, pairs, links cut or glued."""

    name: str
    kind: str
    gold: int
    missing: tuple[str, ...]
    noted: int
    extra: tuple[str, ...]
    pairs: int
    unpaired: tuple[tuple[str, str], ...]
    broken: tuple[str, ...]
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", type=Path, nargs="+")
    parser.add_argument("--wrong", action="store_true", help="list what is not as in the gold")
    args = parser.parse_args()
    measured = [
        measure(gold) for folder in args.directories for gold in sorted(folder.rglob("*.gold.json"))
    ]
    print(_HEAD)
    by_kind: dict[str, list[Measured]] = defaultdict(list)
    for one in measured:
        by_kind[one.kind].append(one)
        print(_line(one.name, [one]))
        if args.wrong:
            _tell(one)
    print()
    for kind, these in sorted(by_kind.items()):
        print(_line(kind, these))
    print(_line("all", measured))


def measure(gold_file: Path) -> Measured:
    """Read the document that a gold file belongs to, and compare."""
    path = gold_file.with_name(gold_file.name.removesuffix(".gold.json"))
    notes = json.loads(gold_file.read_text())["notes"]
    content, started = path.read_bytes(), perf_counter()
    kind = kind_of(content, path.name)
    citations = gathered(read(kind, content, str(path))).citations
    seconds = perf_counter() - started
    wanted = {_plain(url): url for note in notes for url in note["urls"]}
    allowed = {_plain(url) for note in notes for url in _also(note)} | wanted.keys()
    found = {_plain(url): url for one in citations for url in one.links}
    noted = _noted(citations, everything=any(note["id"] == "body" for note in notes))
    pairs = {
        (str(note["id"]), _plain(url))
        for note in notes
        for url in note["urls"]
        if not _UNNAMED.match(str(note["id"]))
    }
    paired = {(one.id, _plain(url)) for one in citations for url in one.links}
    return Measured(
        name=f"{path.parent.name}/{path.name}",
        kind=kind.name,
        gold=len(wanted),
        missing=tuple(url for key, url in wanted.items() if key not in found),
        noted=len(noted),
        extra=tuple(url for key, url in noted.items() if key not in allowed),
        pairs=len(pairs),
        unpaired=tuple(sorted(pairs - paired)),
        broken=tuple(url for key, url in found.items() if _is_broken(key, allowed)),
        seconds=seconds,
    )


def _also(note: dict[str, list[str] | str]) -> list[str]:
    also = note.get("also") or []
    doi = note.get("doi")
    return [*also, *([doi] if isinstance(doi, str) else [])]


def _noted(citations: Iterable[Citation], *, everything: bool) -> dict[str, str]:
    kept = (one for one in citations if everything or not is_beside(one))
    return {_plain(url): url for one in kept for url in one.links}


def _plain(url: str) -> str:
    """An address without what differs between writings of the same: scheme, www, last slash."""
    lower = url.strip().lower()
    for start in ("https://", "http://", "dx.doi.org/", "doi.org/", "www."):
        lower = lower.removeprefix(start)
    return lower.rstrip("/")


def _is_broken(found: str, gold: set[str]) -> bool:
    """Whether an address is the gold's cut short, or begins with it and goes on wrongly."""
    if found in gold:
        return False
    return any(_cut_or_glued(found, one) for one in gold)


def _cut_or_glued(found: str, one: str) -> bool:
    if found.startswith(one) and "/" in one:
        return not found[len(one) :].startswith(("/", "?", "#"))
    return one.startswith(found) and not one[len(found) :].startswith(("/", "?", "#"))


def _line(name: str, these: list[Measured]) -> str:
    gold, noted = sum(one.gold for one in these), sum(one.noted for one in these)
    missing, extra = sum(len(one.missing) for one in these), sum(len(one.extra) for one in these)
    pairs, unpaired = sum(one.pairs for one in these), sum(len(one.unpaired) for one in these)
    broken, seconds = sum(len(one.broken) for one in these), sum(one.seconds for one in these)
    shares = [_share(gold - missing, gold), _share(noted - extra, noted)]
    shares.append(_share(pairs - unpaired, pairs))
    return (
        f"{name[-57:]:58}{gold:6}{''.join(f'{one:>8}' for one in shares)}{broken:5}{seconds:7.2f}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _tell(one: Measured) -> None:
    for word, urls in (("missing", one.missing), ("extra", one.extra), ("broken", one.broken)):
        for url in urls[:40]:
            print(f"    {word:8} {url}")
    for note, url in one.unpaired[:40]:
        print(f"    unpaired {note} {url}")


if __name__ == "__main__":
    main()
