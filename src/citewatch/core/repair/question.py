"""What an editor is asked about a link that could be repaired, and what the answer comes to."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from citewatch.core.citation import Citation
from citewatch.core.decision import Answer, Decision
from citewatch.core.display import show, show_address
from citewatch.core.repair.plan import snapshot_of
from citewatch.core.report import LinkResult, Replacement


class Question(Struct, frozen=True):
    """Whether a link is to be repaired, and how.

    `document` is the name of its file, `offer` what there is to cite instead, `snapshot` the
    address of one that can be cited beside the link.
    """

    document: str
    citation: Citation
    link: LinkResult
    offer: Replacement
    snapshot: str | None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Those that can be given."""
        return answers_about(self.link)


def answers_about(link: LinkResult) -> tuple[Answer, ...]:
    """The answers that can be given about a link; none where nothing is offered."""
    if link.replacement is None:
        return ()
    return tuple(a for a in Answer if a is not Answer.ARCHIVE or snapshot_of(link))


class Reply(Struct, frozen=True):
    """An editor's answer, and why, in the editor's words."""

    answer: Answer
    why: str = ""


Ask = Callable[[Question], Reply | None]
"""Asks an editor; None says that it shall be decided another time."""


def question_about(document: str, citation: Citation, link: LinkResult) -> Question | None:
    """The question about a link; None where nothing is offered, or where it is decided already."""
    if link.replacement is None or link.decision is not None:
        return None
    return Question(document, citation, link, link.replacement, snapshot_of(link))


def decision_on(question: Question, reply: Reply, at: datetime, by: str) -> Decision:
    """The decision that a reply comes to; what it keeps of addresses and words may be shown."""
    agreed = {
        Answer.KEEP: None,
        Answer.REPLACE: question.offer.url,
        Answer.ARCHIVE: question.snapshot,
    }[reply.answer]
    return Decision(
        document=question.document,
        citation=show(question.citation.id),
        link=show_address(question.link.url),
        verdict=question.link.finding.verdict,
        answer=reply.answer,
        replacement=None if agreed is None else show_address(agreed),
        at=at,
        by=by,
        why=show(reply.why),
    )
