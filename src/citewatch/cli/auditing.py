"""An audit as a command runs it: with progress, and ended early by the first Ctrl-C."""

import asyncio
import gc

from citewatch.cli.fault import tell_fault
from citewatch.cli.interrupt import stop_on_signals
from citewatch.cli.progress import progress_on_stderr, say
from citewatch.loop import run
from citewatch.settings import Settings
from citewatch.usecases.audit import Audited, audited
from citewatch.usecases.memory import Memory
from citewatch.usecases.sources import Streams


def audited_now(found: Streams, settings: Settings) -> Audited:
    """What came of an audit of the real web; a fault of our own is told.

    To be closed by its caller: the report is read from the history.
    """
    _collect_seldom()
    done = run(_audited(found, settings))
    if done.fault is not None:
        tell_fault(done.fault)
    tell_unkept(done.memory)
    return done


def tell_unkept(memory: Memory) -> None:
    """Say that no later run will know of this one, where that is so and was not wanted."""
    if memory.unkept:
        say(f"This run is not remembered: {memory.unkept}.")


def _collect_seldom() -> None:
    """Let the collector of garbage pass over what is loaded by now, and come less often.

    An audit makes many objects that go by themselves, and few that only the collector can free.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


async def _audited(found: Streams, settings: Settings) -> Audited:
    stopped = asyncio.Event()
    with stop_on_signals(stopped), progress_on_stderr(quiet=settings.quiet) as progress:
        return await audited(found, settings, progress, stopped)
