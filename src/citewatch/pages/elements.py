"""The elements of a page by tag, found in one walk: a query for each kind would be a walk each."""

from collections import defaultdict

from selectolax.lexbor import LexborHTMLParser, LexborNode


class Elements:
    """All elements of a parsed page. One that was taken out of the page must not be used again."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.tree = tree
        self._by_tag: defaultdict[str | None, list[LexborNode]] = defaultdict(list)
        for node in tree.css("*"):
            self._by_tag[node.tag].append(node)

    def of(self, *tags: str) -> list[LexborNode]:
        """The elements of these tags: tag by tag, those of one in the order of the page."""
        by_tag = self._by_tag
        return [node for tag in tags if tag in by_tag for node in by_tag[tag]]

    def has(self, *tags: str) -> bool:
        """Whether there is an element of any of these tags."""
        return any(tag in self._by_tag for tag in tags)
