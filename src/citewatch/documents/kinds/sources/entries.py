"""One citation of a sources.yaml: where its text and its links stand, and the edits of both."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from msgspec import Struct

from citewatch.core.repair.plan import Action, Repair
from citewatch.documents.editing.edits import Edit, apply
from citewatch.documents.editing.passages import held, joined
from citewatch.documents.editing.whole_links import whole_links
from citewatch.documents.kinds.sources.scalars import escaped, quoted, spelling, words_end

_ITEM = re.compile(r" *- +")


class Entry(Struct, frozen=True):
    """The nodes of one citation in the file's text; `in_brackets`: within YAML's flow style."""

    file: str
    text: yaml.ScalarNode
    links: yaml.SequenceNode
    in_brackets: bool

    def edits(self, repairs: Sequence[Repair]) -> Iterator[Edit]:
        """The edits that make these repairs, all of this citation."""
        wanted = [repair for repair in repairs if not self._has(repair)]
        after = repaired_text(self.text.value, wanted)
        if after != self.text.value:
            yield from self._text_edits(wanted, after)
        for repair in wanted:
            yield from self._link_edits(repair)

    def meant(self, repairs: Sequence[Repair]) -> tuple[str, list[str]]:
        """The text and the links that the citation is to have afterwards."""
        wanted = [repair for repair in repairs if not self._has(repair)]
        links = [node.value for node in self.links.value]
        for repair in wanted:
            if repair.action is Action.EXCHANGE:
                links = [repair.url if link == repair.link else link for link in links]
            else:
                links.insert(links.index(repair.link) + 1, repair.url)
        return repaired_text(self.text.value, wanted), links

    def _has(self, repair: Repair) -> bool:
        cited = " ".join([self.text.value, *(node.value for node in self.links.value)])
        return repair.action is Action.ADD and held(cited, repair)

    def _text_edits(self, repairs: Sequence[Repair], after: str) -> Iterator[Edit]:
        node = self.text
        start, end = node.start_mark.index, node.end_mark.index
        if not node.style and self.in_brackets:
            yield Edit(start, end, quoted(after, None))
            return
        written = self.file[start:end]
        for repair in repairs:
            if repair.action is Action.EXCHANGE:
                for span in whole_links(written, repair.link, spelling(node.style)):
                    new = escaped(repair.url, node.style)
                    yield Edit(start + span.start, start + span.end, new)
        if note := _note(node.value, repairs):
            place = words_end(self.file, node)
            yield Edit(place, place, escaped(note, node.style))

    def _link_edits(self, repair: Repair) -> Iterator[Edit]:
        for node in self.links.value:
            if node.value != repair.link:
                continue
            start, end = node.start_mark.index, node.end_mark.index
            if repair.action is Action.EXCHANGE:
                yield Edit(start, end, quoted(repair.url, node.style))
            else:
                yield self._added_link(start, end, quoted(repair.url, node.style))
                return

    def _added_link(self, start: int, end: int, written: str) -> Edit:
        if self.links.flow_style:
            return Edit(end, end, f", {written}")
        before = self.file[self.file.rfind("\n", 0, start) + 1 : start]
        line_end = self.file.find("\n", end)
        if line_end < 0:
            line_end = len(self.file)
        elif self.file[line_end - 1] == "\r":
            line_end -= 1
        item = _ITEM.fullmatch(before)
        new_line = "\r\n" if "\r\n" in self.file else "\n"
        return Edit(line_end, line_end, f"{new_line}{item[0] if item else before}{written}")


def repaired_text(text: str, repairs: Sequence[Repair]) -> str:
    """A citation's text after its repairs."""
    edits = [
        Edit(*span, repair.url)
        for repair in repairs
        if repair.action is Action.EXCHANGE
        for span in whole_links(text, repair.link)
    ]
    end = len(text.rstrip())
    return apply(text, [*edits, Edit(end, end, _note(text, repairs))])


def entries(file: str) -> dict[str, Entry]:
    """The citations of a valid sources.yaml, by their ids."""
    root: Any = yaml.compose(file, Loader=yaml.CSafeLoader)
    citations = _keys(root)["citations"]
    found = {}
    for node in citations.value:
        keys = _keys(node)
        in_brackets = bool(root.flow_style or citations.flow_style or node.flow_style)
        found[keys["id"].value] = Entry(file, keys["text"], keys["links"], in_brackets)
    return found


def _keys(mapping: Any) -> dict[str, Any]:
    return {key.value: value for key, value in mapping.value}


def _note(text: str, repairs: Sequence[Repair]) -> str:
    notes = [
        repair.archived_at.format(repair.url) for repair in repairs if repair.action is Action.ADD
    ]
    if not notes:
        return ""
    words = text.rstrip()
    ends_with_link = any(words.endswith(link) for link in repairs[0].citation.links)
    return joined(words, " ".join(dict.fromkeys(notes)), behind_link=ends_with_link)
