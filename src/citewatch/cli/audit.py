"""`citewatch audit`: check every citation of some documents."""

from pathlib import Path
from typing import Annotated

import typer

from citewatch.cli.auditing import audited_now, tell_unkept
from citewatch.cli.deliver import deliver, destinations, keep_audit
from citewatch.cli.exits import Exit, exit_of
from citewatch.cli.options import (
    ALL_LINKS,
    DEFAULT_HISTORY,
    NOTES,
    WORDS_OF_FINDINGS,
    AllowPrivate,
    Browser,
    Exclude,
    FailOn,
    Format,
    History,
    Links,
    NoArchive,
    NoCache,
    NoRelocate,
    Outputs,
    Quiet,
    SignAgent,
    SignKey,
    history_file,
    verdict_words,
)
from citewatch.cli.progress import say
from citewatch.cli.remarks import tell
from citewatch.core.report import Ending
from citewatch.settings import Settings
from citewatch.usecases.audit import Audited
from citewatch.usecases.sources import documents_at

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE", help="Documents to audit.", show_default="sources.yaml"),
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

NewOnly = Annotated[
    bool, typer.Option("--new-only", help="Count only what the audit before did not find.")
]
Grace = Annotated[
    float,
    typer.Option(
        "--grace", metavar="DAYS", min=0, help="Count only what has stood for so many days."
    ),
]
Times = Annotated[
    int,
    typer.Option(
        "--times", metavar="N", min=1, help="Count only what N audits in a row have found."
    ),
]
MaxAge = Annotated[
    float | None,
    typer.Option(
        "--max-age", metavar="DAYS", min=0, help="Do not ask again what was fine in that time."
    ),
]
Resume = Annotated[
    bool, typer.Option("--resume", help="Go on with the last audit, if it did not end.")
]


def audit(
    sources: Sources = None,
    form: Format = "terminal",
    output: Outputs = None,
    fail_on: FailOn = WORDS_OF_FINDINGS,
    allow_private: AllowPrivate = False,
    no_archive: NoArchive = False,
    no_cache: NoCache = False,
    no_relocate: NoRelocate = False,
    browser: Browser = False,
    sign_key: SignKey = None,
    sign_agent: SignAgent = None,
    links: Links = ALL_LINKS,
    exclude: Exclude = None,
    report_dir: ReportDir = Path("reports"),
    evidence: Evidence = None,
    new_only: NewOnly = False,
    grace: Grace = 0.0,
    times: Times = 1,
    max_age: MaxAge = None,
    resume: Resume = False,
    history: History = DEFAULT_HISTORY,
    quiet: Quiet = False,
) -> None:
    """Check every citation; say what died, what moved, and what to cite instead."""
    settings = Settings(
        allow_private=allow_private,
        archive=not no_archive,
        cache=not no_cache,
        relocate=not no_relocate,
        browser=browser,
        sign_key=sign_key,
        sign_agent=sign_agent,
        exclude=tuple(exclude or ()),
        evidence=evidence,
        max_age=max_age,
        resume=resume,
        history=history_file(history),
        new_only=new_only,
        grace=grace,
        times=times,
        fail_on=verdict_words(fail_on),
        report_dir=report_dir,
        quiet=quiet,
    )
    wanted = destinations(output or (), form)
    found = documents_at(sources or ["sources.yaml"], notes_only=links == NOTES)
    tell(found, quiet=quiet)
    with audited_now(found, settings) as done:
        told = done.memory.unkept
        _hand_over(done, form, wanted, settings)
        code = exit_of(done.report, settings.counting)
        if done.memory.unkept != told:  # it was while the report was written
            tell_unkept(done.memory)
        if done.memory.held.lost:
            code = Exit.NOT_DONE
    raise typer.Exit(Exit.WRONG_USAGE if found.problems else code)


def _hand_over(done: Audited, form: str, outputs: dict[Path, str], settings: Settings) -> None:
    report, quiet = done.report, settings.quiet
    if report.ending is Ending.OFFLINE and not quiet:
        say("This machine seems to be offline: nothing was judged.")
    deliver(report, settings.counting, form, outputs)
    kept = keep_audit(report, settings.counting, settings.report_dir)
    if kept is not None and not quiet:
        say(f"The audit is in {kept}.")
    if done.unkept is not None:
        raise done.unkept
    if not quiet:
        _tell_of_evidence(done)


def _tell_of_evidence(done: Audited) -> None:
    kept = done.evidence
    if kept is None:
        return
    from citewatch.vault.store import SIZE_AT_MOST  # noqa: PLC0415 - few audits keep evidence

    say(f"The evidence is in {kept.path} ({kept.answers} answers).")
    if kept.left_out:
        limit = f"{SIZE_AT_MOST / 1024**3:g} GiB"
        say(f"{kept.left_out} answers are not: the evidence of one audit may take {limit}.")
