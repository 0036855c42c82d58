"""One lane a host: few connections, a little space between requests, pauses where asked for.

A link that waits for its host holds no connection and no worker, so a slow or paused host delays
no other.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from msgspec import Struct, field

from citewatch.core.evidence import Failure
from citewatch.web.manners import Manners

Origin = tuple[str, str, int]
"""Scheme, host and port."""

PAUSES_KEPT = 2
"""Pauses in a row that are kept; a host that asks for one more after them is left alone: its other
links would meet the same."""

LANES_KEPT = 4096
"""Hosts remembered though nobody waits for them: about 1 KB each."""


class Closed(Exception):
    """The host is not asked any more for now; `failure` says why."""

    def __init__(self, failure: Failure, text: str) -> None:
        super().__init__(text)
        self.failure = failure
        self.text = text


class _Lane(Struct):
    """What is known of a host. `hung` has the last look in which an origin gave no answer.

    `users` are those who wait for a turn or have one; `nameless` is the last look in which the
    host's name could not be looked up, and why; `pauses` is how many it asked for in a row.
    """

    slots: asyncio.Semaphore
    users: int = 0
    first: asyncio.Lock = field(default_factory=asyncio.Lock)
    first_after_silence: dict[Origin, asyncio.Lock] = field(default_factory=dict)
    met: bool = False
    next_start: float = 0.0
    paused_until: float = 0.0
    pauses: int = 0
    answered: int = 0
    closed: Closed | None = None
    nameless: tuple[int, Closed] | None = None
    hung: dict[Origin, int] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether nothing has to be remembered of the host, but for a pause that is on."""
        shut = self.closed is not None or self.nameless is not None
        return not self.users and not shut and not self.hung

    def refuse(self, origin: Origin, look: int) -> None:
        """Raises Closed where this origin is not to be asked in this look."""
        if self.closed is not None:
            raise self.closed
        if self.nameless is not None and self.nameless[0] >= look:
            raise self.nameless[1]
        if self.hung.get(origin, 0) >= look:
            raise Closed(Failure.HOST_HUNG, "")

    @asynccontextmanager
    async def alone_if_first(self, origin: Origin) -> AsyncIterator[None]:
        """Hold back those who come while the host, or a silent origin of it, is not met yet."""
        if self._is_met(origin):
            yield
            return
        silent = bool(self.hung)
        lock = self.first_after_silence.setdefault(origin, asyncio.Lock()) if silent else self.first
        async with lock:
            if not self._is_met(origin):
                yield
                return
        yield

    def _is_met(self, origin: Origin) -> bool:
        return self.met and origin not in self.hung


class Lanes:
    """Hands out turns. `monotonic` gives seconds.

    Of hosts that nobody waits for, and that neither hang nor asked for a pause, the last `kept`
    are remembered.
    """

    def __init__(
        self, manners: Manners, monotonic: Callable[[], float], kept: int = LANES_KEPT
    ) -> None:
        self._manners = manners
        self._monotonic = monotonic
        self._kept = kept
        self._connections = asyncio.Semaphore(manners.connections)
        self._lanes: dict[str, _Lane] = {}
        self._used: OrderedDict[str, _Lane] = OrderedDict()

    def __len__(self) -> int:
        """How many hosts are remembered."""
        return len(self._lanes)

    @asynccontextmanager
    async def turn(self, origin: Origin, look: int = 1) -> AsyncIterator[None]:
        """Wait for this origin's turn, then hold a connection of it and of the process.

        `look` is the number of the look, from 1, that the request belongs to. The first request to
        a host goes alone, and the first after it hung: what it meets (a wish for a pause, silence)
        then holds for the others. Raises Closed where the host hung in this look or a later one,
        or asked to be left alone.
        """
        lane = self._lane(origin)
        lane.refuse(origin, look)
        lane.users += 1
        try:
            async with lane.slots, lane.alone_if_first(origin):
                await self._wait_for_start(lane, origin, look)
                async with self._connections:
                    try:
                        yield
                    finally:
                        lane.met = origin not in lane.hung
        finally:
            lane.users -= 1
            self._note_use(origin[1], lane)

    def refuse(self, origin: Origin, look: int) -> None:
        """Raises Closed where this origin is not to be asked in this look, as `turn` does."""
        self._lane(origin).refuse(origin, look)

    def answered(self, origin: Origin, *, asks_for_pause: bool = False) -> None:
        """The origin answered: it does not hang. Unless it `asks_for_pause`, all is well again."""
        lane = self._lane(origin)
        lane.answered += 1
        lane.nameless = None
        lane.hung.pop(origin, None)
        lane.first_after_silence.pop(origin, None)
        if not asks_for_pause:
            lane.pauses = 0

    def answers_so_far(self, origin: Origin) -> int:
        """How often the host has answered; compared before and after a request that hung."""
        return self._lane(origin).answered

    def hung(self, origin: Origin, look: int, answers_before: int) -> None:
        """A request of `look` got no answer; unless others were answered meanwhile, it hangs."""
        lane = self._lane(origin)
        if lane.answered == answers_before:
            lane.hung[origin] = max(look, lane.hung.get(origin, 0))

    def nameless(self, origin: Origin, look: int, closed: Closed) -> None:
        """The host's name could not be looked up in `look`: all its links share that."""
        self._lane(origin).nameless = look, closed

    def pause(self, origin: Origin, seconds: float) -> None:
        """The host asked for a pause; one beyond the limit closes its lane, and one too many.

        Wishes that come while a pause is on are answers to what was asked before it.
        """
        lane, now = self._lane(origin), self._monotonic()
        lane.pauses += now >= lane.paused_until
        if seconds > self._manners.longest_pause:
            said = f"it asked for {round(seconds / 60)} minutes"
            lane.closed = Closed(Failure.HOST_ASKED_TO_WAIT, said)
        elif lane.pauses > PAUSES_KEPT:
            said = f"it asked for a pause again after {PAUSES_KEPT} were kept"
            lane.closed = Closed(Failure.HOST_ASKED_TO_WAIT, said)
        until = now + min(seconds, self._manners.longest_pause)
        lane.paused_until = max(lane.paused_until, until)
        lane.next_start = max(lane.next_start, until)

    def _lane(self, origin: Origin) -> _Lane:
        host = origin[1]
        lane = self._lanes.get(host)
        if lane is None:
            lane = _Lane(asyncio.Semaphore(self._manners.connections_per_host))
            self._lanes[host] = lane
        self._note_use(host, lane)
        return lane

    def _note_use(self, host: str, lane: _Lane) -> None:
        """Forget the host that was used longest ago, where there are too many."""
        self._used[host] = lane
        self._used.move_to_end(host)
        while len(self._used) > self._kept:
            oldest, unused = self._used.popitem(last=False)
            if not unused.is_plain:
                continue  # it stays, and is noted again when its turn ends or it answers
            if unused.next_start > self._monotonic():
                self._used[oldest] = unused  # it asked for a pause, or was asked a moment ago
                return
            del self._lanes[oldest]

    async def _wait_for_start(self, lane: _Lane, origin: Origin, look: int) -> None:
        # A pause can begin while we wait, so look again after each wait.
        while True:
            lane.refuse(origin, look)
            wait = lane.next_start - self._monotonic()
            if wait <= 0:
                break
            await asyncio.sleep(wait)
        lane.next_start = self._monotonic() + self._manners.spacing
