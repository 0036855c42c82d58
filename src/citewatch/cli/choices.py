"""Asks an editor about each replacement, and remembers the answers."""

import getpass
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.prompt import Prompt
from rich.text import Text

from citewatch.core.decision import Answer, Decision
from citewatch.core.display import show, show_address
from citewatch.core.report import CitationResult, LinkResult
from citewatch.core.say import say
from citewatch.documents.records.decisions import remember
from citewatch.formats.citation_text import citation_text
from citewatch.formats.wording import sentence
from citewatch.ports import Clock
from citewatch.repair.plan import snapshot_of

SKIP = "skip"
_MEANINGS = {
    Answer.KEEP: "leave the link as it is, and do not ask again",
    Answer.REPLACE: "put the new address in its place",
    Answer.ARCHIVE: "leave the link, and add the snapshot beside it",
    SKIP: "decide another time",
}


class Choices:
    """The questions of one session; `by` is whoever answers them."""

    def __init__(self, console: Console, clock: Clock, by: str) -> None:
        self._console = console
        self._clock = clock
        self._by = by

    def ask_about(self, document: Path, result: CitationResult) -> CitationResult:
        """The citation with the answers given now; links that are skipped lose their replacement.

        What was decided before is not asked again.
        """
        links = [
            self._decided(document, result, link)
            if link.replacement is not None and link.decision is None
            else link
            for link in result.links
        ]
        return replace(result, links=tuple(links))

    def _decided(self, document: Path, result: CitationResult, link: LinkResult) -> LinkResult:
        snapshot = snapshot_of(link)
        self._show(document, result, link, snapshot)
        answers = [a.value for a in Answer if a is not Answer.ARCHIVE or snapshot] + [SKIP]
        for answer in answers:
            self._say(f"  {answer}: {_MEANINGS[answer]}", "dim")
        given = self._prompt("Your answer", answers, SKIP)
        if given == SKIP:
            return replace(link, replacement=None)
        decision = self._decision(document, result, link, Answer(given))
        remember(document, decision)
        return replace(link, decision=decision)

    def _decision(
        self, document: Path, result: CitationResult, link: LinkResult, answer: Answer
    ) -> Decision:
        assert link.replacement is not None
        agreed = {
            Answer.KEEP: None,
            Answer.REPLACE: link.replacement.url,
            Answer.ARCHIVE: snapshot_of(link),
        }[answer]
        why = self._prompt("Why (may be empty)", None, "")
        return Decision(
            document=document.name,
            citation=show(result.citation.id),
            link=show_address(link.url),
            verdict=link.finding.verdict,
            answer=answer,
            replacement=None if agreed is None else show_address(agreed),
            at=self._clock(),
            by=self._by,
            why=show(why),
        )

    def _show(
        self, document: Path, result: CitationResult, link: LinkResult, snapshot: str | None
    ) -> None:
        assert link.replacement is not None
        self._say("")
        self._say(f"{document.name}, citation {show(result.citation.id)}", "bold")
        self._say(citation_text(result.citation))
        self._say(show_address(link.url), "cyan")
        self._say(f"{link.finding.verdict}: {sentence(say(link.finding))}")
        self._say(f"New address: {show_address(link.replacement.url)}", "green")
        if link.replacement.why:
            self._say(sentence(link.replacement.why))
        if snapshot is not None and snapshot != link.replacement.url:
            self._say(f"Snapshot: {show_address(snapshot)}", "green")

    def _prompt(self, question: str, answers: list[str] | None, default: str) -> str:
        """An answer; the default one where nobody answers any more."""
        try:
            return Prompt.ask(
                question,
                console=self._console,
                choices=answers,
                default=default,
                show_default=bool(default),
                case_sensitive=False,
            )
        except EOFError:
            return default

    def _say(self, line: str, style: str = "") -> None:
        self._console.print(Text(line, style), soft_wrap=True)


def whoever_this_is(asked: Callable[[], str] = getpass.getuser) -> str:
    """The name of the user of this machine, where it has one."""
    try:
        return asked()
    except (OSError, KeyError):
        return "unknown"
