"""Everything observed about a link: requests, answers, the page, and what went wrong."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field


class Failure(StrEnum):
    """Why a visit ended without an answer that can be judged by its status."""

    # before a connection
    MALFORMED_ADDRESS = "malformed-address"
    OTHER_SCHEME = "other-scheme"
    PRIVATE_ADDRESS = "private-address"
    NAME_NOT_PUBLIC = "name-not-public"
    NO_SUCH_HOST = "no-such-host"
    NO_ADDRESS_RECORD = "no-address-record"
    DNS_UNANSWERED = "dns-unanswered"
    # the connection
    REFUSED = "refused"
    RESET = "reset"
    NETWORK_UNREACHABLE = "network-unreachable"
    CONNECT_TIMEOUT = "connect-timeout"
    TLS_EXPIRED = "tls-expired"
    TLS_WRONG_HOST = "tls-wrong-host"
    TLS_UNTRUSTED = "tls-untrusted"
    TLS_HANDSHAKE = "tls-handshake"
    # the answer
    ANSWER_TIMEOUT = "answer-timeout"
    DEADLINE = "deadline"
    NOT_HTTP = "not-http"
    HEADERS_TOO_LARGE = "headers-too-large"
    BODY_BOMB = "body-bomb"
    # the redirects
    REDIRECT_LOOP = "redirect-loop"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    REDIRECT_WITHOUT_TARGET = "redirect-without-target"
    REDIRECT_MALFORMED = "redirect-malformed"
    REDIRECT_OTHER_SCHEME = "redirect-other-scheme"
    REDIRECT_TO_PRIVATE = "redirect-to-private"
    # a browser
    NOT_DRAWN = "not-drawn"
    # our own decision
    HOST_HUNG = "host-hung"
    HOST_ASKED_TO_WAIT = "host-asked-to-wait"


NEVER_SECURED = "The server took the connection but never answered the request to secure it."
"""The text of an ANSWER_TIMEOUT that came before anything could be asked."""


MEMENTO_MARK = "memento-datetime"
"""The header by which an archive marks a capture (RFC 7089, section 2.1.1), in lower case."""


class Hop(Struct, frozen=True, omit_defaults=True):
    """One request of a visit and its answer.

    `status` is None when no answer came. `target` is the absolute address that the answer sends
    the reader to, and `permanent` whether it says that this is for good (301, 308 or an immediate
    refresh, by meta element or header: `meta_refresh`; one that a script makes says nothing of
    that). `headers` holds lower-case names; only
    those that a rule reads are kept.
    """

    url: str
    at: datetime
    status: int | None = None
    target: str | None = None
    permanent: bool = False
    meta_refresh: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    address: str | None = None
    seconds: float = 0.0


class Refresh(Struct, frozen=True):
    """A page's own order to go elsewhere: after `seconds`, to the absolute address `target`.

    `by_script` tells that it is no declaration, but what the page's script does.
    """

    seconds: float
    target: str
    by_script: bool = False


class Page(Struct, frozen=True, omit_defaults=True):
    """What stood at the end of a visit, read from at most `bytes_read` bytes of body.

    `title`, `headings` and `text` are already one-line, control characters removed.
    `truncated` is true when the body went on past the cap or broke off.

    `headings` are the first few h1 and h2. `text` is the visible text without the navigation,
    and `text_cut` is true where more of it was there than was kept; `words` counts all of it.
    `other_titles` are the names that the page's metadata give it (citation_title, og:title,
    JSON-LD headline and the like), `site_name` the name of its site. `refresh` is that of a
    meta element or of the header. `noindex` is true where it asks not to be found by search
    engines, `paid` where it says that only part of it is free to read. `has_unread_content` is
    true where scripts, frames or pictures may show a reader more than the text read here.
    `own_links` counts the addresses of its own site that it links to, up to 20.
    `is_doorway` is true where nothing is to be read but a script that sends its reader on.
    `paragraphs` counts those of running text, up to 5; `is_described` tells whether its metadata
    say who wrote it or when; `awaits_scripts` whether a named element stands empty for a script to
    fill. `posts_to` is the address that its form of hidden fields posts itself to, or "".
    `markers` are ids of the vendor signatures found in its markup. `doi` is the one that its
    metadata give it, and `digest` the SHA-1 of its whole body, in hexadecimal digits, where the
    body was read to its end.

    `unread_coding` is the content coding that the body came in, where it could not be undone, and
    `unread_encoding` the label of its characters, where nobody knows it: then nothing of the page
    was read, and nothing follows from what is not there.
    """

    media_type: str
    bytes_read: int
    truncated: bool = False
    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    canonical: str | None = None
    has_password_field: bool = False
    text_cut: bool = False
    words: int = 0
    other_titles: tuple[str, ...] = ()
    site_name: str = ""
    language: str = ""
    refresh: Refresh | None = None
    noindex: bool = False
    paid: bool = False
    has_unread_content: bool = False
    own_links: int = 0
    markers: frozenset[str] = frozenset()
    doi: str = ""
    digest: str = ""
    unread_coding: str = ""
    unread_encoding: str = ""
    is_doorway: bool = False
    paragraphs: int = 0
    is_described: bool = False
    awaits_scripts: bool = False
    posts_to: str = ""

    @property
    def is_unread(self) -> bool:
        """Whether nobody here could read what the server sent."""
        return bool(self.unread_coding or self.unread_encoding)


class Visit(Struct, frozen=True, omit_defaults=True):
    """One look at a link: the chain of hops, and the page or the failure at its end.

    `retry_after` is the wait in seconds that the server asked for, where it asked.
    A visit with HOST_HUNG or HOST_ASKED_TO_WAIT made no request itself: what another link of
    its host met stands in for it.
    """

    hops: tuple[Hop, ...]
    page: Page | None = None
    failure: Failure | None = None
    failure_text: str = ""
    retry_after: float | None = None

    @property
    def status(self) -> int | None:
        """The last HTTP status seen, or None where nothing answered."""
        answered = [hop.status for hop in self.hops if hop.status is not None]
        return answered[-1] if answered else None

    @property
    def asked(self) -> bool:
        """Whether the address itself was asked for."""
        return self.failure not in (Failure.HOST_HUNG, Failure.HOST_ASKED_TO_WAIT)

    @property
    def final_url(self) -> str | None:
        """The last address requested."""
        return self.hops[-1].url if self.hops else None
