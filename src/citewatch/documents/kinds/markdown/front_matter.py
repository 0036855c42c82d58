"""What the front matter of a Markdown document says: its title, and where its sources stand."""

import re
from collections.abc import Sequence

import yaml
from msgspec import Struct

from citewatch.core.citation import Citation
from citewatch.documents.content.yaml_values import yaml_values
from citewatch.documents.kinds.csl_json.reader import csl_items

_TITLE = re.compile(r"(?m)^title\s*[:=]\s*(.+)$")
_NAMES_SOURCES = re.compile(r"(?m)^[\"']?(?:bibliography|references)[\"']?\s*:")
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


class Bibliography(Struct, frozen=True):
    """The bibliography files that front matter names, the works that it describes itself, and
    what it cites without a sentence (`nocite`).
    """

    files: tuple[str, ...] = ()
    works: tuple[Citation, ...] = ()
    uncited: str = ""

    def __bool__(self) -> bool:
        return bool(self.files or self.works)


def bibliography_of(front_matter: str, name: str) -> Bibliography:
    """What Pandoc follows to the works that a document cites by key (its manual, "Citations")."""
    if not _NAMES_SOURCES.search(front_matter):
        return Bibliography()
    try:
        values = yaml_values(front_matter[:_LARGEST])
    except yaml.YAMLError:
        return Bibliography()
    if not isinstance(values, dict):
        return Bibliography()
    files, works = values.get("bibliography"), values.get("references")
    named = files if isinstance(files, list) else [files]
    described = csl_items(works, name).citations if isinstance(works, list) else ()
    return Bibliography(
        tuple(file for file in named if isinstance(file, str) and file),
        described,
        str(values.get("nocite") or ""),
    )
