"""Attributes of an AsciiDoc document: `:name: value`, and `{name}` where they are used."""

import re
from types import MappingProxyType

from citewatch.documents.editing.whole_links import Span

NAME = r"\w[\w-]*"
_ENTRY = re.compile(rf":(!?{NAME}!?):(?:[ \t]+(.*?))?[ \t]*$")
_USE = re.compile(rf"\{{({NAME})\}}")
_LONGEST = 8_000
"""Characters of a value: values that hold values grow without end otherwise."""

_INTRINSIC = MappingProxyType(
    {
        "blank": "", "empty": "", "sp": " ", "nbsp": "\u00a0", "zwsp": "\u200b", "wj": "\u2060",
        "apos": "'", "quot": '"', "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
        "deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|", "amp": "&", "lt": "<", "gt": ">",
        "startsb": "[", "endsb": "]", "caret": "^", "asterisk": "*", "tilde": "~",
        "backslash": "\\", "backtick": "`", "two-colons": "::", "two-semicolons": ";;",
        "cpp": "C++", "pp": "++",
    }
)  # fmt: skip
"""What AsciiDoc defines by itself (docs.asciidoctor.org, Character Replacement Attributes)."""


class Attributes:
    """The values that hold at one place of a document; each line that sets one changes them."""

    def __init__(self) -> None:
        self._values = dict(_INTRINSIC)
        self._places: dict[str, Span] = {}

    def set_by(self, line: str, start: int) -> bool:
        """Whether a line, which begins at `start`, sets or unsets an attribute; it does then."""
        entry = _ENTRY.match(line)
        if entry is None:
            return False
        name, value = entry[1].strip("!").lower(), entry[2] or ""
        if "!" in entry[1]:
            self._values.pop(name, None)
        else:
            self._values[name] = self.resolved(value) or value
            self._places[name] = Span(start + entry.start(2), start + entry.end(2))
        return True

    def value(self, name: str) -> str | None:
        """The value of an attribute; None where the document does not set it."""
        return self._values.get(name.lower())

    def place(self, name: str) -> Span | None:
        """Where the value of an attribute stands, if it holds markup."""
        value = self._values.get(name.lower())
        return self._places.get(name.lower()) if value and "[" in value else None

    def resolved(self, words: str) -> str | None:
        """`words` with values in the places of names; None where a name has none."""
        if "{" not in words:
            return words
        pieces, position, length = list[str](), 0, 0
        for use in _USE.finditer(words):
            value = self.value(use[1])
            if value is None or length > _LONGEST:
                return None
            pieces += [words[position : use.start()], value]
            length += use.start() - position + len(value)
            position = use.end()
        whole = "".join([*pieces, words[position:]])
        return whole if len(whole) <= _LONGEST else None
