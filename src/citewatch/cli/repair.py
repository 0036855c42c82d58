"""`citewatch repair`: put what to cite instead into the documents."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.prompt import Confirm

from citewatch import wiring
from citewatch.cli.audit import AllowPrivate, Exclude, NoArchive, NoCache, NoRelocate, audited
from citewatch.cli.choices import Choices, whoever_this_is
from citewatch.cli.exits import Exit
from citewatch.cli.extract import tell
from citewatch.cli.files import rewrite
from citewatch.cli.options import Quiet
from citewatch.cli.progress import say
from citewatch.cli.repairable import (
    Change,
    Repairable,
    before_audit,
    in_words,
    of_audit,
    of_report,
)
from citewatch.cli.show_diff import show_diff
from citewatch.cli.standing import Standing
from citewatch.core.report import Ending
from citewatch.documents.reading import read_documents
from citewatch.documents.records.past_report import read_report
from citewatch.errors import InputError
from citewatch.formats.wording import count
from citewatch.loop import run
from citewatch.repair.diff import unified_diff
from citewatch.repair.plan import Style

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
    exclude: Exclude = None,
    quiet: Quiet = False,
) -> None:
    """Show how to repair the citations, as a diff; with --write, do it.

    A document that changed since the audit is not touched. Exit code 1: something is left to do.
    """
    problems: list[str] = []
    if report is not None:
        documents = of_report(read_report(report), sources or [], problems)
    else:
        documents = _audited_now(
            sources or [Path("sources.yaml")],
            problems,
            quiet=quiet,
            allow_private=allow_private,
            ask_archive=not no_archive,
            excluded=tuple(exclude or ()),
            keep_answers=not no_cache,
            relocate=not no_relocate,
        )
    console = Console(stderr=True)
    if interactive:
        choices = Choices(console, wiring.now, by or whoever_this_is())
        documents = [document.asked(choices) for document in documents]
    shown = _shown(documents, style, problems)
    changes = [change for change in shown if change.any]
    if interactive and not write and changes:
        write = _confirmed(console)
    written = _write(changes, problems) if write else []
    for problem in problems:
        say(problem)
    by_hand = _tell_by_hand(shown)
    if not quiet:
        say(_summary(changes, written))
    raise typer.Exit(_exit(problems, unfinished=by_hand or len(written) < len(changes)))


def _audited_now(
    names: Sequence[Path],
    problems: list[str],
    *,
    quiet: bool,
    allow_private: bool,
    ask_archive: bool,
    excluded: tuple[str, ...],
    keep_answers: bool,
    relocate: bool,
) -> list[Repairable]:
    found = read_documents(names)
    problems += found.problems
    tell(replace(found, problems=()), quiet=quiet)
    contents = before_audit(document.source for document in found.documents)
    standing = Standing.of(found.documents)
    report = run(
        audited(
            list(found.documents),
            quiet=quiet,
            allow_private=allow_private,
            ask_archive=ask_archive,
            excluded=excluded,
            keep_answers=keep_answers,
            relocate=relocate,
        )
    )
    if report.ending is not Ending.COMPLETE:
        say("The audit could not be done, so nothing was changed.")
        raise typer.Exit(Exit.NOT_DONE)
    return of_audit(standing.noted(report), contents)


def _shown(
    documents: Sequence[Repairable], style: Style | None, problems: list[str]
) -> list[Change]:
    """The changes, each shown as a diff; those that cannot be made are among the problems."""
    changes = []
    for document in documents:
        try:
            change = document.change(style)
        except InputError as error:
            problems += error.problems
            continue
        changes.append(change)
        show_diff(unified_diff(str(document.path), change.repaired.before, change.repaired.after))
    return changes


def _confirmed(console: Console) -> bool:
    try:
        return Confirm.ask("Write these changes?", console=console, default=False)
    except EOFError:
        return False


def _write(changes: Sequence[Change], problems: list[str]) -> list[Change]:
    written = []
    for change in changes:
        try:
            rewrite(change.document.path, change.document.content, change.repaired.content)
        except InputError as error:
            problems += error.problems
        else:
            written.append(change)
    return written


def _tell_by_hand(changes: Sequence[Change]) -> bool:
    """Name what could not be put into a document; whether there is any."""
    left = [
        (change.document.path, repair) for change in changes for repair in change.repaired.unplaced
    ]
    for path, repair in left:
        say(f"{path}: to be changed by hand, its link does not stand there in one piece:")
        say(f"  {in_words(repair)}")
    return bool(left)


def _summary(changes: Sequence[Change], written: Sequence[Change]) -> str:
    made = sum(change.made for change in changes)
    if not made:
        return "Nothing to repair."
    links = count(made, "link")
    if not written:
        return f"{links} can be repaired. Run it again with --write to change the documents."
    return f"{count(sum(change.made for change in written), 'link')} repaired."


def _exit(problems: Sequence[str], *, unfinished: bool) -> Exit:
    if problems:
        return Exit.WRONG_USAGE
    return Exit.FINDINGS if unfinished else Exit.NOTHING_FOUND
