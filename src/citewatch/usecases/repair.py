"""Repairs documents: what was audited, an editor's answers, the changes, and their writing."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from citewatch.core.repair.plan import Style
from citewatch.core.repair.question import Ask, decision_on, question_about
from citewatch.core.report import CitationResult, LinkResult
from citewatch.documents.records.past_report import read_report
from citewatch.errors import InputError
from citewatch.usecases.files import rewrite
from citewatch.usecases.memory import Memory
from citewatch.usecases.repairable import Change, Repairable, before_audit, of_report
from citewatch.usecases.sources import Streams, documents_at
from citewatch.wiring.clock import now


def to_audit(names: Sequence[Path]) -> tuple[Streams, dict[str, bytes]]:
    """The documents to audit and to repair then, and the bytes of each as they stand now.

    Raises InputError where none can be read, and for standard input, which cannot be changed.
    """
    found = documents_at([str(name) for name in names])
    return found, before_audit([stream.source for stream in found.streams])


def as_reported(
    report: Path, chosen: Sequence[Path], memory: Memory
) -> tuple[list[Repairable], list[str]]:
    """The documents of a JSON report, all or the chosen ones; and why others cannot be had.

    Raises InputError where the file holds no report.
    """
    return of_report(read_report(report), chosen, memory)


def answered(
    documents: Sequence[Repairable], ask: Ask, by: str, memory: Memory
) -> list[Repairable]:
    """The documents after an editor's answers, each of which is remembered as soon as it is given.

    What was decided before is not asked again; what is put off loses its replacement.
    """

    def decided(document: Path, result: CitationResult, link: LinkResult) -> LinkResult:
        question = question_about(document.name, result.citation, link)
        if question is None:
            return link
        reply = ask(question)
        if reply is None:
            return replace(link, replacement=None)
        decision = decision_on(question, reply, now(), by)
        memory.remember(str(document), decision)
        return replace(link, decision=decision)

    def asked(document: Path, result: CitationResult) -> CitationResult:
        return replace(
            result, links=tuple(decided(document, result, link) for link in result.links)
        )

    return [
        replace(one, results=tuple(asked(one.path, result) for result in one.results))
        for one in documents
    ]


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
