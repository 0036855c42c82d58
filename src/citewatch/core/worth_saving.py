"""Which addresses of an audited document are worth a capture, and why the others are not. Pure."""

from msgspec import Struct

from citewatch.core import urls
from citewatch.core.memento import archivable, is_archive_address
from citewatch.core.report import LinkResult, Report
from citewatch.core.say import say


class Candidate(Struct, frozen=True):
    """An address; `unfit` says why it is not to be captured, and is empty where it is."""

    url: str
    unfit: str = ""


def candidates(report: Report) -> list[Candidate]:
    """The sources of a report, each address once, in the report's order.

    A source that moved is wanted where it lives now.
    """
    found = (_candidate(link) for link in report.links)
    return list({candidate.url: candidate for candidate in found}.values())


def _candidate(link: LinkResult) -> Candidate:
    verdict = link.finding.verdict
    if not verdict.is_alive:
        return Candidate(link.url, f"It is not known to live ({verdict}). {say(link.finding)}")
    wanted = link.finding.moved_to or link.url
    try:
        url = urls.parse(urls.as_visited(wanted))
    except urls.MalformedUrl as malformed:
        return Candidate(link.url, f"Its address cannot be asked for: {malformed}.")
    if is_archive_address(url):
        return Candidate(link.url, "It is an archive's own page.")
    if url.holds_secret:
        return Candidate(
            link.url, "Its address holds a password or a token, which saving it would publish."
        )
    return Candidate(archivable(url.href))
