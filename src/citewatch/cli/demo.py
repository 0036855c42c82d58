"""`citewatch demo`: a sample audit of a staged web on this machine."""

import asyncio

import typer

from citewatch.cli.deliver import deliver, destinations
from citewatch.cli.exits import Exit
from citewatch.cli.interrupt import stop_on_signals
from citewatch.cli.options import Format, Outputs, Quiet
from citewatch.cli.progress import progress_on_stderr, say
from citewatch.core.counting import BY_DEFAULT
from citewatch.core.report import Ending
from citewatch.loop import run
from citewatch.usecases.audit import Audited
from citewatch.usecases.demo import staged


def demo(form: Format = "terminal", output: Outputs = None, quiet: Quiet = False) -> None:
    """Audit a sample against a small misbehaving web on this machine: no network needed.

    The findings are the point of it, so they do not count: the exit code is 0.
    """
    wanted = destinations(output or (), form)
    if not quiet:
        say("This web is staged on your own machine; none of its addresses exist.")
    with run(_audited(quiet=quiet)) as done:
        deliver(done.report, BY_DEFAULT, form, wanted)
        ended = done.report.ending is Ending.COMPLETE
    raise typer.Exit(Exit.NOTHING_FOUND if ended else Exit.NOT_DONE)


async def _audited(*, quiet: bool) -> Audited:
    stopped = asyncio.Event()
    with stop_on_signals(stopped), progress_on_stderr(quiet=quiet) as progress:
        return await staged(progress, stopped)
