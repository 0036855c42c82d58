import gc
import weakref

import pytest

from citewatch.core.evidence import Failure
from citewatch.wire.faults import WireFault
from citewatch.wire.message import MAX_HEAD, Message

PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
INTERIM = b"HTTP/1.1 100 Continue\r\n\r\n"


def parsed(data: bytes, size: int = 10_000_000) -> Message:
    message = Message()
    for start in range(0, len(data), size):
        message.feed(data[start : start + size])
    return message


def body_after_end(message: Message) -> bytes:
    message.end(cleanly=True)
    return message.take()


@pytest.mark.parametrize("size", [1, 3, 10_000])
@pytest.mark.parametrize(
    ("data", "keep_alive"),
    [
        (PLAIN, True),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", False),
        (b"HTTP/1.1 200\r\n\r\nhello", False),
        (b"HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", True),
        (b"\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", True),
        (CHUNKED + b"2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nTrailer: t\r\n\r\n", True),
        (CHUNKED[:-2] + b"Content-Length: 9\r\n\r\n5\r\nhello\r\n0\r\n\r\n", True),
        (INTERIM + b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + PLAIN, True),
        # What follows stands in no standard, but browsers show the page.
        (b"HTTP/1.1 200 OK\r\nA line of junk\r\nContent-Length: 5\r\n\r\nhello", True),
        (b"HTTP/1.1 200 OK\r\nOdd Name: x\r\nContent-Length: 5\r\n\r\nhello", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhello", False),
        (b"HTTP/2 200 OK\r\nContent-Length: 5\r\n\r\nhello", True),
        (INTERIM + b"HTTP/1.1 200 OK\r\n: x\r\nContent-Length: 5\r\n\r\nhello", True),
    ],
)  # fmt: skip
def test_an_answer_is_read_however_its_bytes_fall(data: bytes, keep_alive: bool, size: int) -> None:
    message = parsed(data, size)
    assert (message.status, body_after_end(message)) == (200, b"hello")
    assert message.keep_alive is keep_alive
    names = {name.lower() for name, _ in message.headers}
    assert names <= {b"content-length", b"connection", b"transfer-encoding"}


@pytest.mark.parametrize("status", [204, 304, 101])
def test_a_status_without_a_body_ends_with_its_headers(status: int) -> None:
    message = parsed(b"HTTP/1.1 %d X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n" % status)
    assert (message.status, message.complete, message.take()) == (status, True, b"")


@pytest.mark.parametrize("status", [418, 520, 600, 999])
def test_any_three_digit_status_is_taken(status: int) -> None:
    assert parsed(b"HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n" % status).status == status


@pytest.mark.parametrize(
    "data",
    [b"<html>hello", b"SSH-2.0-OpenSSH_9.6\r\n", b"\x15\x03\x01\x00\x02\x02",
     b"HTTP/1.1 OK\r\n\r\n", b"HTTP/1.1 2000 OK\r\n\r\n",
     b"HTTP/1.1 000 Zero\r\nContent-Length: 0\r\n\r\n",
     b"HTTP/1.1 20 OK\r\n\r\n", b"HTTP/1.1 100 Continue\r\n: x\r\n\r\n" * 200],
)  # fmt: skip
@pytest.mark.parametrize("size", [1, 10_000])
def test_what_is_no_answer_is_not_http(data: bytes, size: int) -> None:
    with pytest.raises(WireFault) as caught:
        parsed(data, size)
    assert caught.value.failure is Failure.NOT_HTTP


def test_a_connection_that_ends_before_an_answer_was_reset() -> None:
    with pytest.raises(WireFault, match="without answering") as caught:
        Message().end(cleanly=True)
    assert caught.value.failure is Failure.RESET


@pytest.mark.parametrize(
    "data",
    [b"HTTP/1.1 200 OK\r\nContent-", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe",
     b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"],
)  # fmt: skip
def test_a_connection_that_ends_within_an_answer_was_reset(data: bytes) -> None:
    message = parsed(data)
    with pytest.raises(WireFault, match="in the middle") as caught:
        message.end(cleanly=True)
    assert caught.value.failure is Failure.RESET


def test_a_body_that_ends_with_the_connection_is_broken_off_by_a_reset() -> None:
    message = parsed(b"HTTP/1.1 200 OK\r\n\r\nhello")
    with pytest.raises(WireFault):
        message.end(cleanly=False)


@pytest.mark.parametrize("size", [1_000, 100_000, 10_000_000])
def test_headers_past_the_limit_of_browsers_are_too_large(size: int) -> None:
    fields = b"".join(b"X-%d: %s\r\n" % (number, b"x" * 4_000) for number in range(400))
    with pytest.raises(WireFault) as caught:
        parsed(b"HTTP/1.1 200 OK\r\n" + fields + b"\r\n", size)
    assert caught.value.failure is Failure.HEADERS_TOO_LARGE


def test_headers_under_the_limit_are_read_whole() -> None:
    fields = b"".join(b"X-%d: %s\r\n" % (number, b"x" * 4_000) for number in range(60))
    message = parsed(b"HTTP/1.1 200 OK\r\n" + fields + b"\r\n" + b"b" * MAX_HEAD)
    assert len(message.headers) == 60


@pytest.mark.parametrize("size", [25, 100_000])
def test_interim_answers_without_end_are_too_large(size: int) -> None:
    with pytest.raises(WireFault) as caught:
        parsed(b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000, size)
    assert caught.value.failure is Failure.HEADERS_TOO_LARGE


@pytest.mark.parametrize("endless", [b"X: " + b"x" * 997, b"0" * 1_000])
def test_a_chunked_body_that_goes_on_without_content_is_given_up(endless: bytes) -> None:
    with pytest.raises(WireFault):
        parsed(CHUNKED + b"5\r\nhello\r\n0\r\n" + endless * 400, size=10_000)


def test_a_chunk_that_makes_no_sense_leaves_what_came_before_it() -> None:
    message = Message()
    with pytest.raises(WireFault):
        message.feed(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n")
    assert (message.head_complete, message.take()) == (True, b"hello")


def test_bytes_after_the_answer_are_no_part_of_it() -> None:
    message = parsed(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, and more")
    assert (message.complete, message.keep_alive, message.take()) == (True, False, b"hello")


@pytest.mark.parametrize(
    ("data", "cleanly"),
    [(PLAIN, True), (CHUNKED + b"2\r\nhe", False), (b"HTTP/1.1 200 OK\r\n", False)],
    ids=["whole", "broken off", "broken off in its head"],
)
def test_an_answer_is_freed_at_once_and_not_by_the_collector(data: bytes, cleanly: bool) -> None:
    gc.disable()
    try:
        message = parsed(data)
        if not cleanly:
            with pytest.raises(WireFault):
                message.end(cleanly)
        known = weakref.ref(message)
        del message
        assert known() is None
    finally:
        gc.enable()
