"""The steps that there are, and what an audit may wish for."""

from datetime import datetime, timedelta

from msgspec import Struct

from citewatch.core.probe import Question

SECOND_LOOK_AFTER = timedelta(seconds=5)
"""What failed for a moment gets some time to recover; longer would make every audit longer. A
judgement: a server that is being restarted is back in seconds, one that is down stays so for more
than any audit lasts."""

HEAD_START = 0.2
"""Part of the pause that a link waits after an answer that was long in coming, though its second
look is due: links that only shared the answer go first, since a host may hang for one page only."""

LONGEST_PAUSE = timedelta(seconds=60)
"""A pause that a server asks for and that one audit keeps: as long as its host's lane does."""


class Wants(Struct, frozen=True):
    """What an audit may ask for.

    `archive`: whether archives are asked; `compare`: whether living pages are held against their
    snapshots; `relocate`: whether lost sources are looked for; `browser`: whether a real browser
    looks where a wall or a script hides the page. Links found alive since `oldest`
    are not asked for again. A second look comes `pause` after the first, or as much later as the
    server asks for, up to `longest_pause`; one that asks for more is left alone.
    """

    archive: bool = True
    compare: bool = True
    relocate: bool = True
    browser: bool = False
    oldest: datetime | None = None
    pause: timedelta = SECOND_LOOK_AFTER
    longest_pause: timedelta = LONGEST_PAUSE


class Ask(Struct, frozen=True):
    """A question to be answered by a probe, now.

    `beside` is one more that need not wait for the answer: it is asked from `beside_from` (UTC) on.
    """

    question: Question
    beside: Question | None = None
    beside_from: datetime | None = None


class Wait(Struct, frozen=True):
    """Nothing before `until` (UTC). Of two that wait at one host, the lower `rank` goes first."""

    until: datetime
    rank: int


class Search(Struct, frozen=True):
    """Its source is to be looked for elsewhere, once the rest of its site was looked at."""


class Settled(Struct, frozen=True):
    """Nothing more can be found out in this audit."""


SETTLED = Settled()

Step = Ask | Wait | Search | Settled
