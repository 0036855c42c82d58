"""`citewatch repair`: put what to cite instead into the documents."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace
from rich.console import Console
from rich.prompt import Confirm

from citewatch.cli.auditing import audited_now, tell_unkept
from citewatch.cli.choices import Choices, whoever_this_is
from citewatch.cli.exits import Exit
from citewatch.cli.options import (
    DEFAULT_HISTORY,
    AllowPrivate,
    Exclude,
    History,
    NoArchive,
    NoCache,
    NoRelocate,
    Quiet,
    SignAgent,
    SignKey,
    history_file,
)
from citewatch.cli.progress import say
from citewatch.cli.remarks import tell
from citewatch.cli.show_diff import show_diff
from citewatch.core.repair.plan import Style
from citewatch.core.report import Ending
from citewatch.documents.editing.diff import unified_diff
from citewatch.formats.wording import count
from citewatch.settings import Settings
from citewatch.usecases.memory import Memory, memory_at
from citewatch.usecases.repair import answered, as_reported, changes_of, to_audit, written
from citewatch.usecases.repairable import Change, Repairable, in_words, of_audit

Sources = Annotated[
    list[Path] | None,
    typer.Argument(metavar="SOURCE", help="Documents to repair.", show_default="sources.yaml"),
]
From = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="REPORT",
        help="Use this JSON report of an audit instead of auditing now.",
        dir_okay=False,
    ),
]
Write = Annotated[bool, typer.Option("--write", help="Change the documents.")]
Interactive = Annotated[
    bool, typer.Option("--interactive", "-i", help="Ask about each replacement.")
]
HowCited = Annotated[
    Style | None,
    typer.Option(
        "--style",
        help="How snapshots are cited: in the link's place, in a note, or as Wikipedia does.",
        show_default="append",
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who decides.", show_default="your user name"),
]


def repair(
    sources: Sources = None,
    report: From = None,
    write: Write = False,
    interactive: Interactive = False,
    style: HowCited = None,
    by: By = None,
    allow_private: AllowPrivate = False,
    no_archive: NoArchive = False,
    no_cache: NoCache = False,
    no_relocate: NoRelocate = False,
    sign_key: SignKey = None,
    sign_agent: SignAgent = None,
    exclude: Exclude = None,
    history: History = DEFAULT_HISTORY,
    quiet: Quiet = False,
) -> None:
    """Show how to repair the citations, as a diff; with --write, do it.

    A document that changed since the audit is not touched. Exit code 1: something is left to do.
    """
    settings = Settings(
        allow_private=allow_private,
        archive=not no_archive,
        cache=not no_cache,
        relocate=not no_relocate,
        sign_key=sign_key,
        sign_agent=sign_agent,
        exclude=tuple(exclude or ()),
        history=history_file(history),
        quiet=quiet,
    )
    console = Console(stderr=True)
    with ExitStack() as opened:
        if report is not None:
            memory = opened.enter_context(memory_at(settings.history))
            documents, problems = as_reported(report, sources or [], memory)
            tell_unkept(memory)
        else:
            names = sources or [Path("sources.yaml")]
            documents, problems, memory = _audited(names, settings, opened)
        if interactive:
            ask = Choices(console).ask
            documents = answered(documents, ask, by or whoever_this_is(), memory)
    changes = _shown(documents, style, problems)
    wanted = [change for change in changes if change.any]
    if interactive and not write and wanted:
        write = _confirmed(console)
    done, unwritten = written(wanted) if write else ([], [])
    for problem in (*problems, *unwritten):
        say(problem)
    _tell_remarks(changes)
    by_hand = _tell_by_hand(changes)
    if not quiet:
        say(_summary(wanted, done))
    unfinished = by_hand or len(done) < len(wanted)
    raise typer.Exit(_exit([*problems, *unwritten], unfinished=unfinished))


def _audited(
    names: Sequence[Path], settings: Settings, opened: ExitStack
) -> tuple[list[Repairable], list[str], Memory]:
    """The documents as they were just audited, why others were not, and what remembers it."""
    found, contents = to_audit(names)
    tell(replace(found, problems=()), quiet=settings.quiet)
    done = opened.enter_context(audited_now(found, settings))
    if done.report.ending is not Ending.COMPLETE:
        say("The audit could not be done, so nothing was changed.")
        raise typer.Exit(Exit.NOT_DONE)
    return of_audit(done.report, contents), list(found.problems), done.memory


def _shown(
    documents: Sequence[Repairable], style: Style | None, problems: list[str]
) -> list[Change]:
    """The changes, each shown as a diff; why others cannot be made is added to the problems."""
    changes, unmade = changes_of(documents, style)
    problems += unmade
    for change in changes:
        repaired = change.repaired
        show_diff(unified_diff(str(change.document.path), repaired.before, repaired.after))
    return changes


def _confirmed(console: Console) -> bool:
    try:
        return Confirm.ask("Write these changes?", console=console, default=False)
    except EOFError:
        return False


def _tell_remarks(changes: Sequence[Change]) -> None:
    for change in changes:
        for remark in change.repaired.remarks:
            say(f"{change.document.path}: {remark}")


def _tell_by_hand(changes: Sequence[Change]) -> bool:
    """Name what could not be put into a document; whether there is any."""
    left = [
        (change.document.path, repair) for change in changes for repair in change.repaired.unplaced
    ]
    for path, repair in left:
        say(f"{path}: to be changed by hand, its link does not stand there in one piece:")
        say(f"  {in_words(repair)}")
    return bool(left)


def _summary(changes: Sequence[Change], done: Sequence[Change]) -> str:
    made = sum(change.made for change in changes)
    if not made:
        return "Nothing to repair."
    links = count(made, "link")
    if not done:
        return f"{links} can be repaired. Run it again with --write to change the documents."
    return f"{count(sum(change.made for change in done), 'link')} repaired."


def _exit(problems: Sequence[str], *, unfinished: bool) -> Exit:
    if problems:
        return Exit.WRONG_USAGE
    return Exit.FINDINGS if unfinished else Exit.NOTHING_FOUND
