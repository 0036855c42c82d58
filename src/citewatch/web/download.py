"""Fetches a document that is named by its address instead of by a file."""

from citewatch.core.display import show_address
from citewatch.core.urls import MalformedUrl, as_visited, parse
from citewatch.errors import InputError
from citewatch.web.redirects import REDIRECTS_AT_MOST, onward
from citewatch.wire.faults import WireFault
from citewatch.wire.get import Getter

LARGEST = 64 * 1024 * 1024
"""Bytes of a document: what the readers of documents accept of text."""


async def download(getter: Getter, address: str) -> bytes:
    """The document at an address, redirects followed. Raises InputError where there is none."""
    try:
        here = parse(as_visited(address)).without_fragment
        for _ in range(REDIRECTS_AT_MOST + 1):
            answer = await getter.get(here)
            step = onward(here, answer.status, answer.headers.get("location"), None)
            if step is None:
                break
            if step.failure is not None or step.target is None:
                raise _unreadable(address, "it redirects to no address that can be visited")
            here = parse(step.target).without_fragment
        else:
            raise _unreadable(address, "its redirects do not come to an end")
    except MalformedUrl as error:
        raise _unreadable(address, str(error)) from error
    except WireFault as fault:
        raise _unreadable(address, fault.text) from fault
    if answer.status != 200:
        raise _unreadable(address, f"its server answered with status {answer.status}")
    if answer.truncated or answer.opaque:
        raise _unreadable(address, "it did not arrive whole")
    return answer.body


def _unreadable(address: str, why: str) -> InputError:
    return InputError([f"{show_address(address)}: cannot be read: {why}"])
