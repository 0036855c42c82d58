"""Repairs for the tests: links that moved, and links that died and have a snapshot."""

from datetime import date

from citewatch.core.citation import Citation
from citewatch.core.reasons import Reason
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.reasons.living import REDIRECT_PERMANENT
from citewatch.core.repair.plan import Action, Repair
from citewatch.documents.editing.edits import Repaired
from citewatch.documents.kinds.known import KINDS

OLD = "http://old.example/a"
NEW = "https://new.example/b"
TAKEN = date(2017, 1, 12)


def snapshot(link: str) -> str:
    return f"https://web.archive.org/web/20170112030405/{link}"


def moved(citation: Citation | str = "", link: str = OLD, url: str = NEW) -> Repair:
    return Repair(cited(citation, link), link, url, Action.EXCHANGE, REDIRECT_PERMANENT)


def archived(
    citation: Citation | str = "",
    link: str = OLD,
    action: Action = Action.ADD,
    reason: Reason = HTTP_404,
) -> Repair:
    return Repair(cited(citation, link), link, snapshot(link), action, reason, TAKEN)


def cited(citation: Citation | str, link: str) -> Citation:
    return Citation("1", citation, (link,)) if isinstance(citation, str) else citation


def edit(kind: str, text: str, *repairs: Repair) -> str:
    """The text after its repairs, none of which may be left over."""
    repaired = edited(kind, text, *repairs)
    assert repaired.unplaced == ()
    return repaired.content.decode()


def edited(kind: str, text: str, *repairs: Repair) -> Repaired:
    editor = KINDS[kind].editor
    assert editor is not None
    return editor()(text.encode(), repairs)
