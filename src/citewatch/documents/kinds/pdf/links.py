"""Where the links of a passage lead: by its annotations, and by the addresses it shows."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from msgspec import Struct

from citewatch.documents.addresses.links import links_in
from citewatch.documents.addresses.targets import Target, located_links
from citewatch.documents.kinds.pdf.lines import Line
from citewatch.documents.kinds.pdf.passage import Passage
from citewatch.documents.kinds.pdf.spaced import ClosedUp

_UNFINISHED = ("-", ".", "_", "=", "&", "?", "%")
_CLOSE = 4
"""Characters between the parts of one link at most: the end of a line, punctuation."""


class Area(Struct, frozen=True):
    """A link annotation: where it leads, and the rectangle that it covers."""

    url: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    def crosses(self, line: Line) -> bool:
        """Whether the middle of the line's letters is as high as this area."""
        middle = line.baseline + 0.3 * line.size
        return line.page == self.page and self.bottom - 1 <= middle <= self.top + 1


def links_of(passage: Passage, areas: Iterable[Area]) -> list[Target]:
    """The addresses that the passage links to or shows; where both are, the link's target."""
    text = ClosedUp(passage.text)
    shown = links_in(text.text)
    covered = [
        Target(target.url, text.inside(target.start), text.inside(target.end - 1) + 1)
        for target in _joined(_covered(passage, areas))
    ]
    ends = {text.inside(start) for start in passage.starts}
    targets = [
        target._replace(url=_whole(target, ((one.url, one.start) for one in shown), ends))
        for target in covered
    ]
    return [
        Target(target.url, text.outside(target.start), text.outside(target.end - 1) + 1)
        for target in located_links(text.text, targets)
        if target in targets or not _is_rest(target, targets)
    ]


def _covered(passage: Passage, areas: Iterable[Area]) -> Iterator[Target]:
    """Each area with the stretch of each line that it covers."""
    for area in areas:
        for line, start in zip(passage.lines, passage.starts, strict=True):
            if not area.crosses(line):
                continue
            inside = [
                index
                for index in range(len(line.text.rstrip()))
                if area.left - 2 <= line.x_at(index) <= area.right + 2
            ]
            if inside:
                yield Target(area.url, start + inside[0], start + inside[-1] + 1)


def _joined(targets: Iterable[Target]) -> list[Target]:
    """The targets in the order of the text; the parts of one link over several lines are one."""
    found: list[Target] = []
    for target in sorted(targets, key=attrgetter("start", "end")):
        last = found[-1] if found else None
        if last and last.url == target.url and target.start - last.end <= _CLOSE:
            found[-1] = last._replace(end=max(last.end, target.end))
        else:
            found.append(target)
    return found


def _whole(target: Target, shown: Iterable[tuple[str, int]], ends: set[int]) -> str:
    """A link's address, or the one shown under it that it breaks off from at the end of a line.

    Programs that make links of what looks like an address see one line at a time.
    """
    url = target.url
    for address, start in shown:
        if start < target.end and target.start <= start and len(address) > len(url):
            cut = address.startswith(url) and start + len(url) in ends
            if cut or (url.endswith(_UNFINISHED) and address.startswith(url)):
                return address
    return url


def _is_rest(shown: Target, targets: Iterable[Target]) -> bool:
    """Whether a shown address is a part of a link that begins or ends right there."""
    return any(
        target.url.startswith(shown.url)
        and (abs(shown.end - target.start) <= _CLOSE or abs(target.end - shown.start) <= _CLOSE)
        for target in targets
    )
