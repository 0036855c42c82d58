"""The web archives, each on a line of its own."""

import asyncio
import time

from citewatch.archives.limits import OTHER_ARCHIVES, Limits
from citewatch.archives.line import Line
from citewatch.archives.memento import MementoArchive
from citewatch.archives.memento_service import ARQUIVO, PERMA
from citewatch.archives.second_opinion import SecondOpinion
from citewatch.archives.wayback import WaybackMachine
from citewatch.core.judge import judge_capture
from citewatch.ports import Archive
from citewatch.wire.get import Getter
from citewatch.wiring.clock import now


def line_to(getter: Getter, limits: Limits) -> Line:
    """The line to one archive."""
    return Line(getter, limits, now, time.monotonic, asyncio.sleep)


def wayback_machine(line: Line, base: str, *, attested: bool = False) -> Archive:
    """The Wayback Machine at `base`; `attested`, with the digests that its index has."""
    archive = WaybackMachine(line, judge_capture, now, base=base)
    if not attested:
        return archive
    from citewatch.archives.attested import AttestedArchive
    from citewatch.archives.index import Index

    return AttestedArchive(archive, Index(line, base), base)


def with_second_opinion(first: Archive, getter: Getter) -> Archive:
    """An archive, with two others for a second opinion."""
    others = [
        MementoArchive(line_to(getter, OTHER_ARCHIVES), service, judge_capture, now)
        for service in (ARQUIVO, PERMA)
    ]
    return SecondOpinion(first, others)
