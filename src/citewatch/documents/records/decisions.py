"""The file beside a document that remembers an editor's decisions; lines are only ever added.

Each line is one JSON object: at, by, document, citation, link, verdict, answer, replacement, why.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from citewatch.core.decision import Answer, Decision
from citewatch.core.display import show
from citewatch.core.verdict import Verdict
from citewatch.documents.sources.text_file import read_text
from citewatch.errors import InputError

FILE_NAME = "decisions.jsonl"


def decisions_beside(document: Path) -> Path:
    """Where the decisions about a document are kept: one file for all documents of its folder."""
    return document.parent / FILE_NAME


def read_decisions(document: Path) -> tuple[Decision, ...]:
    """The decisions about a document, oldest first; none where there is no file.

    Keys that are not known are passed over. Raises InputError that names the line which is not a
    decision.
    """
    path = decisions_beside(document)
    if not path.exists():
        return ()
    file = read_text(path)
    read = []
    for number, line in enumerate(file.text.split("\n"), 1):
        if line.strip():
            read.append(_decision(line, f"{file.name}:{number}"))
    return tuple(decision for decision in read if decision.document == document.name)


def remember(document: Path, decision: Decision) -> None:
    """Add one decision, in one piece, behind those that are there.

    Raises InputError where the file cannot be written.
    """
    path = decisions_beside(document)
    line = json.dumps(_fields(decision), ensure_ascii=False) + "\n"
    try:
        with path.open("ab+") as file:
            file.write((_missing_line_end(file) + line).encode())
    except OSError as error:
        raise InputError([f"{path}: cannot be written: {error.strerror or error}"]) from error


def _missing_line_end(file: IO[bytes]) -> str:
    if file.seek(0, os.SEEK_END) == 0:
        return ""
    file.seek(-1, os.SEEK_END)
    return "" if file.read(1) == b"\n" else "\n"


def _fields(decision: Decision) -> dict[str, str | None]:
    return {
        "at": decision.at.isoformat(timespec="seconds"),
        "by": show(decision.by),
        "document": decision.document,
        "citation": decision.citation,
        "link": decision.link,
        "verdict": decision.verdict.value,
        "answer": decision.answer.value,
        "replacement": decision.replacement,
        "why": show(decision.why),
    }


def _decision(line: str, place: str) -> Decision:
    try:
        fields: dict[str, Any] = json.loads(line)
        replacement = fields.get("replacement")
        return Decision(
            document=str(fields["document"]),
            citation=str(fields["citation"]),
            link=str(fields["link"]),
            verdict=Verdict(fields["verdict"]),
            answer=Answer(fields["answer"]),
            replacement=None if replacement is None else str(replacement),
            at=datetime.fromisoformat(fields["at"]),
            by=str(fields["by"]),
            why=str(fields.get("why") or ""),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        problem = f"{place}: is not a decision; put the line right or take it out"
        raise InputError([problem]) from error
