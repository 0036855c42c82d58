"""`citewatch extract`: pull the citations out of documents."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from citewatch.cli.exits import Exit
from citewatch.cli.options import ALL_LINKS, NOTES, Links, Quiet
from citewatch.cli.remarks import say_all, tell
from citewatch.core.display import show
from citewatch.documents.kinds.known import KINDS
from citewatch.documents.kinds.sources.update_sources import Update
from citewatch.usecases.extract import Extracted, brought_up_to_date, extracted
from citewatch.usecases.files import write_whole
from citewatch.usecases.sources import documents_at


def known_kind(kind: str | None) -> str | None:
    """`kind`, if there is a reader for it."""
    if kind is not None and kind not in KINDS:
        raise typer.BadParameter(f"{kind} is none of {', '.join(KINDS)}")
    return kind


Documents = Annotated[
    list[str],
    typer.Argument(
        metavar="DOCUMENT",
        help="Files, folders, patterns, addresses, or - for standard input.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", help="Write them to this file.", dir_okay=False)
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        help=f"Read them all as this kind: {', '.join(KINDS)}.",
        callback=known_kind,
        show_default="told by content and name",
    ),
]


def extract(
    documents: Documents,
    output: Output = None,
    kind: Kind = None,
    links: Links = ALL_LINKS,
    quiet: Quiet = False,
) -> None:
    """Pull the citations out of documents, as a sources.yaml.

    An output file that exists is brought up to date: notes, quotes and comments in it stay.
    """
    found = documents_at(documents, kind, notes_only=links == NOTES)
    tell(found, quiet=quiet)
    news = extracted(found.whole())
    say_all(news.renamed, quiet=quiet)
    if output is not None and output.exists():
        say_all(_differences(brought_up_to_date(output, found, news)), quiet=quiet)
    else:
        _write(output, news.text)
        say_all([_counted(news)], quiet=quiet)
    raise typer.Exit(Exit.WRONG_USAGE if found.problems else Exit.NOTHING_FOUND)


def _differences(update: Update) -> list[str]:
    told = {
        "Added": update.added,
        "Removed": update.removed,
        "Changed": update.changed,
        "No longer in the document, but kept for your note or quote": update.kept,
    }
    lines = [f"{what}: {show(', '.join(ids), 500)}." for what, ids in told.items() if ids]
    return lines or ["Nothing changed."]


def _write(output: Path | None, text: str) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
    else:
        write_whole(output, text)


def _counted(news: Extracted) -> str:
    links = sum(len(citation.links) for citation in news.citations)
    return f"{len(news.citations)} citations, {links} links."
