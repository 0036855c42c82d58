"""Which archive is asked, how often it may be, and how long it may take."""

from msgspec import Struct

from citewatch.core.memento import Plan, plan

WAYBACK_MACHINE = "https://web.archive.org"


class Limits(Struct, frozen=True):
    """Rates for the whole process; deadlines in seconds.

    The Internet Archive turns away more than 600 replays and 30 index calls a minute per network,
    counted apart; these are four fifths of that. Its index often takes most of a minute.
    """

    replays_per_minute: float = 480
    index_calls_per_minute: float = 24
    connections: int = 4
    replay_deadline: float = 30
    index_deadline: float = 60

    def plan(self, links: int) -> Plan:
        """What asking for so many links will about cost."""
        return plan(links, self.replays_per_minute, self.index_calls_per_minute)


OTHER_ARCHIVES = Limits(
    replays_per_minute=60, index_calls_per_minute=12, connections=1, index_deadline=30
)
"""For archives that publish no limits: a question a second, one at a time."""
