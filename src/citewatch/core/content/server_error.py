"""Pages that report a fault of the server while their status says that all is well."""

from citewatch.core.content.labels import first_only
from citewatch.core.content.shown import Shown
from citewatch.core.content.thresholds import SHORT_WORDS, THIN_WORDS
from citewatch.core.content.wording import Phrases
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal, Strength
from citewatch.core.reasons.wayward import ERROR_PAGE

_NAMES = Phrases(
    r"""
    (?:http )?error (?:5\d\d|400|421)<rest>
    (?:http )?5\d\d (?:internal|bad|service|gateway|backend|server|connection|hostname|origin)<rest>
    (?:400|421) (?:bad|misdirected) request
    internal server error
    bad gateway
    bad request
    invalid url
    gateway time-?out
    service (?:temporarily )?unavailable
    (?:a )?database error(?: occurred)?
    error establishing a database connection
    an error (?:has )?occurred
    something went wrong
    (?:application|runtime|server|proxy) error
    error
    (?:site|website|page) (?:is )?(?:temporarily )?(?:unavailable|offline)
    temporarily (?:unavailable|offline|down)
    (?:site |website |we are |we're )?(?:currently |temporarily )?(?:under|down for|in) maintenance
    maintenance(?: mode)?
    (?:we'll |will )?be (?:right )?back (?:soon|shortly)
    technical (?:difficulties|problems)
    wartungs(?:arbeiten|modus)
    (?:site )?en maintenance
    (?:sitio )?en mantenimiento
    (?:site )?em manutencao
    (?:sito )?in manutenzione
    (?:website )?in onderhoud
    """,
    {"<rest>": "(?: [a-z', ()]{0,60})?"},
)
_FILLER = Phrases(
    r"""
    o+ps
    sorry
    errors?
    https?
    status
    we're
    we are
    the
    this
    is
    but
    and
    """
)
_SENTENCES = Phrases(
    r"""
    (?:currently |temporarily |down |undergoing |scheduled )+(?:under |for )?maintenance
    is under maintenance
    (?:experiencing|having) (?:some )?technical (?:difficulties|problems)
    unable to connect to (?:your|the) database
    (?:connection|gateway|upstream) (?:server )?(?:is )?(?:timed? ?out|timeout|refused)
    something went wrong
    (?:page|site) (?:you are looking for )?is (?:currently|temporarily) unavailable
    the server (?:encountered|cannot process)
    backend (?:fetch failed|unavailable)
    guru med(?:it|i)ation
    """
)


def server_error(shown: Shown) -> Signal | None:
    """The sign that a page reports a fault that may pass."""
    if not shown.thinner_than(THIN_WORDS):
        return None
    title = first_only(shown.title_parts, _NAMES, _FILLER)
    heading = first_only(shown.heading_parts, _NAMES, _FILLER)
    told = shown.thinner_than(SHORT_WORDS) and not shown.has_headline
    sentence = _SENTENCES.search(shown.lead) if told else None
    if title or heading:
        return Signal(ERROR_PAGE, shown.said(title, heading), Strength.DECISIVE)
    return Signal(ERROR_PAGE, Facts(phrase=sentence[0]), Strength.DECISIVE) if sentence else None
