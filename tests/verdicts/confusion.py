"""Judges the labelled pages beside this file and prints which verdict each kind was given.

Run it as `python tests/verdicts/confusion.py`; it ends with 1 where a page is judged wrongly.
"""

import csv
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from citewatch.core.content.judge import Answer, Judgement, judge_page
from citewatch.core.urls import parse
from citewatch.core.verdict import Verdict
from citewatch.pages.read import read_page

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """A page of the set, what it is labelled, and how it was judged."""

    file: str
    verdict: Verdict
    reason: str | None
    judgement: Judgement

    @property
    def judged(self) -> Verdict:
        """The verdict given: that of the conclusion, or `ok` where nothing speaks against it."""
        conclusion = self.judgement.conclusion
        return (conclusion and conclusion.points_to) or Verdict.OK

    @property
    def judged_reason(self) -> str | None:
        """The reason given, or None."""
        conclusion = self.judgement.conclusion
        return conclusion.rule.id if conclusion else None


def cases() -> list[Case]:
    """Every labelled page, judged."""
    with (_HERE / "labels.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_judged(row) for row in rows]


def _judged(row: dict[str, str]) -> Case:
    body = (_HERE / "pages" / row["file"]).read_bytes()
    page = read_page(body, "text/html", row["url"], truncated=False)
    name, _, value = row["headers"].partition(": ")
    headers = {name: value} if value else {}
    url = parse(row["url"])
    answer = Answer(page, int(row["status"]), headers, url, url)
    reason = None if row["reason"] == "-" else row["reason"]
    return Case(row["file"], Verdict(row["verdict"]), reason, judge_page(answer, row["citation"]))


def table(judged: list[Case]) -> str:
    """The confusion table: a line for each label, a column for each verdict given."""
    counts = Counter((case.verdict, case.judged) for case in judged)
    used = [verdict for verdict in Verdict if any(verdict in pair for pair in counts)]
    lines = ["labelled \\ judged".ljust(20) + "".join(verdict.rjust(13) for verdict in used)]
    for label in used:
        cells = (str(counts[label, given] or ".").rjust(13) for given in used)
        lines.append(label.ljust(20) + "".join(cells))
    return "\n".join(lines)


def main() -> int:
    """Print the table and the pages judged wrongly."""
    judged = cases()
    wrong = [case for case in judged if case.judged is not case.verdict]
    sys.stdout.write(f"{table(judged)}\n{len(judged)} pages, {len(wrong)} wrong\n")
    for case in wrong:
        sys.stdout.write(f"{case.file}: {case.judged} ({case.judged_reason})\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
