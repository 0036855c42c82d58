"""Files of records whose lines begin with tags: RIS, PubMed's .nbib, EndNote's .enw."""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Record(NamedTuple):
    """A record: its first line, and its values by their tags, in the order of the file."""

    line: int
    fields: dict[str, list[str]]

    def first(self, *tags: str) -> str | None:
        """The first value of the first of the tags that says something."""
        for tag in tags:
            for value in self.fields.get(tag, ()):
                if written := value.strip("/ "):
                    return written
        return None

    def all(self, *tags: str) -> list[str]:
        """The values of some tags, tag after tag."""
        return [value for tag in tags for value in self.fields.get(tag, ())]


class Tags(NamedTuple):
    """How a format writes its tags: `line` captures tag and value; what begins, ends a record."""

    line: re.Pattern[str]
    begins: str
    ends: str = ""


def records(text: str, tags: Tags) -> Iterator[Record]:
    """The records of a file; a line without a tag goes on with the value in front of it."""
    record, tag = Record(1, {}), ""
    for number, line in enumerate(text.split("\n"), 1):
        found = tags.line.match(line)
        if found is None:
            if tag and line.strip():
                record.fields[tag][-1] += f" {line.strip()}"
            continue
        tag = found[1]
        if tag in {tags.begins, tags.ends}:
            if record.fields:
                yield record
            record = Record(number, {})
        if tag == tags.ends:
            tag = ""
        else:
            record.fields.setdefault(tag, []).append(found[2].strip())
    if record.fields:
        yield record
