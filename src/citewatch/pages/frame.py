"""What stands around the text of every page of a site, and what no reader sees of it."""

from collections.abc import Iterable, Set

from selectolax.lexbor import LexborNode

from citewatch.pages.elements import Elements

MAX_TEXT = 100_000
"""Characters of text kept: enough for all but books, so that a quote is found where it stands."""

_MAX_TAKEN = 2_000
_MAX_CLIMB = 512
"""Elements taken out, and steps up from each: a bound on what a hostile page can cost."""

_UNSEEN = ("script", "style", "noscript", "template", "dialog", "svg", "select", "datalist")
_SIDES = ("nav", "footer", "aside")
_SIDE_ROLES = frozenset({"navigation", "contentinfo", "search"})
_BANNERS = ("header",)
_BANNER_ROLES = frozenset({"banner"})
_CONTENT = frozenset({"article", "main", "section"})
"""The header of one of these is not the site's."""

_MARKED = "[hidden], [role]"


class Frame:
    """The parts of a page that are not its text, to be taken out of it: first `sides`, then
    `banners`. `headings` are the h1, then the h2, that stand in no side and are seen.

    To take an element out frees all that is in it, which must not be touched again: so what stands
    in what is known before the first is taken out.
    """

    def __init__(self, elements: Elements, body: LexborNode) -> None:
        marked = body.css(_MARKED)
        unseen = [*elements.of(*_UNSEEN), *(node for node in marked if _is_hidden(node))]
        sides = [*elements.of(*_SIDES), *_with_role(marked, _SIDE_ROLES)]
        banners = [*elements.of(*_BANNERS), *_with_role(marked, _BANNER_ROLES)]
        self._unseen = _outermost(unseen, set())
        gone = _ids(unseen)
        self._sides = _outermost(sides, gone)
        gone |= _ids(sides)
        self.headings = [node for node in elements.of("h1", "h2") if _is_free(node, gone)]
        self._banners = _outermost(banners, gone, but_in=_CONTENT)

    def take_out_sides(self) -> list[str]:
        """Take out what is not seen, and menus and the like, whose texts are returned."""
        _taken_out(self._unseen)
        return _taken_out(self._sides)

    def take_out_banners(self) -> list[str]:
        """Take out the head of the site, once the sides are out; return its texts."""
        return _taken_out(self._banners)


def _is_hidden(node: LexborNode) -> bool:
    return "hidden" in node.attributes


def _with_role(marked: Iterable[LexborNode], roles: Set[str]) -> list[LexborNode]:
    return [node for node in marked if node.attributes.get("role") in roles]


def _ids(nodes: Iterable[LexborNode]) -> set[int]:
    return {node.mem_id for node in nodes}


def _outermost(
    nodes: list[LexborNode], gone: Set[int], *, but_in: Set[str] = frozenset()
) -> list[LexborNode]:
    """Each of `nodes` once, unless it is `gone`, or stands in one that is, in another or in one of
    the tags `but_in`."""
    nodes = nodes[:_MAX_TAKEN]
    taken = gone | _ids(nodes)
    kept = {node.mem_id: node for node in nodes if node.mem_id not in gone}
    return [node for node in kept.values() if _is_free(node, taken, but_in)]


def _is_free(node: LexborNode, taken: Set[int], but_in: Set[str] = frozenset()) -> bool:
    parent = node.parent
    for _ in range(_MAX_CLIMB):
        if parent is None:
            return True
        if parent.mem_id in taken or parent.tag in but_in:
            return False
        parent = parent.parent
    return False


def _taken_out(nodes: Iterable[LexborNode]) -> list[str]:
    texts = []
    for node in nodes:
        texts.append(node.text(separator=" ")[:MAX_TEXT])
        node.decompose()
    return texts
