"""Domains that others took over for gambling, pharmacy or adult advertisements."""

from citewatch.core.content.shown import Shown
from citewatch.core.content.thresholds import SPAM_SHARE, SPAM_TERMS
from citewatch.core.content.wording import Phrases, fold
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal, Strength
from citewatch.core.reasons.content import HIJACKED_DOMAIN
from citewatch.core.urls import Url

_SPAM = Phrases(
    r"""
    slots?
    slot (?:gacor|online)
    gacor
    judi
    togel
    toto
    taruhan
    bandar
    situs
    maxwin
    jackpots?
    casinos?
    kasino
    poker
    baccarat
    roulette
    blackjack
    betting
    bet
    sportsbook
    sabung ayam
    pragmatic play
    rtp
    free spins?
    bonus
    deposit
    gambling
    viagra
    cialis
    levitra
    kamagra
    sildenafil
    tadalafil
    pharmacy
    without prescription
    no prescription
    escorts?
    porn
    xxx
    казино
    ставки
    букмекер[^\s]*
    娱乐城
    博彩
    """
)


def hijacked(shown: Shown, url: Url, citation: str) -> Signal | None:
    """The sign that a site now advertises gambling or pills, where the citation speaks of neither.

    Decisive only with a citation to compare with: a study of gambling is full of such words too.
    """
    named = set(_SPAM.findall(shown.names))
    if len(named) < SPAM_TERMS or _SPAM.search(fold(f"{url.href} {citation}")):
        return None
    share = len(_SPAM.findall(shown.text)) / max(1, len(shown.text.split()))
    strength = Strength.DECISIVE if citation and share >= SPAM_SHARE else Strength.SUPPORTING
    words = ", ".join(sorted(named)[:4])
    facts = Facts(title=shown.page.title[:120], advertised=words)
    return Signal(HIJACKED_DOMAIN, facts, strength)
