"""Lines on a terminal: wrapped, indented, and in characters that it can show."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.style import Style
from rich.text import Text

from citewatch.core.display import show, show_address
from citewatch.formats.fitting import fit, fit_address
from citewatch.formats.wording import clickable

_MARGIN = 2
_LEAST_ROOM = 16
_WIDEST = 100
"""Columns beyond which lines of prose get hard to read."""

LONGEST_LABEL = 20
"""Columns that a label may take; what is longer is no number of a footnote."""

_FOLD_BACK = 24
_SEPARATORS = "/?&=_-.,;+%"


class Sheet:
    """Writes to a console, top to bottom. All text is made safe to show here once more.

    Nothing is read as rich's markup, and no line is ever cut: text wraps between words. Addresses
    fold on a terminal, where each fold stays one link to click, and stay whole in a file.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._indent = 0
        self._label = Text()

    @property
    def room(self) -> int:
        """Columns left for text at the present indent."""
        return max(min(self._console.width, _WIDEST) - self._indent, _LEAST_ROOM)

    def gap(self) -> None:
        """An empty line."""
        self._console.print()

    def put(self, text: str, style: str = "") -> None:
        """A paragraph, if `text` is not empty."""
        self.put_parts((text, style))

    def put_parts(self, *parts: tuple[str, str]) -> None:
        """A paragraph of parts with a style each; a part's leading spaces are kept."""
        line = Text()
        for text, style in parts:
            spaces = text[: len(text) - len(text.lstrip(" "))]
            line.append(spaces + fit(show(text), self._console.encoding), style)
        if not line:
            return
        for row in line.wrap(self._console, self.room, overflow="fold"):
            self._print(row)

    def address(self, url: str, style: str = "cyan") -> None:
        """An address on lines of its own, whole, to be clicked or copied."""
        text = fit_address(show_address(url), self._console.encoding)
        if not self._console.is_terminal:
            self._print(Text(text, style))
            return
        link = Style(link=url) if clickable(url) else Style()
        for part in fold_address(text, self.room):
            line = Text(part, style)
            line.stylize(link)
            self._print(line)

    @contextmanager
    def labelled(self, label: str, width: int = 0, style: str = "bold") -> Iterator[None]:
        """Indents what is written within; its first line starts with `label`.

        Labels are set right in `width` columns; one longer than `LONGEST_LABEL` is cut.
        """
        width = min(width, LONGEST_LABEL)
        text = label if label.isprintable() else show(label)
        text = fit(
            text if len(text) <= LONGEST_LABEL else show(text, LONGEST_LABEL),
            self._console.encoding,
        )
        before = self._indent
        self._label = Text(text.rjust(width), style)
        self._indent = _MARGIN + self._label.cell_len + 2
        try:
            yield
        finally:
            self._indent, self._label = before, Text()

    def _print(self, line: Text) -> None:
        line.rstrip()
        head = Text(" " * self._indent)
        if self._label:
            head = Text(" " * _MARGIN) + self._label
            head.pad_right(self._indent - head.cell_len)
            self._label = Text()
        self._console.print(head + line, soft_wrap=True)


def fold_address(url: str, room: int) -> list[str]:
    """`url` in parts of at most `room` characters, broken behind a separator where one is near."""
    parts = []
    while len(url) > room:
        near = [at for at in range(max(room - _FOLD_BACK, 1), room) if url[at - 1] in _SEPARATORS]
        cut = near[-1] if near else room
        parts.append(url[:cut])
        url = url[cut:]
    return [*parts, url]
