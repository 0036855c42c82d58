"""Repairs documents: what was audited, an editor's answers, the changes, and their writing."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from citewatch import wiring
from citewatch.core.repair.plan import Style
from citewatch.core.repair.question import Ask, decision_on, question_about
from citewatch.core.report import CitationResult, LinkResult
from citewatch.documents.reading import Found, read_documents
from citewatch.documents.records.decisions import remember
from citewatch.documents.records.past_report import read_report
from citewatch.errors import InputError
from citewatch.usecases.files import rewrite
from citewatch.usecases.repairable import Change, Repairable, before_audit, of_report


def to_audit(names: Sequence[Path]) -> tuple[Found, dict[str, bytes]]:
    """The documents to audit and to repair then, and the bytes of each as they stand now.

    Raises InputError where none can be read, and for standard input, which cannot be changed.
    """
    found = read_documents(names)
    return found, before_audit(found.documents)


def as_reported(report: Path, chosen: Sequence[Path]) -> tuple[list[Repairable], list[str]]:
    """The documents of a JSON report, all or the chosen ones; and why others cannot be had.

    Raises InputError where the file holds no report.
    """
    return of_report(read_report(report), chosen)


def answered(documents: Sequence[Repairable], ask: Ask, by: str) -> list[Repairable]:
    """The documents after an editor's answers, each of which is remembered as soon as it is given.

    What was decided before is not asked again; what is put off loses its replacement. Raises
    InputError where an answer cannot be written down.
    """
    return [
        replace(
            document,
            results=tuple(_asked(document.path, result, ask, by) for result in document.results),
        )
        for document in documents
    ]


def _asked(document: Path, result: CitationResult, ask: Ask, by: str) -> CitationResult:
    links = (_decided(document, result, link, ask, by) for link in result.links)
    return replace(result, links=tuple(links))


def _decided(
    document: Path, result: CitationResult, link: LinkResult, ask: Ask, by: str
) -> LinkResult:
    question = question_about(document.name, result.citation, link)
    if question is None:
        return link
    reply = ask(question)
    if reply is None:
        return replace(link, replacement=None)
    decision = decision_on(question, reply, wiring.now(), by)
    remember(document, decision)
    return replace(link, decision=decision)


def changes_of(
    documents: Sequence[Repairable], style: Style | None
) -> tuple[list[Change], list[str]]:
    """What repairs the documents, and why others cannot be repaired."""
    changes: list[Change] = []
    problems: list[str] = []
    for document in documents:
        try:
            changes.append(document.change(style))
        except InputError as error:
            problems += error.problems
    return changes, problems


def written(changes: Sequence[Change]) -> tuple[list[Change], list[str]]:
    """Write the changes; those that were written, and why others were not.

    A file that is not as it was audited is not touched.
    """
    done: list[Change] = []
    problems: list[str] = []
    for change in changes:
        try:
            rewrite(change.document.path, change.document.content, change.repaired.content)
        except InputError as error:
            problems += error.problems
        else:
            done.append(change)
    return done, problems
