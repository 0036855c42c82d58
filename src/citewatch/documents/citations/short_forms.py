"""Notes that point to an earlier note instead of naming their source: "Ibid.", "supra note 5"."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from citewatch.core.citation import Citation

_SAME_AS_BEFORE = re.compile(
    r"""(?ix) ^\W*
    (?: ibid(?:em)? | id\. | idem | ebd\. | ebenda | ebda\. | loc\.\s?cit | ib\.
      | (?:see|siehe|voir|véase)\s+(?:ibid(?:em)?|ebd\.|ebenda|id\.) )
    (?!\w)"""
)
_EARLIER_NOTE = re.compile(
    r"""(?ix)
    \b (?: supra | infra )\s*,? \s* (?:at\s+)? (?:(?:foot)?notes?|n\.|nn\.|fn\.?) \s* (\d{1,4}) \b
    | \( (?:foot)?notes? \s+ (\d{1,4}) \s+ above \)
    | ^\W* see \s+ (?:also\s+)? (?:foot)?note \s+ (\d{1,4}) (?:\s+ (?:above|supra))?
    | \b (?: (?:siehe|vgl\.|s\.) \s+ (?:oben\s+)? | a\.\s?a\.\s?O\.\s*,?\s*\(? )
      (?:Fn\.?|Fußnote|Anm\.) \s* (\d{1,4}) \b
    | \b (?: cf\. | voir | v\. ) \s+ (?:supra\s+)? note \s+ (\d{1,4}) \b
    | \b (?: ver | véase ) \s+ (?:supra\s+)? nota \s+ (\d{1,4}) \b
    """
)


def resolve(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The citations, those without a link of their own given the links of the note they mean."""
    resolved: list[Citation] = []
    by_id: dict[str, Citation] = {}
    for citation in citations:
        meant = None if citation.links else _meant(citation.text, resolved, by_id)
        if meant is not None:
            citation = replace(citation, links=meant.links)  # noqa: PLW2901 - the same citation
        resolved.append(citation)
        by_id.setdefault(citation.id, citation)
    return tuple(resolved)


def _meant(text: str, before: list[Citation], by_id: dict[str, Citation]) -> Citation | None:
    if earlier := _EARLIER_NOTE.search(text):
        return by_id.get(next(filter(None, earlier.groups())))
    if before and _SAME_AS_BEFORE.match(text):
        return before[-1]
    return None
