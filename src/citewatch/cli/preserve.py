"""`citewatch preserve`: have living sources saved before they die."""

import asyncio
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from citewatch import wiring
from citewatch.archives.candidates import Candidate, candidates
from citewatch.archives.journal import Journal
from citewatch.archives.keys import Keys
from citewatch.archives.preserving import PRESERVED, Outcome, Preserved
from citewatch.cli.audit import Exclude, audited
from citewatch.cli.exits import Exit
from citewatch.cli.extract import tell as tell_of
from citewatch.cli.interrupt import stop_on_signals
from citewatch.cli.options import Quiet
from citewatch.cli.progress import say
from citewatch.cli.sources import documents_at
from citewatch.core.display import show, show_address
from citewatch.core.report import Ending
from citewatch.loop import run

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE", help="Documents to preserve.", show_default="sources.yaml"),
]
NewerThan = Annotated[
    int,
    typer.Option(
        "--newer-than", metavar="DAYS", min=1, help="A capture of the last DAYS days is enough."
    ),
]
JournalFile = Annotated[
    Path,
    typer.Option(
        "--journal", dir_okay=False, help="Where it is noted what was asked, for the next run."
    ),
]

_SETTLED = PRESERVED | {Outcome.SKIPPED}


def preserve(
    sources: Sources = None,
    newer_than: NewerThan = 180,
    exclude: Exclude = None,
    journal: JournalFile = Path("reports/preserve.jsonl"),
    quiet: Quiet = False,
) -> None:
    """Ask the Wayback Machine to save living sources of which it has no recent capture.

    Prints a line for each source. An interrupted run goes on where it was when called again.
    Exit code 1 says that living sources are still without a recent capture.
    """
    keys = wiring.archive_keys()
    notes = Journal(journal)
    found = documents_at(sources or ["sources.yaml"])
    tell_of(found, quiet=quiet)
    report = run(
        audited(
            list(found.documents),
            quiet=quiet,
            allow_private=False,
            ask_archive=False,
            excluded=tuple(exclude or ()),
            relocate=False,
        )
    )
    if report.ending is not Ending.COMPLETE:
        say(_WHY_NOT_DONE[report.ending])
        raise typer.Exit(Exit.NOT_DONE)
    code = run(_preserve(candidates(report), keys, newer_than, notes, quiet=quiet))
    raise typer.Exit(Exit.WRONG_USAGE if found.problems else code)


async def _preserve(
    sources: list[Candidate], keys: Keys, days: int, journal: Journal, *, quiet: bool
) -> Exit:
    stopped = asyncio.Event()
    counted: Counter[Outcome] = Counter()

    def tell(done: Preserved) -> None:
        counted[done.outcome] += 1
        line = f"{done.outcome.value:<7}  {show_address(done.url)}  {show(done.detail)}\n"
        sys.stdout.buffer.write(line.encode())
        sys.stdout.flush()

    with stop_on_signals(stopped):
        async with wiring.live_preserving(keys, journal, days) as preserving:
            finished = await preserving.run(sources, stopped, tell)
    if not quiet:
        total = ", ".join(f"{number} {outcome.value}" for outcome, number in counted.items())
        say(f"{counted.total()} of {len(sources)} sources: {total or 'none settled'}.")
    if not finished:
        say("It was interrupted; call it again to go on.")
        return Exit.NOT_DONE
    return Exit.NOTHING_FOUND if counted.keys() <= _SETTLED else Exit.FINDINGS


_WHY_NOT_DONE = {
    Ending.OFFLINE: "This machine seems to be offline, so nothing was saved.",
    Ending.INTERRUPTED: "It was interrupted before anything was saved.",
    Ending.BROKEN: "The audit before it broke off, so nothing was saved.",
}
