"""What an audit may be told: every choice of its user, typed, with its default."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from citewatch.core.counting import FINDINGS_BY_DEFAULT, Counting
from citewatch.core.ignoring import Ignore
from citewatch.core.verdict import UNLINKED, Verdict
from citewatch.errors import InputError

COUNTABLE = (*(verdict.value for verdict in Verdict), UNLINKED)
"""The words of what can count as a finding."""


MOST_DAYS = 36_500.0
"""A hundred years: more than any history has, and less than what no calendar can hold."""


_HTTPS_SITE = re.compile(r"https://[a-zA-Z0-9.-]+(?::\d{1,5})?(?:/[!#-\[\]-~]*)?")
"""An address in signs that need no quoting in a header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The choices of one audit, named like the options of `citewatch audit`.

    What is visited and asked:
    `allow_private` also visits private addresses, those of an intranet.
    `archive` asks web archives about links in trouble, and for the sake of a comparison.
    `cache` keeps the answers of archives for later audits, and uses those of earlier ones.
    `relocate` looks for where lost sources live now.
    `browser` looks once more with a real browser where a wall or a script hides the page; it needs
    the extra `citewatch[browser]` and an installed Chromium.
    `sign_key` is the file of an Ed25519 key (PEM or JSON Web Key) that requests to sites are signed
    with, and `sign_agent` the https address of whoever they are signed for; they go together.
    `exclude` are globs; a link that matches one of them is not visited (`*` stands for anything).
    `ignore` says of which findings nothing is to be heard, why, and until when.
    `max_age` is for how many days a link that was found `ok` is not asked again; None asks always.
    `resume` goes on with the last audit of the same documents that did not end.
    `history` is the file that remembers all audits; None keeps nothing.
    `evidence` is the folder where everything fetched is kept, as WARC with an index; None keeps
    nothing.

    What the command line does with the report; from Python, nothing is printed or written:
    `fail_on` are the words (verdicts, or `unlinked`) that count as findings.
    `new_only` counts only findings that the audit before did not have, `grace` only those that have
    stood for so many days, `times` only those found in so many audits in a row.
    `report_dir` is where the Markdown audit is kept.
    `quiet` shows no progress and says nothing but what went wrong.

    Raises InputError for a value that means nothing.
    """

    allow_private: bool = False
    archive: bool = True
    cache: bool = True
    relocate: bool = True
    browser: bool = False
    sign_key: Path | None = None
    sign_agent: str | None = None
    exclude: tuple[str, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    max_age: float | None = None
    resume: bool = False
    history: Path | None = None
    evidence: Path | None = None
    fail_on: frozenset[str] = FINDINGS_BY_DEFAULT
    new_only: bool = False
    grace: float = 0.0
    times: int = 1
    report_dir: Path = Path("reports")
    quiet: bool = False

    @property
    def counting(self) -> Counting:
        """What counts as a finding."""
        grace = timedelta(days=self.grace)
        return Counting(self.fail_on, self.new_only, grace, self.times)

    def __post_init__(self) -> None:
        for name in ("max_age", "grace"):
            days = getattr(self, name)
            if days is not None and not 0 <= days <= MOST_DAYS:
                raise InputError([f"{name}: {days:g} is no number of days from 0 to {MOST_DAYS:g}"])
        if (self.sign_key is None) != (self.sign_agent is None):
            raise InputError(["sign_key and sign_agent: one needs the other"])
        if self.sign_agent is not None and not _HTTPS_SITE.fullmatch(self.sign_agent):
            raise InputError(["sign_agent: must be an https address, such as https://example.org"])
        if isinstance(self.exclude, str):
            raise InputError(["exclude: is one text; give a tuple of patterns"])
        if unknown := sorted(set(self.fail_on) - set(COUNTABLE)):
            what, known = ", ".join(unknown), ", ".join(COUNTABLE)
            raise InputError([f"fail_on: {what} is none of {known}"])
