"""What became of the links of some documents since they were audited before."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from citewatch.core.finding import Finding
from citewatch.core.verdict import Verdict


class ChangeKind(StrEnum):
    """What can become of a link between two audits of its document."""

    NEW_TROUBLE = "new-trouble"
    """It was fine, or was not there, and now it is not."""
    WORSE = "worse"
    """It was in trouble, and is in worse trouble now."""
    BACK = "back"
    """It was in trouble, and is fine now, here or at a new address."""
    BETTER = "better"
    """It is in less trouble than it was."""
    GONE = "gone"
    """It stands in its document no more."""


class Changed(Struct, frozen=True):
    """A link that fares otherwise than in the audit before; `now` is None where it is gone from
    its document, `before` where it is new in it. `detail` is the present finding, if there is one.
    """

    citation: str
    url: str
    before: Verdict | None
    now: Verdict | None
    finding: Finding | None = None


class Changes(Struct, frozen=True):
    """What changed since the audit `before` (UTC): at most some of each kind, and how many in all.

    `before` is None where no document was audited before. `counts` has the number of links for
    each kind, `shown` the first of them. `unlinked` citations have no link, and were not there
    before or had one.
    """

    before: datetime | None
    counts: Mapping[ChangeKind, int] = field(default_factory=dict)
    shown: Mapping[ChangeKind, tuple[Changed, ...]] = field(default_factory=dict)
    unlinked: int = 0

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return any(self.counts.values())
