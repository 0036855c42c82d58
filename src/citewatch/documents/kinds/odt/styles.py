"""What the styles of an OpenDocument text say of its lists and of hidden text."""

from collections.abc import Mapping

from msgspec import Struct, field

from citewatch.documents.content.xml_events import Opened

_LEVELS = frozenset({"list-level-style-number", "list-level-style-bullet"})


class Styles(Struct):
    """Which list styles count in figures at which level (from 1), and which styles hide text.

    The named styles of the file and those of its own content are read one behind the other.
    """

    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    _style: str = ""
    _list: str = ""

    def see(self, tag: Opened) -> None:
        """Take in one start tag."""
        match tag.name:
            case "style":
                self._style = tag.values.get("name", "")
            case "list-style":
                self._list = tag.values.get("name", "")
                self.counted[self._list] = {}
            case "list-level-style-number" if self._list:
                self._level(tag.values)
            case "text-properties" if tag.values.get("display") == "none":
                self.hidden.add(self._style)
            case _:
                pass

    def _level(self, values: Mapping[str, str]) -> None:
        if values.get("num-format") == "1":
            start = values.get("start-value", "1")
            level = values.get("level", "1")
            if start.isdecimal() and level.isdecimal():
                self.counted[self._list][int(level)] = int(start)

    def first(self, name: str, level: int) -> int | None:
        """The first number of a list at a level; None where it shows none in figures."""
        return self.counted.get(name, {}).get(level)
