"""`citewatch audit`: check every citation of some documents."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from citewatch import wiring
from citewatch.cli.deliver import deliver, keep_audit
from citewatch.cli.exits import Exit, exit_of
from citewatch.cli.extract import tell
from citewatch.cli.fault import tell_fault
from citewatch.cli.interrupt import stop_on_signals
from citewatch.cli.options import FINDINGS_BY_DEFAULT, FailOn, Format, Output, Quiet, verdict_words
from citewatch.cli.progress import progress_on_stderr, say
from citewatch.cli.sources import documents_at
from citewatch.cli.standing import Standing
from citewatch.core.citation import Document
from citewatch.core.report import Ending, Report
from citewatch.loop import run
from citewatch.vault.store import SIZE_AT_MOST, Vault

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE", help="Documents to audit.", show_default="sources.yaml"),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also visit private addresses (an intranet).")
]
NoRelocate = Annotated[
    bool, typer.Option("--no-relocate", help="Do not look for where lost sources live now.")
]
NoArchive = Annotated[bool, typer.Option("--no-archive", help="Ask no web archive.")]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Keep and use no earlier answers of archives.")
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude", metavar="PATTERN", help="Leave out links like this (`*` stands for anything)."
    ),
]
Evidence = Annotated[
    Path | None,
    typer.Option(
        "--evidence",
        metavar="DIR",
        help="Keep what was fetched here, as WARC with an index.",
        file_okay=False,
    ),
]
ReportDir = Annotated[
    Path, typer.Option("--report-dir", help="Where the Markdown audit is kept.", file_okay=False)
]


def audit(
    sources: Sources = None,
    form: Format = "terminal",
    output: Output = None,
    fail_on: FailOn = FINDINGS_BY_DEFAULT,
    allow_private: AllowPrivate = False,
    no_archive: NoArchive = False,
    no_cache: NoCache = False,
    no_relocate: NoRelocate = False,
    exclude: Exclude = None,
    report_dir: ReportDir = Path("reports"),
    evidence: Evidence = None,
    quiet: Quiet = False,
) -> None:
    """Check every citation; say what died, what moved, and what to cite instead."""
    findings = verdict_words(fail_on)
    found = documents_at(sources or ["sources.yaml"])
    tell(found, quiet=quiet)
    standing = Standing.of(found.documents)
    with wiring.vault_in(evidence) as vault:
        report = run(
            audited(
                list(found.documents),
                quiet=quiet,
                allow_private=allow_private,
                ask_archive=not no_archive,
                excluded=tuple(exclude or ()),
                vault=vault,
                keep_answers=not no_cache,
                relocate=not no_relocate,
            )
        )
        if report.ending is Ending.OFFLINE and not quiet:
            say("This machine seems to be offline: nothing was judged.")
        report = standing.noted(report)
        deliver(report, form, output)
        kept = keep_audit(report, report_dir)
        if kept is not None and not quiet:
            say(f"The audit is in {kept}.")
        if vault is not None:
            _keep_evidence(vault, report, quiet=quiet)
    raise typer.Exit(Exit.WRONG_USAGE if found.problems else exit_of(report, findings))


def _keep_evidence(vault: Vault, report: Report, *, quiet: bool) -> None:
    kept = vault.finish(report)
    if quiet:
        return
    say(f"The evidence is in {kept.path} ({kept.answers} answers).")
    if kept.left_out:
        limit = f"{SIZE_AT_MOST / 1024**3:g} GiB"
        say(f"{kept.left_out} answers are not: the evidence of one audit may take {limit}.")


async def audited(
    documents: list[Document],
    *,
    quiet: bool,
    allow_private: bool,
    ask_archive: bool,
    excluded: tuple[str, ...],
    vault: Vault | None = None,
    keep_answers: bool = True,
    relocate: bool = True,
) -> Report:
    """The report of an audit of the real web, with progress; the first Ctrl-C ends it early."""
    stopped = asyncio.Event()
    with stop_on_signals(stopped), progress_on_stderr(quiet=quiet) as progress:
        async with wiring.live_audit(
            progress,
            allow_private=allow_private,
            ask_archive=ask_archive,
            excluded=excluded,
            vault=vault,
            keep_answers=keep_answers,
            relocate=relocate,
        ) as ready:
            report = await ready.run(documents, stopped)
    if ready.fault is not None:
        tell_fault(ready.fault)
    return report
