"""One answer, parsed as its bytes arrive. No I/O."""

import httptools

from citewatch.core.evidence import Failure
from citewatch.wire.faults import WireFault
from citewatch.wire.head import repaired, split_head

MAX_HEAD = 256 * 1024
"""Bytes of headers, those of interim answers included: the limit that Chrome has."""

_MAX_REPAIRS = 100
_NOT_HTTP = "What the server sent is not a web answer."
_TOO_LARGE = "The server sends more headers than a browser would read."
_BROKE_OFF = "The server broke off in the middle of its answer."


class Message:
    """The answer to one request.

    `status` and `headers` are valid once `head_complete`; the body is taken piece by piece.
    `keep_alive` says, once `complete`, whether the connection can carry another request.
    """

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.head_complete = False
        self.complete = False
        self.keep_alive = False
        self.buffered = 0
        self._body: list[bytes] = []
        self._head = bytearray()
        self._head_size = 0
        self._interim = False
        self._broken_head = False
        self._ends_with_connection = False
        self._without_body = 0
        self._parser: httptools.HttpResponseParser | None = self._new_parser()

    def feed(self, data: bytes) -> None:
        """Take in the next bytes. Raises WireFault where they make no sense."""
        if self.head_complete:
            self._feed_body(data)
        else:
            self._feed_head(data)

    def end(self, cleanly: bool) -> None:
        """The connection has ended. Raises WireFault where the answer has not."""
        self.give_up()
        if self.complete:
            return
        if not self.head_complete:
            raise self._ended_in_head()
        if cleanly and self._ends_with_connection:
            self.complete = True
            return
        raise WireFault(Failure.RESET, _BROKE_OFF)

    def give_up(self) -> None:
        """Take in no more. The parser knows the message, too: in a circle both would stay long."""
        self._parser = None

    def take(self) -> bytes:
        """The body that has arrived since the last call."""
        body = self._body
        if not body:
            return b""
        self._body, self.buffered = [], 0
        return body[0] if len(body) == 1 else b"".join(body)

    # ---- what the parser calls

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header field; those after a chunked body do not count."""
        if not self.head_complete:
            self.headers.append((name.rstrip(), value))

    def on_headers_complete(self) -> None:
        """The empty line after the headers."""
        if self.head_complete:
            return
        assert self._parser is not None
        status = self._parser.get_status_code()
        if status < 100:
            raise ValueError(status)
        if status < 200 and status != 101:
            self._interim = True
            self.headers.clear()
            return
        self.status = status
        self.head_complete = True
        self._ends_with_connection = not any(map(_frames_body, self.headers))

    def on_body(self, data: bytes) -> None:
        """A piece of the body."""
        if not self.complete:
            self._body.append(data)
            self.buffered += len(data)

    def on_message_complete(self) -> None:
        """The end of an interim answer or of the answer itself."""
        if self._interim:
            self._interim = False
        elif not self.complete:
            assert self._parser is not None
            self.complete = True
            self.keep_alive = self._parser.should_keep_alive()

    # ----

    def _new_parser(self) -> httptools.HttpResponseParser:
        parser = httptools.HttpResponseParser(self)
        parser.set_dangerous_leniencies(
            lenient_headers=True,
            lenient_chunked_length=True,
            lenient_transfer_encoding=True,
            lenient_version=True,
            lenient_data_after_close=True,
            lenient_optional_lf_after_cr=True,
            lenient_optional_cr_before_lf=True,
            lenient_optional_crlf_after_chunk=True,
            lenient_spaces_after_chunk_size=True,
        )
        return parser

    def _feed_head(self, data: bytes) -> None:
        self._head_size += len(data)
        self._head += data
        if not self._broken_head:
            try:
                self._parse(data)
            except httptools.HttpParserError:
                if self.head_complete:
                    raise WireFault(Failure.NOT_HTTP, _BROKE_OFF) from None
                self._broken_head = True
        if self._broken_head:
            self._repair()
        self._check_size()
        if self.head_complete:
            self._head.clear()

    def _check_size(self) -> None:
        if self._head_size <= MAX_HEAD:
            return
        if self.head_complete and sum(len(n) + len(v) for n, v in self.headers) <= MAX_HEAD:
            return  # the rest was body
        raise WireFault(Failure.HEADERS_TOO_LARGE, _TOO_LARGE)

    def _parse(self, data: bytes) -> None:
        assert self._parser is not None
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self.complete, self.keep_alive = True, False
        except httptools.HttpParserError:
            if not self.complete:
                raise
            self.keep_alive = False
        if self.complete:
            self.give_up()

    def _repair(self) -> None:
        """Parse the heads that have arrived, each made well-formed first."""
        if not self._head.lstrip(b"\r\n").startswith(b"HTTP/"):
            raise WireFault(Failure.NOT_HTTP, _NOT_HTTP)
        for _ in range(_MAX_REPAIRS):
            parts = split_head(self._head)
            if parts is None:
                return
            head = repaired(parts[0])
            self._head = bytearray(parts[1])
            self._interim = False
            self.headers.clear()
            self._parser = self._new_parser()
            try:
                self._parse(head or b"?")
            except httptools.HttpParserError:
                break
            if self.head_complete:
                self._feed_body(bytes(self._head))
                return
        raise WireFault(Failure.NOT_HTTP, _NOT_HTTP)

    def _feed_body(self, data: bytes) -> None:
        before = self.buffered
        try:
            self._parse(data)
        except httptools.HttpParserError:
            raise WireFault(Failure.NOT_HTTP, _BROKE_OFF) from None
        self._without_body = 0 if self.buffered > before else self._without_body + len(data)
        if self._without_body > MAX_HEAD and not self.complete:
            raise WireFault(Failure.NOT_HTTP, "The server's answer goes on without content.")

    def _ended_in_head(self) -> WireFault:
        if self._head_size == 0:
            return WireFault(Failure.RESET, "The server closed the connection without answering.")
        if self._broken_head:
            return WireFault(Failure.NOT_HTTP, _NOT_HTTP)
        return WireFault(Failure.RESET, _BROKE_OFF)


def _frames_body(field: tuple[bytes, bytes]) -> bool:
    name, value = field[0].lower(), field[1]
    return name == b"content-length" or (
        name == b"transfer-encoding" and b"chunked" in value.lower()
    )
