"""What the answers of Save Page Now 2 mean. Pure.

Shapes and error codes are those of the archive's "Save Page Now 2 Public API" document.
"""

import json
import re
from datetime import datetime
from enum import Enum, auto
from typing import Any

from msgspec import Struct

from citewatch.core.display import show
from citewatch.core.memento import ReplayAddress, is_timestamp, read_timestamp

_JOB = re.compile(r"[A-Za-z0-9][\w-]{0,99}")
_LONGEST_MESSAGE = 200


class Course(Enum):
    """What is to be done after a refusal.

    WAIT: the archive is busy; submit again after a pause. LATER: trouble that may pass, or a limit
    of the day; another run may try. NEVER: nothing will change it soon, or nobody knows. STOP: no
    page of this run can be saved.
    """

    WAIT = auto()
    LATER = auto()
    NEVER = auto()
    STOP = auto()


_COURSES = {
    Course.WAIT: "user-session-limit no-browsers-available celery cannot-fetch",
    Course.LATER: """bad-gateway bandwidth-limit-exceeded browsing-timeout capture-location-error
        gateway-timeout internal-server-error invalid-server-response job-failed
        max-daily-bandwidth-host protocol-error proxy-error read-timeout service-unavailable
        soft-time-limit-exceeded too-many-daily-captures too-many-requests""",
    Course.STOP: "blocked-client-ip max-daily-bandwidth max-daily-bandwidth-from-ip",
}
_COURSE_OF = {code: course for course, codes in _COURSES.items() for code in codes.split()}


class Accepted(Struct, frozen=True):
    """The archive is at work; `job` names the work."""

    job: str


class Held(Struct, frozen=True):
    """The archive has a capture that is new enough; `text` is what it said."""

    text: str


class Refused(Struct, frozen=True):
    """The archive did not save the page; `text` is a sentence."""

    course: Course
    text: str


class Pending(Struct, frozen=True):
    """The archive is still at work."""


class Saved(Struct, frozen=True):
    """The page is saved. `original` is the address at the end of its redirects."""

    at: datetime
    original: str

    def snapshot(self, base: str) -> str:
        """The address of the capture, in the form to cite."""
        return ReplayAddress(self.at, self.original).framed(base)


class Unclear(ValueError):
    """An answer that means nothing known."""


def is_job(name: str) -> bool:
    """Whether this can be the name of a job, and stand in an address."""
    return _JOB.fullmatch(name) is not None


def read_submission(body: bytes) -> Accepted | Held | Refused:
    """The answer to a submission. Raises Unclear."""
    answer = _object(body)
    if answer.get("status") == "error" or "status_ext" in answer:
        return _refusal(answer)
    job = answer.get("job_id")
    if isinstance(job, str) and is_job(job):
        return Accepted(job)
    if "job_id" in answer and job is None and isinstance(answer.get("message"), str):
        return Held(_message(answer))
    raise Unclear


def read_status(body: bytes) -> Pending | Saved | Refused:
    """The answer to the question how far a job is. Raises Unclear."""
    answer = _object(body)
    status = answer.get("status")
    if status == "pending":
        return Pending()
    if status == "error":
        return _refusal(answer)
    stamp, original = answer.get("timestamp"), answer.get("original_url")
    if status != "success" or not isinstance(stamp, str) or not isinstance(original, str):
        raise Unclear
    at = read_timestamp(stamp) if is_timestamp(stamp) else None
    if at is None or not original.lower().startswith(("http://", "https://")):
        raise Unclear
    return Saved(at, original)


def _refusal(answer: dict[str, Any]) -> Refused:
    code = str(answer.get("status_ext", "")).removeprefix("error:")
    said = _message(answer) or "no reason"
    named = f" ({show(code, 60)})" if code else ""
    return Refused(
        _COURSE_OF.get(code, Course.NEVER), f"The archive gave as its reason: {said}{named}"
    )


def _message(answer: dict[str, Any]) -> str:
    message = answer.get("message")
    return show(message, _LONGEST_MESSAGE) if isinstance(message, str) else ""


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unclear from error
    if not isinstance(found, dict):
        raise Unclear
    return found
