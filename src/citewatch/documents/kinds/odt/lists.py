"""The numbers that the lists of an OpenDocument text show."""

from msgspec import Struct

from citewatch.documents.kinds.odt.styles import Styles


class _List(Struct):
    style: str
    number: int | None
    label: str = ""


class Lists:
    """Counts the items of lists as they are met (OpenDocument 1.3, part 3, 5.3)."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._open: list[_List] = []
        self._last: dict[str, int] = {}

    def begin(self, style: str | None, *, goes_on: bool) -> None:
        """A list begins; one within another has its style unless it names its own."""
        name = style or (self._open[-1].style if self._open else "")
        first = self._styles.first(name, len(self._open) + 1)
        if first is not None and goes_on and name in self._last:
            first = self._last[name] + 1
        self._open.append(_List(name, first))

    def end(self) -> None:
        """A list ends."""
        ended = self._open.pop()
        if ended.number is not None and not self._open:
            self._last[ended.style] = ended.number - 1

    def item(self, start: str | None) -> None:
        """An item begins, which may say its own number."""
        if not self._open or self._open[-1].number is None:
            return
        counted = self._open[-1]
        if start and start.isdecimal():
            counted.number = int(start)
        counted.label = str(counted.number)
        counted.number = (counted.number or 0) + 1

    def label(self) -> str:
        """The number in front of the paragraph that begins here; that of an item's first one."""
        if not self._open:
            return ""
        label, self._open[-1].label = self._open[-1].label, ""
        return label
