"""What the staged web was asked: every request, and how many connections stood at once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from citewatch.demo.exchange import Request


class RequestLog:
    """The memory of a staged web, in the order of arrival."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._open: Counter[str] = Counter()
        self._most: Counter[str] = Counter()

    def of(self, host: str, path: str | None = None) -> tuple[Request, ...]:
        """The requests to a host, or those for one of its paths."""
        return tuple(
            request
            for request in self.requests
            if request.host == host and path in (None, request.path)
        )

    def count(self, host: str, path: str) -> int:
        """How often a path of a host was asked for."""
        return self._counts[host, path]

    def most_at_once(self, host: str) -> int:
        """The most requests to a host that were being answered at the same time."""
        return self._most[host]

    @contextmanager
    def answering(self, request: Request) -> Iterator[None]:
        """Write a request down, and count it as open while it is answered."""
        host = request.host
        self.requests.append(request)
        self._counts[host, request.path] += 1
        self._open[host] += 1
        self._most[host] = max(self._most[host], self._open[host])
        try:
            yield
        finally:
            self._open[host] -= 1
