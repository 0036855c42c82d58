"""The words that every format for people shares: verdicts, the archive's answers, dates."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from citewatch.core.decision import Answer
from citewatch.core.display import show, show_address
from citewatch.core.finding import Finding
from citewatch.core.report import Ending, LinkResult
from citewatch.core.say import say
from citewatch.core.snapshot import ArchiveState
from citewatch.core.verdict import UNLINKED, Verdict

ACTIONABLE = (Verdict.DEAD, Verdict.CHANGED, Verdict.INVALID, Verdict.MOVED)
"""The verdicts that call for a change of the document, worst first."""

UNVERIFIED = (Verdict.UNREACHABLE, Verdict.BLOCKED)
"""The verdicts that leave open whether a person would see the source."""

MEANINGS: dict[str, str] = {
    Verdict.DEAD: "the source is gone from this address",
    Verdict.CHANGED: "the address shows something other than the source",
    Verdict.INVALID: "not an address that anyone could visit",
    Verdict.MOVED: "the same source now lives at another address",
    Verdict.UNREACHABLE: "no usable answer now; it may come back",
    Verdict.BLOCKED: "the site refuses automatic checks; a person may well see it",
    Verdict.SKIPPED: "not checked",
    Verdict.OK: "the source answers at this address",
    UNLINKED: "a citation without a link",
}
"""What each verdict says, in a few words."""

RECOGNISED = "of those ok: the cited source itself, by its title, words, text or identifier"
ONLY_ANSWERING = "of those ok: something only answers, and nothing speaks against it"
NOTHING_KNOWN = "of those not verified: nothing else shows whether the source lives"

NOTHING_TO_DO = "Nothing: no citation needs a change."
UNVERIFIED_ADVICE = (
    "No verdict either way. Open these in a browser: a person may well see the source."
)
ANSWERING_ADVICE = (
    "Something answers at these addresses and nothing speaks against it, but nobody recognised "
    "the cited source in it. No finding; look at them where it matters."
)

LEFT_OUT = "Left out or not understood"
"""Above what the readers of the documents remarked."""

STAGED = "A staged web: this is a demonstration, and no address in this report exists."
OFFLINE = "This machine seems to be offline: nothing could be reached, so nothing was judged."
OFFLINE_ADVICE = "Check the connection, then run the audit again."

CUT_SHORT = frozenset({Ending.INTERRUPTED, Ending.BROKEN})
"""Endings after which some links were not checked."""

_ARCHIVE_SENTENCES = {
    ArchiveState.FOUND: "The archive has a snapshot, checked and fit to cite.",
    ArchiveState.NONE: "The archive has no usable snapshot.",
    ArchiveState.EXCLUDED: "The archive keeps this page back.",
    ArchiveState.UNKNOWN: "We do not know whether the archive has a snapshot.",
}
NOT_ASKED = "No archive was asked, so we do not know whether there is a snapshot."

_DECIDED = {
    Answer.KEEP: "to keep it",
    Answer.REPLACE: "to replace its address",
    Answer.ARCHIVE: "to add the snapshot beside it",
}

_ASK_AGAIN = "Run the audit again later to ask the archive, or look for the source's new address."
_LOOK_ELSEWHERE = "Look for the source's new address, or cite another source."

_PLAIN_WEB_ADDRESS = re.compile(r"(?i)https?://[!#-;=?-\[\]_a-z~]+")


def count(number: int, noun: str) -> str:
    """`1 link`, `2 links`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def day(moment: date | datetime) -> str:
    """`12 January 2017`, the same in every locale."""
    month = (
        "January February March April May June July August September October November December"
    ).split()[moment.month - 1]
    return f"{moment.day} {month} {moment.year}"


def sentence(text: str) -> str:
    """`text`, safe to show, as a sentence: with a capital at its start, a full stop at its end."""
    text = show(text)
    if not text:
        return ""
    if text.split(" ")[0].isalpha():  # the name of a host stays as it is
        text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…”\"'" else text + "."


def next_step(link: LinkResult) -> str:
    """What a person can do about a link for which there is no replacement."""
    if link.finding.verdict.is_gone:
        unknown = link.archive is None or link.archive.state is ArchiveState.UNKNOWN
        return _ASK_AGAIN if unknown else _LOOK_ELSEWHERE
    return link.finding.reason.todo


def clickable(url: str) -> bool:
    """Whether an address may be made a link to click: plain http or https, and nothing hidden."""
    return bool(_PLAIN_WEB_ADDRESS.fullmatch(url)) and show_address(url) == url


def archive_sentence(link: LinkResult) -> str:
    """What the archive said of a link, and why: the states are never worded alike."""
    if link.archive is None:
        return NOT_ASKED
    lead = _ARCHIVE_SENTENCES[link.archive.state]
    why = sentence(link.archive.why)
    if why.startswith("The archive "):
        return why  # it says the same, and more
    return f"{lead} {why}".rstrip()


def beside(finding: Finding) -> Iterator[tuple[str, str]]:
    """What was seen besides, each with the side that it is on; the sign that decided is told."""
    for signal in finding.signals:
        if not finding.tells(signal):
            against = signal.points_to is not finding.verdict
            yield "Against it" if against else "For it", sentence(say(signal))


def spared(link: LinkResult) -> str:
    """Why nothing is to be done about a link, whatever was found; "" for any other."""
    if link.ignored is not None:
        until = f" until {day(link.ignored.until)}" if link.ignored.until else ""
        return sentence(f"ignored{until}: {link.ignored.why}")
    return decided(link) if link.kept else ""


def decided(link: LinkResult) -> str:
    """What an editor decided about a link, and why; "" where nobody did."""
    decision = link.decision
    if decision is None:
        return ""
    what = f"{show(decision.by)} decided on {day(decision.at)} {_DECIDED[decision.answer]}"
    return sentence(f"{what}: {decision.why}" if decision.why else what)
