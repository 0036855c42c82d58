"""Asks an editor about a replacement on the terminal."""

import getpass
from collections.abc import Callable

from rich.console import Console
from rich.prompt import Prompt
from rich.text import Text

from citewatch.core.decision import Answer
from citewatch.core.display import show, show_address
from citewatch.core.repair.question import Question, Reply
from citewatch.core.say import say
from citewatch.formats.citation_text import citation_text
from citewatch.formats.wording import sentence

SKIP = "skip"
_MEANINGS = {
    Answer.KEEP: "leave the link as it is, and do not ask again",
    Answer.REPLACE: "put the new address in its place",
    Answer.ARCHIVE: "leave the link, and add the snapshot beside it",
    SKIP: "decide another time",
}


class Choices:
    """The questions of one session."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def ask(self, question: Question) -> Reply | None:
        """The editor's reply; None for another time, also where nobody answers any more."""
        self._show(question)
        answers = [*(answer.value for answer in question.answers), SKIP]
        for answer in answers:
            self._say(f"  {answer}: {_MEANINGS[answer]}", "dim")
        given = self._prompt("Your answer", answers, SKIP)
        if given == SKIP:
            return None
        return Reply(Answer(given), self._prompt("Why (may be empty)", None, ""))

    def _show(self, question: Question) -> None:
        citation, link, offer = question.citation, question.link, question.offer
        self._say("")
        self._say(f"{question.document}, citation {show(citation.id)}", "bold")
        self._say(citation_text(citation))
        self._say(show_address(link.url), "cyan")
        self._say(f"{link.finding.verdict}: {sentence(say(link.finding))}")
        self._say(f"New address: {show_address(offer.url)}", "green")
        if offer.why:
            self._say(sentence(offer.why))
        if question.snapshot is not None and question.snapshot != offer.url:
            self._say(f"Snapshot: {show_address(question.snapshot)}", "green")

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
