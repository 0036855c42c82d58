"""What the rules make of labelled pages: a confusion table for each half of them, and for all.

`python bench/labelled_pages.py DIRECTORY` reads the pages where they are; see `labelled/pages.py`
for what the directory holds, and `labelled/simulation.py` for the sites that are simulated around.
`--unlisted` writes every page in words that no list has, so that only what is no wording decides.
`--wrong` lists the wrong ones of the tuned half; those of the other half are never listed.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from citewatch.core.finding import Finding
from citewatch.core.verdict import Verdict
from labelled.pages import EXPECTED, Half, Labelled, labelled_pages
from labelled.simulation import Audited, audit
from labelled.unlisted import unlisted

_WAYS = {"a bare address": False, "a citation with the title": True}
_HEAD = f"{'':16}{'pages':>6} {'alone':>13} {'with controls':>15} {'not ok':>8}  taken for"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list the tuned half's wrong ones")
    parser.add_argument("--unlisted", action="store_true", help="as if no word list knew a word")
    args = parser.parse_args()
    pages = labelled_pages(args.directory)
    if args.unlisted:
        pages = [unlisted(one) for one in pages]
    for name, worded in _WAYS.items():
        audited = [audit(one, _peers(one, pages), worded=worded) for one in pages]
        print(f"== {name}{', in words that no list has' if args.unlisted else ''} ==")
        for half in Half:
            print(f"\n{half} half\n{table(_of(audited, half))}")
        print(f"\nall\n{table(audited)}\n")
        if args.wrong:
            print("\n".join(_wrong(_of(audited, Half.TUNED))), end="\n\n")


def _peers(one: Labelled, pages: Iterable[Labelled]) -> list[Labelled]:
    """The living pages of the same half."""
    return [page for page in pages if page.is_living and page.half is one.half]


def _of(audited: Iterable[Audited], half: Half) -> list[Audited]:
    return [one for one in audited if one.page.half is half]


def table(audited: Sequence[Audited]) -> str:
    """A line for each label: how many are right, and what the others were taken for."""
    lines = [_HEAD]
    for label in EXPECTED:
        these = [one for one in audited if one.page.label == label]
        if these:
            lines.append(_line(label, these))
    controls = sum(one.controls for one in audited)
    lines.append(f"controls asked for: {controls / max(len(audited), 1):.2f} a page")
    return "\n".join(lines)


def _line(label: str, these: Sequence[Audited]) -> str:
    alone = sum(_is_right(label, one.alone) for one in these)
    settled = sum(_is_right(label, one.settled) for one in these)
    doubted = sum(one.settled.verdict is not Verdict.OK for one in these)
    wrong = [_named(one.settled) for one in these if not _is_right(label, one.settled)]
    taken = ", ".join(f"{count} {name}" for name, count in Counter(wrong).most_common())
    cells = f"{len(these):6} {_share(alone, these):>13} {_share(settled, these):>15} {doubted:8}"
    return f"{label:16}{cells}  {taken or '-'}"


def _share(count: int, these: Sequence[Audited]) -> str:
    return f"{count} ({count / len(these):.1%})"


def _is_right(label: str, found: Finding) -> bool:
    return found.verdict in EXPECTED[label]


def _named(found: Finding) -> str:
    return f"{found.verdict}/{found.reason.id}"


def _wrong(audited: Iterable[Audited]) -> list[str]:
    return [
        f"{one.page.file}: alone {_named(one.alone)}, with controls {_named(one.settled)}"
        for one in audited
        if not _is_right(one.page.label, one.settled)
    ]


if __name__ == "__main__":
    main()
