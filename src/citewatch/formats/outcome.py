"""Which of the looks at a link tells what stands there."""

from citewatch.core.evidence import LinkEvidence, Visit


def decisive_visit(evidence: LinkEvidence | None) -> Visit | None:
    """The last look that ended with a page; where none did, the last that made a request."""
    if evidence is None:
        return None
    visits = [*evidence.looks, *([evidence.https_look] if evidence.https_look else [])]
    with_page = [visit for visit in visits if visit.page is not None]
    with_request = [visit for visit in visits if visit.hops]
    chosen = with_page or with_request
    return chosen[-1] if chosen else None


def last_status(evidence: LinkEvidence | None) -> int | None:
    """The HTTP status at the end of that look, or None where nothing answered."""
    visit = decisive_visit(evidence)
    return visit.status if visit else None
