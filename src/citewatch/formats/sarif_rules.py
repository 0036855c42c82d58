"""The rules of a SARIF log: each reason that decided, with what it means and what to do."""

from citewatch.core.display import show
from citewatch.core.reasons import Reason
from citewatch.core.verdict import UNLINKED, Verdict
from citewatch.formats.entries import Entry, Level
from citewatch.formats.json_v1.values import Fields
from citewatch.formats.wording import MEANINGS, sentence

_LONGEST_NAME = 255
_LONGEST_DESCRIPTION = 1_024
"""What GitHub keeps of names and descriptions."""

_WORTH = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}
"""GitHub's words for how grave a rule is."""

_ADD_A_LINK = "Where the source can be read on the web, add its address."
_UNKNOWN = "A rule that this version of citewatch does not know."


class Rules:
    """The rules that the results of one log go by, in the order in which they came up."""

    def __init__(self) -> None:
        self._rules: dict[str, Fields] = {}
        self._places: dict[str, int] = {}

    def place_of(self, entry: Entry) -> int:
        """The place in the list of the rule by which an entry was found."""
        name = entry.rule
        if name not in self._places:
            self._places[name] = len(self._places)
            reason = None if entry.link is None else entry.link.finding.reason
            self._rules[name] = _unlinked() if reason is None else _rule(reason)
        return self._places[name]

    @property
    def all(self) -> list[Fields]:
        """All rules met so far."""
        return list(self._rules.values())


def _rule(reason: Reason) -> Fields:
    told = [
        ("What it means", reason.why),
        ("What it can get wrong", reason.mistaken),
        ("What to do", reason.todo),
    ]
    if not reason.why:  # a reason of another version
        told = [("What it means", _UNKNOWN)]
    return _described(show(reason.id), reason.title, reason.verdict, told)


def _unlinked() -> Fields:
    told = [("What it means", sentence(MEANINGS[UNLINKED])), ("What to do", _ADD_A_LINK)]
    return _described(UNLINKED, MEANINGS[UNLINKED], None, told)


def _described(
    name: str, title: str, verdict: Verdict | None, told: list[tuple[str, str]]
) -> Fields:
    level = _usual_level(verdict)
    words = "".join(part.capitalize() for part in name.split("-"))
    return {
        "id": name,
        "name": show(words, _LONGEST_NAME),
        "shortDescription": {"text": show(sentence(title), _LONGEST_DESCRIPTION)},
        "fullDescription": {"text": show(told[0][1], _LONGEST_DESCRIPTION)},
        "defaultConfiguration": {"level": level.value},
        "help": {
            "text": "\n".join(f"{head}: {text}" for head, text in told),
            "markdown": "\n\n".join(f"**{head}.** {text}" for head, text in told),
        },
        "properties": {
            "tags": [UNLINKED if verdict is None else verdict.value],
            "problem.severity": _WORTH[level],
        },
    }


def _usual_level(verdict: Verdict | None) -> Level:
    if verdict is None or verdict is Verdict.MOVED:
        return Level.WARNING
    return Level.ERROR if verdict.needs_change else Level.NOTE
