"""Values in YAML that strangers wrote: plain words in lists and mappings, and nothing else."""

from collections.abc import Iterator

import yaml

_LARGEST = 2_000_000
"""Characters of YAML that are read; bibliographies are the longest."""

_DEEPEST = 20
"""How deep lists and mappings stand in one another; CSL needs 5."""


def yaml_values(text: str) -> object:
    """The first document in `text`: its scalars as they are written, `None` where it is none.

    Aliases, which can grow without end, are left empty, and so is what is nested too deeply.
    Raises yaml.YAMLError where the text is no YAML.
    """
    return _Values(yaml.parse(text[:_LARGEST], Loader=yaml.CSafeLoader)).read()


class _Values:
    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self._events = events

    def read(self) -> object:
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                return self._value(event, 0)
        return None

    def _value(self, event: yaml.Event, depth: int) -> object:
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if not isinstance(event, yaml.CollectionStartEvent):
            return None
        if depth == _DEEPEST:
            self._pass_over()
            return None
        values = list(self._inside(depth + 1))
        if isinstance(event, yaml.SequenceStartEvent):
            return values
        pairs = zip(values[::2], values[1::2], strict=False)
        return {key: value for key, value in pairs if isinstance(key, str)}

    def _inside(self, depth: int) -> Iterator[object]:
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield self._value(event, depth)

    def _pass_over(self) -> None:
        opened = 1
        for event in self._events:
            opened += isinstance(event, yaml.CollectionStartEvent)
            opened -= isinstance(event, yaml.CollectionEndEvent)
            if not opened:
                return
