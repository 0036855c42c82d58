"""One connection to a server: sends a request and hands out the answer as fast as it is read."""

import asyncio
from typing import cast

from citewatch.core.evidence import Failure
from citewatch.wire.faults import WireFault
from citewatch.wire.message import Message
from citewatch.wire.names import Address

HIGH_WATER = 64 * 1024
"""Bytes of body that may wait for their reader; past them the server is made to wait."""


class Connection(asyncio.Protocol):
    """An open connection that carries one request at a time.

    `read_timeout` bounds, in seconds, every wait for the server: for its first byte and between
    two pieces of its answer.
    """

    def __init__(self, address: Address, read_timeout: float) -> None:
        self.address = address
        self.answered = False
        self._loop = asyncio.get_running_loop()
        self._read_timeout = read_timeout
        self._transport: asyncio.Transport | None = None
        self._message: Message | None = None
        self._fault: WireFault | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._heard = 0.0

    async def ask(self, request: bytes) -> Message:
        """Send a request; the answer, once its headers are complete. Raises WireFault."""
        if self._transport is None or self._transport.is_closing():
            raise WireFault(Failure.RESET, "The server closed the connection without answering.")
        message = self._message = Message()
        self.answered = False
        self._transport.resume_reading()  # the last answer may have been left unread
        self._transport.write(request)
        while not message.head_complete:
            if self._fault is not None:
                raise self._fault
            await self._wait()
        return message

    async def read(self) -> bytes:
        """The next piece of the body, empty at its end. Raises WireFault where it breaks off."""
        message = self._message
        assert message is not None
        assert self._transport is not None
        while True:
            data = message.take()
            if data:
                if not self._transport.is_closing():
                    self._transport.resume_reading()
                return data
            if message.complete:
                return b""
            if self._fault is not None:
                raise self._fault
            await self._wait()

    @property
    def reusable(self) -> bool:
        """Whether the connection is open, at rest and may carry another request."""
        message = self._message
        return (
            self._transport is not None
            and not self._transport.is_closing()
            and (message is None or (message.complete and message.keep_alive))
            and self._fault is None
        )

    def close(self) -> None:
        """Drop the connection at once, whatever is still on its way."""
        if self._transport is not None:
            self._transport.abort()

    # ---- what asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's are no subclass of it

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        message = self._message
        self._heard = self._loop.time()
        if message is None or message.complete:  # nobody asked for these
            self.close()
            return
        self.answered = True
        try:
            message.feed(data)
        except WireFault as fault:
            self._fault = fault
            self.close()
        if message.buffered > HIGH_WATER and self._transport is not None:
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone; `exc` is None where the other side ended it in order."""
        if self._message is not None:
            self._end(self._message, cleanly=exc is None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._wake()

    # ----

    def _end(self, message: Message, *, cleanly: bool) -> None:
        if self._fault is not None:
            message.give_up()
            return
        try:
            message.end(cleanly)
        except WireFault as fault:
            self._fault = fault

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def _wait(self) -> None:
        """Wait for the server to say or end something."""
        self._waiter = self._loop.create_future()
        self._heard = self._loop.time()
        if self._timer is None:
            self._timer = self._loop.call_later(self._read_timeout, self._time_out)
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _time_out(self) -> None:
        """One timer serves all waits: where something was heard meanwhile, it is set anew."""
        self._timer = None
        if self._waiter is None:
            return
        left = self._heard + self._read_timeout - self._loop.time()
        if left > 0.001:
            self._timer = self._loop.call_later(left, self._time_out)
            return
        self._fault = WireFault(
            Failure.ANSWER_TIMEOUT, f"The server was silent for {self._read_timeout:g} seconds."
        )
        self.close()
        self._wake()
