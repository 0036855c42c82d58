"""Reads documents one after the other: requests on standard input, answers on standard output.

Run by `process` alone. A document can make a reader hang, crash or fill the memory; here it takes
nobody else along.
"""

import hashlib
import os
import sys
from pathlib import Path
from typing import BinaryIO

from citewatch.confine import limit_memory, limit_time, memory_limit, peak_memory
from citewatch.core.display import clean
from citewatch.documents.budget import LONGEST_TITLE, MOST_REMARKS, in_mib
from citewatch.documents.content.file import read_bytes
from citewatch.documents.ignores import ignores_in
from citewatch.documents.kinds.known import KINDS, kind_of
from citewatch.documents.kinds.reading import read
from citewatch.documents.worker.messages import Answer, Request, in_unicode, line_of, request_in
from citewatch.documents.worker.writing import Written
from citewatch.errors import InputError

_LEFT_OVER = 128 * 2**20
"""Bytes of memory above which the process makes room by ending."""


def main() -> None:
    """Answer requests until there are none."""
    limit_memory(memory_limit())
    # What a library prints must not be taken for an answer.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin.buffer:
        answer = _answer(request_in(line))
        answers.write(line_of(answer))
        if answer.retires:
            return


def _answer(request: Request) -> Answer:
    name = request.name.decode("utf-8", "surrogatepass")
    limit_time(request.seconds)
    try:
        with open(request.output, "wb") as output:  # noqa: PTH123 - a path of bytes
            return _read(request, name, output)
    except InputError as error:
        return Answer(problems=tuple(map(in_unicode, error.problems)))
    except MemoryError:
        problem = f"{clean(name)}: needs more than {in_mib(memory_limit())} of memory"
    except OSError as error:
        problem = f"{clean(name)}: there is no room to read it in: {error.strerror or error}"
    return Answer(problems=(in_unicode(problem),), retires=True)


def _read(request: Request, name: str, output: BinaryIO) -> Answer:
    content = read_bytes(Path(os.fsdecode(request.document)), name)
    sha256 = hashlib.sha256(content).hexdigest()
    kind = KINDS[request.kind] if request.kind else kind_of(content, name)
    citations = read(kind, content, name)
    written = Written(output, name)
    ignores, unheeded = ignores_in(content, kind, name)
    del content
    ending = written.all_of(citations)
    title = None if ending.title is None else in_unicode(ending.title[:LONGEST_TITLE])
    return Answer(
        kind=kind.name,
        title=title,
        remarks=tuple(map(in_unicode, _told((*unheeded, *ending.remarks)))),
        sha256=sha256,
        count=written.count,
        links=written.links,
        access_days=dict(written.access_days),
        ignores=ignores,
        retires=kind.native or peak_memory() > _LEFT_OVER,
    )


def _told(remarks: tuple[str, ...]) -> tuple[str, ...]:
    if len(remarks) <= MOST_REMARKS:
        return remarks
    return (*remarks[:MOST_REMARKS], f"{len(remarks) - MOST_REMARKS} more remarks are left out.")


if __name__ == "__main__":
    main()
