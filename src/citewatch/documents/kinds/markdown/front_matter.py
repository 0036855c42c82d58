"""The title in the front matter of a Markdown document, found without building the rest."""

import re
from collections.abc import Sequence

import yaml

_TITLE = re.compile(r"(?m)^title\s*[:=]\s*(.+)$")
_LARGEST = 100_000
"""Characters of front matter that are read; what people write is a page of it."""


def front_title(front_matter: str) -> str | None:
    """The title that front matter gives: its key `title`, where that is plain text.

    Nothing else is built of it: neither aliases, which can grow without end, nor nesting.
    """
    try:
        return _at_top(list(yaml.parse(front_matter[:_LARGEST], Loader=yaml.CSafeLoader)))
    except yaml.YAMLError:
        written = _TITLE.search(front_matter)
        return written[1].strip().strip("\"'") or None if written else None


def _at_top(events: Sequence[yaml.Event]) -> str | None:
    """The value of the key `title` in the mapping that is the whole document."""
    depth, is_key, is_title = 0, True, False
    for event in events:
        ends = isinstance(event, yaml.CollectionEndEvent)
        if depth == 0 and isinstance(event, yaml.SequenceStartEvent):
            return None
        if depth == 1 and not ends:
            said = event.value.strip() if isinstance(event, yaml.ScalarEvent) else ""
            if is_title:
                return said or None
            is_title = is_key and said == "title"
            is_key = not is_key
        depth += isinstance(event, yaml.CollectionStartEvent) - ends
    return None
