"""How citewatch behaves towards a host: the numbers, in one place."""

from msgspec import Struct


class Manners(Struct, frozen=True):
    """Limits of politeness and patience. All times are seconds.

    `connections_per_host` and `spacing` (between the starts of two requests) hold for each host;
    `connections` for the whole process: most of them wait for hosts that are slow, which costs
    little. `pause` is for a 429 without Retry-After; a Retry-After beyond `longest_pause` ends the
    asking of that host for this audit. `attempt` bounds one request with its answer, `chain` all
    requests of one visit together.
    """

    connections_per_host: int = 2
    spacing: float = 0.2
    connections: int = 256
    pause: float = 5.0
    longest_pause: float = 60.0
    attempt: float = 30.0
    chain: float = 45.0
