"""The rule by which a site gave its pages new addresses, learned from pages whose move is known."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice, product

from msgspec import Struct

from citewatch.core.facts import Facts
from citewatch.core.finding import Signal
from citewatch.core.reasons.signs import TRAIL_RULE
from citewatch.core.relocate.atoms import atoms, path_segments
from citewatch.core.relocate.candidate import Candidate, Trail
from citewatch.core.relocate.rewriting import Rule, Spelling, rest_of
from citewatch.core.urls import Url, parse, same_place_key, url_of

SUPPORT = 2
"""Known moves that a rule must explain before it says anything by itself."""

_EXAMPLES_AT_MOST = 12
_PAIRS_AT_MOST = 15
_RULES_AT_MOST = 4
_SHORTEST = 2
"""Characters that a part must have to be looked for inside a segment."""


class Move(Struct, frozen=True):
    """A page known to have moved from `old` to `new`; `title` is its own, or ""."""

    old: str
    new: str
    title: str = ""


def suggested(url: Url, title: str, moves: Iterable[Move]) -> list[Candidate]:
    """Where the rules learned from `moves` put the page at `url`, the best founded first.

    A rule that explains a single move is only tried; one that explains two is a sign.
    """
    examples = _nearest(url, moves)
    found: dict[str, int] = {}
    for rule in _learned(examples):
        target = rule.applied(url, title)
        support = sum(_explains(rule, move) for move in examples)
        if target is not None and _is_new(target, url):
            found[target] = max(support, found.get(target, 0))
    best = sorted(found.items(), key=lambda item: -item[1])[:_RULES_AT_MOST]
    return [_candidate(target, support) for target, support in best]


def _candidate(target: str, support: int) -> Candidate:
    if support >= SUPPORT:
        why = Signal(TRAIL_RULE, Facts(pages=support))
        return Candidate(target, Trail.RULE, why, proves=True)
    return Candidate(target, Trail.RULE, Signal(TRAIL_RULE))


def _nearest(url: Url, moves: Iterable[Move]) -> list[Move]:
    """Moves on the same host, those from nearby directories first; never the page's own."""
    pages = {same_place_key(move.old): move for move in moves if url_of(move.old)}
    near = [
        (_shared(url, old), move)
        for page, move in pages.items()
        if _site(old := parse(move.old)) == _site(url)
        and page != same_place_key(url.href)
        and url_of(move.new) is not None
    ]
    near.sort(key=lambda item: -item[0])
    return [move for _, move in near[:_EXAMPLES_AT_MOST]]


def _shared(one: Url, other: Url) -> int:
    """How alike two addresses are built: the same depth, and segments that they begin with."""
    first, second = path_segments(one), path_segments(other)
    count = 0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        count += 1
    return 2 * count + (len(first) == len(second))


def _learned(examples: Sequence[Move]) -> Iterator[Rule]:
    """Rules that explain two examples, then rules that move a whole directory."""
    rules: dict[Rule, None] = {}
    for one, other in islice(combinations(examples, 2), _PAIRS_AT_MOST):
        rules.update(dict.fromkeys(_from_two(one, other)))
    for move in examples:
        rules.update(dict.fromkeys(_from_one(move)))
    yield from rules


def _from_one(move: Move) -> Iterator[Rule]:
    """Rules that keep everything below some directory, and replace what stands before it."""
    old, new = parse(move.old), parse(move.new)
    parts, target = path_segments(old), "/".join(path_segments(new))
    if old.query or new.query:
        return
    slash = "/" if new.path.endswith("/") else ""
    for count in range(len(parts)):
        for form in ("whole", "stem", "lower", "lower-stem"):
            rest = rest_of(parts[count:], form)
            place = f"/{target}".rfind(f"/{rest}")
            if place < 0 or not rest:
                continue
            ending = target[place + len(rest) :]
            if "/" in ending or (ending and not ending.startswith(".")):
                continue
            before = [part for part in target[:place].split("/") if part]
            yield Rule(
                _origin(new),
                tuple((("text", part),) for part in before),
                f"{ending}{slash}",
                dropped=tuple(parts[:count]),
                form=form,
            )
            break


def _from_two(one: Move, other: Move) -> Iterator[Rule]:
    """Rules that explain both moves, and lead two pages to two addresses."""
    new, second = parse(one.new), parse(other.new)
    parts, others = path_segments(new), path_segments(second)
    names = [name for name, _ in _query(new)]
    depth = len(path_segments(parse(one.old)))
    alike = len(parts) == len(others) and names == [name for name, _ in _query(second)]
    if not alike or _origin(new) != _origin(second) or new.href == second.href:
        return
    if depth != len(path_segments(parse(other.old))):
        return
    known = atoms(parse(one.old), one.title), atoms(parse(other.old), other.title)
    values = zip(
        [*parts, *(value for _, value in _query(new))],
        [*others, *(value for _, value in _query(second))],
        strict=True,
    )
    choices = [_common(left, right, known) for left, right in values]
    ending = "/" if new.path.endswith("/") and parts else ""
    for chosen in islice(product(*choices), _RULES_AT_MOST):
        if all(kind == "text" for spelling in chosen for kind, _ in spelling):
            continue
        query = tuple(zip(names, chosen[len(parts) :], strict=True))
        yield Rule(_origin(new), tuple(chosen[: len(parts)]), ending, query, depth)


def _common(left: str, right: str, known: tuple[dict[str, str], dict[str, str]]) -> list[Spelling]:
    """The ways to spell both segments alike, those with the least text of their own first."""
    both = _spellings(left, known[0]) & _spellings(right, known[1])
    if left == right and len(both) > 1:
        # What never changed may be a name of the new site, or a year that both pages share.
        text: Spelling = (("text", left),)
        return [min(both - {text}, key=_plainness), text]
    return sorted(both, key=_plainness)[:2]


def _plainness(spelling: Spelling) -> tuple[int, int, Spelling]:
    text = sum(len(value) for kind, value in spelling if kind == "text")
    return text, len(spelling), spelling


def _spellings(segment: str, known: dict[str, str]) -> set[Spelling]:
    """Every way to write a segment as text around one part, or two parts."""
    found: set[Spelling] = {(("text", segment),)}
    for name, value in known.items():
        for before, after in _around(segment, value):
            found.add(_joined(before, name, after))
            for other, inner in known.items():
                for middle, end in _around(after, inner):
                    if after and len(middle) <= 1:
                        found.add((*_joined(before, name, middle), *_joined("", other, end)))
    return found


def _around(segment: str, value: str) -> Iterator[tuple[str, str]]:
    if segment == value or (len(value) >= _SHORTEST and value in segment):
        before, _, after = segment.partition(value)
        yield before, after


def _joined(before: str, name: str, after: str) -> Spelling:
    parts = (("text", before), ("part", name), ("text", after))
    return tuple(part for part in parts if part[1])


def _explains(rule: Rule, move: Move) -> bool:
    target = rule.applied(parse(move.old), move.title)
    return target is not None and _same(target, move.new)


def _same(one: str, other: str) -> bool:
    first, second = url_of(one), url_of(other)
    return first is not None and second is not None and first.href == second.href


def _is_new(target: str, url: Url) -> bool:
    found = url_of(target)
    return found is not None and found.without_fragment != url.without_fragment


def _site(url: Url) -> tuple[str, int | None]:
    return url.host.removeprefix("www."), url.port


def _origin(url: Url) -> str:
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme}://{url.host}{port}"


def _query(url: Url) -> list[tuple[str, str]]:
    pairs = (pair.partition("=") for pair in url.query.split("&") if pair)
    return [(name, value) for name, _, value in pairs][:5]
