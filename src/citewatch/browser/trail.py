"""What a browser asks for while it draws a page: where it was led, and what did not come."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct
from playwright.async_api import Frame, Page, Request, Response

from citewatch.core.evidence import Hop
from citewatch.core.urls import MalformedUrl, parse

PICTURES = frozenset({"image"})
DECORATION = frozenset({"media", "font", "texttrack", "manifest", "eventsource", "ping"})
"""What no text stands in."""

_MADE_OF = frozenset({"document", "script", "xhr", "fetch"})
"""What the text of a page may come from."""

_PERMANENT = frozenset({301, 308})
_GIVEN_UP = "ERR_ABORTED"
_HEADERS_KEPT = 60
_HEADER_LENGTH = 500


class _Answer(Struct):
    """One page that the browser was led to; `led_by_server` tells how it came to the next."""

    url: str
    at: datetime
    status: int
    headers: dict[str, str]
    target: str | None = None
    led_by_server: bool = False


class Trail:
    """Listens to the `page`. `clock` gives UTC, `addresses` those that hosts were found at.

    `visited` counts the pages that the browser was led to; `broken` tells that the last one ended
    the process that drew it.
    """

    def __init__(
        self, page: Page, clock: Callable[[], datetime], addresses: dict[str, str]
    ) -> None:
        self.visited = 0
        self.broken = False
        self._page = page
        self._clock = clock
        self._addresses = addresses
        self._answers: list[_Answer] = []
        self._under_way: set[Request] = set()
        self._missed = False
        page.on("crash", self._broke)
        page.on("request", self._begun)
        page.on("response", self._answered)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._failed)

    @property
    def busy(self) -> bool:
        """Whether something that a text may come from is still on its way."""
        return bool(self._under_way)

    @property
    def complete(self) -> bool:
        """Whether everything came that the page as it stands may have taken its text from."""
        return not self._missed and not self._under_way

    @property
    def status(self) -> int:
        """The status of the page that stands there now; 0 before any."""
        return self._answers[-1].status if self._answers else 0

    @property
    def hops(self) -> tuple[Hop, ...]:
        """The pages that the browser was led through, each with where it led."""
        return tuple(map(self._hop, self._answers))

    def _hop(self, answer: _Answer) -> Hop:
        return Hop(
            url=answer.url,
            at=answer.at,
            status=answer.status,
            target=answer.target,
            permanent=answer.led_by_server and answer.status in _PERMANENT,
            headers=answer.headers,
            address=self._addresses.get(_host(answer.url)),
        )

    def _broke(self, _page: Page) -> None:
        self.broken = True

    def _begun(self, request: Request) -> None:
        if request.resource_type in _MADE_OF:
            self._under_way.add(request)

    def _ended(self, request: Request) -> None:
        self._under_way.discard(request)

    def _failed(self, request: Request) -> None:
        self._under_way.discard(request)
        if request.resource_type in _MADE_OF and _GIVEN_UP not in (request.failure or ""):
            self._missed = True

    def _answered(self, response: Response) -> None:
        request = response.request
        if self._is_navigation(request, response.frame):
            self._note(request, response)
        elif request.resource_type in _MADE_OF and _is_refusal(response.status):
            self._missed = True

    def _is_navigation(self, request: Request, frame: Frame) -> bool:
        return request.is_navigation_request() and frame == self._page.main_frame

    def _note(self, request: Request, response: Response) -> None:
        self.visited += 1
        self._missed = False  # what the page before lacked is no matter any more
        url, before = request.url, self._answers[-1] if self._answers else None
        if before is not None:
            if _place(before.url) == _place(url):
                self._answers.pop()  # the same page anew, as behind a wall that was opened
            else:
                before.target = url
                before.led_by_server = request.redirected_from is not None
        headers = list(response.headers.items())[:_HEADERS_KEPT]
        kept = {name: value[:_HEADER_LENGTH] for name, value in headers if "cookie" not in name}
        self._answers.append(_Answer(url, self._clock(), response.status, kept))


def _is_refusal(status: int) -> bool:
    """Whether a part was held back: that there is none (404) is an answer, too."""
    return status in {401, 403, 407, 429} or status >= 500


def _place(url: str) -> str:
    return url.partition("#")[0]


def _host(url: str) -> str:
    try:
        return parse(url).host.strip("[]")
    except MalformedUrl:
        return ""
