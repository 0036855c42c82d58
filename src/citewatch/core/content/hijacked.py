"""Domains that others took over for gambling, pharmacy or adult advertisements."""

from citewatch.core.content import vocabulary as say
from citewatch.core.content.shown import Shown
from citewatch.core.content.thresholds import SPAM_SHARE, SPAM_TERMS
from citewatch.core.content.wording import fold
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal, Strength
from citewatch.core.reasons.content import HIJACKED_DOMAIN
from citewatch.core.urls import Url


def hijacked(shown: Shown, url: Url, citation: str) -> Signal | None:
    """The sign that a site now advertises gambling or pills, where the citation speaks of neither.

    Decisive only with a citation to compare with: a study of gambling is full of such words too.
    """
    named = set(say.SPAM.findall(shown.names))
    if len(named) < SPAM_TERMS or say.SPAM.search(fold(f"{url.href} {citation}")):
        return None
    share = len(say.SPAM.findall(shown.text)) / max(1, len(shown.text.split()))
    strength = Strength.DECISIVE if citation and share >= SPAM_SHARE else Strength.SUPPORTING
    words = ", ".join(sorted(named)[:4])
    facts = Facts(title=shown.page.title[:120], advertised=words)
    return Signal(HIJACKED_DOMAIN, facts, strength)
