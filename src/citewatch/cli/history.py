"""`citewatch history`: the audits that were made, or all that was seen of one link."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from citewatch.cli.options import DEFAULT_HISTORY, History, history_file
from citewatch.core.display import show, show_address
from citewatch.core.say import say
from citewatch.core.verdict import Verdict
from citewatch.formats.probes import in_brief
from citewatch.formats.wording import count, sentence
from citewatch.history.audits import Past
from citewatch.history.sightings import Sighting
from citewatch.usecases.memory import memory_to_read
from citewatch.usecases.past import past_audits, past_of_link

Link = Annotated[
    str | None, typer.Argument(metavar="URL", help="A link, in whatever spelling of its address.")
]

_DOCUMENTS_SHOWN = 3
_FINE = frozenset({Verdict.OK, Verdict.SKIPPED})


def history(link: Link = None, file: History = DEFAULT_HISTORY) -> None:
    """List the audits, newest first; or tell all that was seen of a link. Times are UTC."""
    with memory_to_read(history_file(file)) as memory:
        if link is None:
            _print(_audit(past) for past in past_audits(memory))
        else:
            _print(_sighting(seen) for seen in past_of_link(memory, link))


def _print(texts: Iterator[str]) -> None:
    for text in texts:
        sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.flush()


def _audit(past: Past) -> str:
    links = count(sum(past.counts.values()), "link")
    trouble = [
        f"{number:,} {verdict}"
        for verdict, number in past.counts.items()
        if number and verdict not in _FINE
    ]
    named = ", ".join(show(source) for source in past.sources[:_DOCUMENTS_SHOWN])
    if len(past.sources) > _DOCUMENTS_SHOWN:
        named += f" and {len(past.sources) - _DOCUMENTS_SHOWN} more"
    began = f"{past.started:%Y-%m-%d %H:%M}"
    found = ", ".join(trouble) or "none in trouble"
    return f"{past.id:>4}  {began}  {_ending(past):<11}  {named}: {links}, {found}"


def _ending(past: Past) -> str:
    if past.at_work:
        return "running"
    return "broken off" if past.ending is None else past.ending.value


def _sighting(seen: Sighting) -> str:
    link, course = seen.link, seen.link.course
    since = f" since {course.since:%Y-%m-%d}" if course else ""
    lines = [
        f"{link.finding.verdict}{since}: {sentence(say(link.finding))}",
        show_address(link.url),
        in_brief(link.probes),
        f"To cite instead: {show_address(link.replacement.url)}" if link.replacement else "",
    ]
    head = (
        f"Audit {seen.audit}, {seen.started:%Y-%m-%d %H:%M}: "
        f"{show(seen.source)}, citation {show(seen.citation)}"
    )
    return "\n".join([head, *(f"  {line}" for line in lines if line)])
