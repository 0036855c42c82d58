"""Visits addresses of the live web: one GET a hop, each hop's answer kept as evidence."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

import httpx
from msgspec import Struct, field
from msgspec.structs import replace

from citewatch.core.content.walls import HEADERS
from citewatch.core.evidence import MEMENTO_MARK, Failure, Hop, Page, Refresh, Visit
from citewatch.core.retry_after import retry_after_seconds
from citewatch.core.urls import MalformedUrl, Url, as_visited, parse
from citewatch.pages.read import read_page, reads_long
from citewatch.pages.refresh import read_refresh
from citewatch.web.lanes import Closed, Lanes
from citewatch.web.manners import Manners
from citewatch.web.redirects import REDIRECTS_AT_MOST, Onward, onward
from citewatch.wire.faults import WireFault
from citewatch.wire.get import Answer, Getter
from citewatch.wire.guard import is_local_name
from citewatch.wire.names import Resolver

_HUNG = frozenset({Failure.CONNECT_TIMEOUT, Failure.ANSWER_TIMEOUT, Failure.DEADLINE})
_PAUSES = frozenset({429, 503})
"""Statuses with which a server asks for a pause."""

_HEADERS_KEPT = 60
_HEADER_LENGTH = 500
_ALWAYS = frozenset({*HEADERS, MEMENTO_MARK})
_SECRET_HEADERS = frozenset({"set-cookie", "www-authenticate", "authorization"})


class _Chain(Struct):
    """A visit under way. Cookies live as long as it does, and are sent only where they belong.

    `look` is the number of the look that the visit is or belongs to.
    """

    look: int
    hops: list[Hop] = field(default_factory=list)
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    seen: set[tuple[str, str]] = field(default_factory=set)
    seconds: float = 0.0
    retry_after: float | None = None

    def ended(self, page: Page | None = None) -> Visit:
        return Visit(tuple(self.hops), page, retry_after=self.retry_after)

    def failed(self, failure: Failure, text: str = "") -> Visit:
        return Visit(tuple(self.hops), None, failure, text, self.retry_after)


class LiveWeb:
    """The live web as `ports.Web`. `clock` gives UTC; `controls` are addresses that always answer.

    `names` looks hosts up beforehand; it is None behind a proxy, which looks them up itself.
    The controls are asked only where nothing else answered, to tell a dead network from dead links.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a visit needs, each a thing of its own
        self,
        getter: Getter,
        lanes: Lanes,
        manners: Manners,
        clock: Callable[[], datetime],
        controls: tuple[str, ...],
        names: Resolver | None = None,
    ) -> None:
        self._getter = getter
        self._lanes = lanes
        self._manners = manners
        self._clock = clock
        self._controls = controls
        self._names = names

    async def visit(self, url: str, look: int = 1) -> Visit:
        """Look once at an address, following its redirects; see `ports.Web`."""
        chain = _Chain(look)
        try:
            here: str = parse(as_visited(url)).href
        except MalformedUrl as error:
            return chain.failed(Failure.MALFORMED_ADDRESS, str(error))
        while True:
            step = await self._hop(chain, here)
            if isinstance(step, Visit):
                return step
            if len(chain.hops) > REDIRECTS_AT_MOST:
                return chain.failed(Failure.TOO_MANY_REDIRECTS)
            here = step

    async def online(self) -> bool:
        """Whether any of the controls answers, with whatever status."""

        async def answers(url: str) -> bool:
            try:
                await self._getter.get(url, deadline=15)
            except WireFault:
                return False
            return True

        return any(await asyncio.gather(*(answers(url) for url in self._controls)))

    async def _hop(self, chain: _Chain, here: str) -> str | Visit:
        """Make one request; the next address, or the visit where it ended."""
        url = parse(here)
        cookie = _cookie_header(chain.cookies, url)
        if (url.without_fragment, cookie) in chain.seen:
            return chain.failed(Failure.REDIRECT_LOOP)
        chain.seen.add((url.without_fragment, cookie))
        try:
            answer = await self._ask(chain, url, {"cookie": cookie} if cookie else {})
        except Closed as closed:
            chain.hops.append(Hop(here, self._clock()))
            return chain.failed(closed.failure, closed.text)
        except WireFault as fault:
            chain.hops.append(Hop(here, self._clock()))
            return chain.failed(_in_chain(fault.failure, chain), fault.text)
        self._heed(chain, url, answer)
        page = await _page_of(answer)
        step = onward(here, answer.status, answer.headers.get("location"), page)
        chain.hops.append(self._evidence_of(here, answer, step))
        if step is None:
            return chain.ended(page)
        if step.failure is not None or step.target is None:
            return chain.failed(step.failure or Failure.REDIRECT_MALFORMED)
        return step.target

    async def _ask(self, chain: _Chain, url: Url, headers: Mapping[str, str]) -> Answer:
        left = self._manners.chain - chain.seconds
        if left <= 0:
            raise WireFault(Failure.DEADLINE, "the redirects together took too long")
        seconds = min(left, self._manners.attempt)
        await self._look_up(url, chain.look)
        async with self._lanes.turn(url.origin, chain.look):
            before = self._lanes.answers_so_far(url.origin)
            try:
                answer = await self._getter.get(url.without_fragment, headers, seconds)
            except WireFault as fault:
                if fault.failure in _HUNG:
                    self._lanes.hung(url.origin, chain.look, before)
                raise
        chain.seconds += answer.seconds
        self._lanes.answered(url.origin, asks_for_pause=answer.status in _PAUSES)
        return answer

    async def _look_up(self, url: Url, look: int) -> None:
        """Before the host's turn, and not on the request's time: names can be slow to look up."""
        if self._names is None or is_local_name(url.host):
            return
        self._lanes.refuse(url.origin, look)
        try:
            await self._names.resolve(url.host.strip("[]"), url.origin[2])
        except WireFault as fault:
            if fault.failure is Failure.DNS_UNANSWERED:
                # A name that hangs is not to be waited for link by link.
                closed = Closed(fault.failure, fault.text)
                self._lanes.nameless(url.origin, look, closed)
            raise

    def _heed(self, chain: _Chain, url: Url, answer: Answer) -> None:
        """Keep the answer's cookies for the chain, and its wish for a pause for the host."""
        if "set-cookie" in answer.headers:
            request = httpx.Request("GET", url.without_fragment)
            chain.cookies.extract_cookies(
                httpx.Response(answer.status, headers=answer.headers, request=request)
            )
        if answer.status not in _PAUSES:
            return
        asked = retry_after_seconds(answer.headers.get("retry-after"), self._clock())
        chain.retry_after = asked
        if asked is not None:
            self._lanes.pause(url.origin, asked)
        elif answer.status == 429:
            self._lanes.pause(url.origin, self._manners.pause)

    def _evidence_of(self, here: str, answer: Answer, step: Onward | None) -> Hop:
        return Hop(
            url=here,
            at=self._clock(),
            status=answer.status,
            target=step.target if step else None,
            permanent=step.permanent if step else False,
            meta_refresh=step.meta_refresh if step else False,
            headers=_kept_headers(answer.headers),
            address=answer.address,
            seconds=answer.seconds,
        )


def _in_chain(failure: Failure, chain: _Chain) -> Failure:
    """A private address that a redirect led to is a finding of its own."""
    redirected = len(chain.hops) > 1
    if redirected and failure is Failure.PRIVATE_ADDRESS:
        return Failure.REDIRECT_TO_PRIVATE
    if redirected and failure is Failure.MALFORMED_ADDRESS:
        return Failure.REDIRECT_MALFORMED
    return failure


def _cookie_header(cookies: httpx.Cookies, url: Url) -> str:
    if not cookies.jar:
        return ""
    request = httpx.Request("GET", url.without_fragment)
    cookies.set_cookie_header(request)
    return str(request.headers.get("cookie", ""))


def _kept_headers(headers: httpx.Headers) -> dict[str, str]:
    """The first headers, and wherever they stand those by which walls and captures are known."""
    kept: dict[str, str] = {}
    for name, value in ((name.lower(), value) for name, value in headers.items()):
        if name in _ALWAYS or (len(kept) < _HEADERS_KEPT and name not in _SECRET_HEADERS):
            kept[name] = value[:_HEADER_LENGTH]
    return kept


async def _page_of(answer: Answer) -> Page:
    coding = answer.headers.get("content-encoding", "") if answer.opaque else ""
    kind = answer.headers.get("content-type")
    arguments = (answer.body, kind, answer.url, answer.truncated, coding)
    if reads_long(answer.body):
        page = await asyncio.to_thread(read_page, *arguments)
    else:
        page = read_page(*arguments)
    # The header was there first, so its order counts before the page's own (HTML Living Standard).
    ordered = _refresh_of(answer)
    return page if ordered is None else replace(page, refresh=ordered)


def _refresh_of(answer: Answer) -> Refresh | None:
    orders = answer.headers.get_list("refresh")
    return read_refresh(orders[0], answer.url) if orders else None
