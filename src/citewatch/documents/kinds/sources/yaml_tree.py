"""YAML text to plain data, with the place of each key and value; refuses YAML's dangerous parts."""

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from msgspec import Struct, field
from yaml.resolver import Resolver

from citewatch.core.display import show
from citewatch.documents.kinds.sources.text_file import Problem, TextFile
from citewatch.documents.kinds.sources.yaml_errors import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citewatch.errors import InputError

DEEPEST = 16
"""Most levels of nesting; a list of citations has five."""

MOST_VALUES = 2_000_000
"""Most values: some 100,000 citations."""

_LIST = "citations"

Data = str | bool | int | None | list["Data"] | dict[str, "Data"]

_CORE = "tag:yaml.org,2002:"

# A value that is not text has no use here but its type, and reading one (a number of a million
# digits) can take long: these stand for it.
_STAND_INS: dict[str, Data] = {
    f"{_CORE}null": None,
    f"{_CORE}bool": True,
    f"{_CORE}int": 0,
    f"{_CORE}float": 0,
}

# Read as written: what YAML calls a date is text to whoever wrote it, and `<<` and `=` are no
# instructions here.
_TEXT = {f"{_CORE}{kind}" for kind in ("str", "timestamp", "merge", "value")}


class Spot(Struct, frozen=True):
    """Where a value starts, where its keys start, and the places of the values inside it."""

    start: int
    keys: dict[str, int] = field(default_factory=dict)
    inside: "dict[str | int, Spot]" = field(default_factory=dict)

    def find(self, path: list[str | int]) -> "Spot":
        """The place of the value at `path`, or of the nearest value around it."""
        place = self
        for step in path:
            place = place.inside.get(step, place)
        return place


class Tree(Struct, frozen=True):
    """The data of a file, the places of its values, and the problems met on the way."""

    data: Data
    root: Spot
    problems: list[Problem]


class Entry(NamedTuple):
    """An item of the list of citations, its number from 0, and where it stands."""

    number: int
    data: Data
    spot: Spot


def entries_in(file: TextFile) -> Generator[Entry, None, Tree]:
    """The items of the file's `citations`, one by one, then the tree without them.

    Raises InputError as `read_tree` does.
    """
    builder = _Builder(file)
    try:
        data, root = yield from builder.entries()
    except yaml.MarkedYAMLError as error:
        raise explain(error, file) from None
    return Tree(data, root, builder.problems)


def read_tree(file: TextFile) -> Tree:
    """The one document in a YAML file. A key that stands twice is a problem; the first one counts.

    Raises InputError where the text is not YAML, or has aliases, tags, several documents, or more
    levels or values than a list of citations could need.
    """
    builder = _Builder(file)
    try:
        data, root = builder.read()
    except yaml.MarkedYAMLError as error:
        raise explain(error, file) from None
    return Tree(data, root, builder.problems)


class _Builder:
    """Turns the events of YAML's parser into data and places, in one pass."""

    def __init__(self, file: TextFile) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._events: Iterator[yaml.Event] = yaml.parse(file.text, Loader=yaml.CSafeLoader)
        self._resolver: Any = Resolver()  # its type stubs leave it untyped
        self._values = 0

    def read(self) -> tuple[Data, Spot]:
        event = self._first()
        if event is None:
            return None, Spot(0)
        value = self._value(event, depth=1)
        self._refuse_another()
        return value

    def entries(self) -> Generator[Entry, None, tuple[Data, Spot]]:
        event = self._first()
        if event is None:
            return None, Spot(0)
        if not isinstance(event, yaml.MappingStartEvent):
            value = self._value(event, depth=1)
        else:
            value = yield from self._root(self._checked(event, 1))
        self._refuse_another()
        return value

    def _root(self, opening: yaml.NodeEvent) -> Generator[Entry, None, tuple[Data, Spot]]:
        items: dict[str, Data] = {}
        root = Spot(_start(opening))
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            start, key = _start(event), self._key(event, 1)
            event = next(self._events)
            if key == _LIST and key not in items and isinstance(event, yaml.SequenceStartEvent):
                value, where = yield from self._entries(self._checked(event, 2))
            else:
                value, where = self._value(event, depth=2)
            self._keep(items, root, (start, key), value, where)
        return items, root

    def _entries(self, opening: yaml.NodeEvent) -> Generator[Entry, None, tuple[Data, Spot]]:
        number = 0
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield Entry(number, *self._value(event, depth=3))
            number += 1
        return [], Spot(_start(opening))

    def _first(self) -> yaml.Event | None:
        """The event that begins the file's one value, if it has any."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        return next(self._events)

    def _refuse_another(self) -> None:
        next(self._events)
        after = next(self._events)
        if isinstance(after, yaml.DocumentStartEvent):
            raise self._refuse(after, "a second document starts here (---); one file holds one")

    def _value(self, event: yaml.Event, depth: int) -> tuple[Data, Spot]:
        node = self._checked(event, depth)
        place = Spot(_start(node))
        if isinstance(node, yaml.ScalarEvent):
            return self._scalar(node), place
        if isinstance(node, yaml.SequenceStartEvent):
            return self._sequence(place, depth), place
        return self._mapping(place, depth), place

    def _checked(self, event: yaml.Event, depth: int) -> yaml.NodeEvent:
        assert isinstance(event, yaml.NodeEvent)
        self._values += 1
        if self._values > MOST_VALUES:
            raise self._refuse(event, f"more than {MOST_VALUES:,} values stand before this one")
        if depth > DEEPEST:
            raise self._refuse(event, f"is nested more than {DEEPEST} levels deep")
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, _not_allowed("an alias", f"*{event.anchor}"))
        if event.anchor is not None:
            raise self._refuse(event, _not_allowed("an anchor", f"&{event.anchor}"))
        if isinstance(event, yaml.CollectionStartEvent) and event.tag is not None:
            raise self._refuse(event, _not_allowed("a tag", event.tag))
        return event

    def _scalar(self, event: yaml.ScalarEvent) -> Data:
        tag = event.tag
        if tag is None or tag == "!":
            tag = self._resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag in _TEXT:
            return event.value
        if tag not in _STAND_INS:
            raise self._refuse(event, _not_allowed("a tag", tag))
        return _STAND_INS[tag]

    def _sequence(self, place: Spot, depth: int) -> list[Data]:
        items: list[Data] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            item, place.inside[len(items)] = self._value(event, depth + 1)
            items.append(item)
        return items

    def _mapping(self, place: Spot, depth: int) -> dict[str, Data]:
        items: dict[str, Data] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            start, key = _start(event), self._key(event, depth)
            value, where = self._value(next(self._events), depth + 1)
            self._keep(items, place, (start, key), value, where)
        return items

    def _keep(
        self, items: dict[str, Data], place: Spot, key: tuple[int, str], value: Data, where: Spot
    ) -> None:
        start, name = key
        if name in items:
            message = f'key "{show(name, 60)}" is used twice'
            self.problems.append(Problem(start, message, earlier=place.keys[name]))
        else:
            items[name] = value
            place.keys[name], place.inside[name] = start, where

    def _key(self, event: yaml.Event, depth: int) -> str:
        node = self._checked(event, depth)
        if not isinstance(node, yaml.ScalarEvent):
            raise self._refuse(node, "a key must be text")
        return node.value

    def _refuse(self, event: yaml.Event, message: str) -> "InputError":
        return self._file.refuse([*self.problems, Problem(_start(event), message)])


def _start(event: yaml.Event) -> int:
    assert event.start_mark is not None
    return event.start_mark.index


def _not_allowed(what: str, written: str) -> str:
    written = show(written.replace(_CORE, "!!"), 40)
    return f"{what} ({written}) is not allowed; put text that begins with {written[0]} in quotes"
