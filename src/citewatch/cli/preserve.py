"""`citewatch preserve`: have living sources saved before they die."""

import asyncio
import sys
from collections import Counter
from typing import Annotated

import typer

from citewatch.cli.auditing import audited_now
from citewatch.cli.exits import Exit
from citewatch.cli.interrupt import stop_on_signals
from citewatch.cli.options import DEFAULT_HISTORY, Exclude, History, Quiet, history_file
from citewatch.cli.progress import say
from citewatch.cli.remarks import tell
from citewatch.core.display import show, show_address
from citewatch.core.report import Ending
from citewatch.core.worth_saving import Candidate, candidates
from citewatch.loop import run
from citewatch.settings import Settings
from citewatch.usecases.preserve import Means, keys_of_user, preserved
from citewatch.usecases.preserving import PRESERVED, Outcome, Preserved
from citewatch.usecases.sources import documents_at

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

_SETTLED = PRESERVED | {Outcome.SKIPPED}


def preserve(
    sources: Sources = None,
    newer_than: NewerThan = 180,
    exclude: Exclude = None,
    history: History = DEFAULT_HISTORY,
    quiet: Quiet = False,
) -> None:
    """Ask the Wayback Machine to save living sources of which it has no recent capture.

    Prints a line for each source. An interrupted run goes on where it was when called again.
    Exit code 1 says that living sources are still without a recent capture.
    """
    keys = keys_of_user()
    found = documents_at(sources or ["sources.yaml"])
    tell(found, quiet=quiet)
    settings = Settings(
        archive=False,
        relocate=False,
        exclude=tuple(exclude or ()),
        history=history_file(history),
        quiet=quiet,
    )
    with audited_now(found, settings) as done:
        if done.report.ending is not Ending.COMPLETE:
            say(_WHY_NOT_DONE[done.report.ending])
            raise typer.Exit(Exit.NOT_DONE)
        living = candidates(done.report)
        code = run(_preserve(living, Means(keys, done.memory), newer_than, quiet=quiet))
    raise typer.Exit(Exit.WRONG_USAGE if found.problems else code)


async def _preserve(sources: list[Candidate], given: Means, days: int, *, quiet: bool) -> Exit:
    stopped = asyncio.Event()
    counted: Counter[Outcome] = Counter()

    def note(done: Preserved) -> None:
        counted[done.outcome] += 1
        line = f"{done.outcome.value:<7}  {show_address(done.url)}  {show(done.detail)}\n"
        sys.stdout.buffer.write(line.encode())
        sys.stdout.flush()

    with stop_on_signals(stopped):
        finished = await preserved(sources, given, days, stopped, note)
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
