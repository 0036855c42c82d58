"""The finding on one link of one citation, from everything observed about it."""

from msgspec.structs import replace

from citewatch.core.evidence import Page
from citewatch.core.finding import Finding
from citewatch.core.judge.archive_links import remark_on_archive
from citewatch.core.judge.browsed import judge_browsed, readable_page
from citewatch.core.judge.cited_captures import judge_raw
from citewatch.core.judge.confidence import confidence_in
from citewatch.core.judge.earlier import judge_against_earlier
from citewatch.core.judge.handle import judge_handle
from citewatch.core.judge.identifier import judge_identifier
from citewatch.core.judge.recent import judge_recent
from citewatch.core.judge.settle import judge_looks
from citewatch.core.judge.sightings import Sightings
from citewatch.core.judge.sinks import judge_sink


def judge(sightings: Sightings) -> Finding:
    """What was seen of a link's address shows of the source that it cites.

    There is at least one look.
    """
    found = judge_browsed(judge_looks(sightings), sightings)
    page = _living_page(sightings)
    if page is not None:
        found = judge_against_earlier(found, page, sightings.link.citation, sightings.earlier)
        found = judge_identifier(found, page, sightings.link.citation)
    found = judge_raw(judge_handle(found, sightings), sightings)
    found = judge_sink(found, sightings)
    found = replace(found, confidence=confidence_in(found))
    found = judge_recent(found, sightings)
    return remark_on_archive(found, sightings.address)


def _living_page(sightings: Sightings) -> Page | None:
    if (drawn := readable_page(sightings)) is not None:
        return drawn
    seen = (*sightings.looks, *([sightings.secure] if sightings.secure else []))
    visits = [one.visit for one in seen]
    pages = [visit.page for visit in visits if visit.page is not None and visit.failure is None]
    return pages[-1] if pages else None
