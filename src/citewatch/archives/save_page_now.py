"""Save Page Now 2, the Internet Archive's service that captures a page when asked to."""

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from msgspec import Struct

from citewatch.archives.keys import ACCESS, SECRET, Keys
from citewatch.archives.lane import Lane
from citewatch.archives.line import Line, Reply, Unanswered
from citewatch.archives.save_answers import (
    Accepted,
    Course,
    Held,
    Pending,
    Refused,
    Saved,
    Unclear,
    read_status,
    read_submission,
)
from citewatch.errors import CitewatchError
from citewatch.wire.get import Answer

UNCLEAR_AT_MOST = 3
"""Answers that are not understood, after which the service is left alone for the run."""


class Asker(Protocol):
    """GET and POST, redirects not followed. Raises WireFault."""

    async def get(
        self, url: str, headers: Mapping[str, str] | None = None, deadline: float | None = None
    ) -> Answer:
        """Ask for `url`; `deadline` is the whole time in seconds."""
        ...

    async def post_form(
        self,
        url: str,
        form: Mapping[str, str],
        headers: Mapping[str, str] | None = None,
        deadline: float | None = None,
    ) -> Answer:
        """Send a form to `url`, once."""
        ...


class Pace(Struct, frozen=True):
    """How often the service is asked, for the whole process.

    The archive's document of October 2025 allows an account 12 submissions a minute; users were
    held to 7 in September 2026.
    """

    submissions_per_minute: float = 7
    questions_per_minute: float = 60


class SavePageNow:
    """The service of the archive at `base`, over the line that all calls to that archive share.

    Every method raises Unanswered where the archive says nothing of the page, and CitewatchError
    where it does not accept the keys.
    """

    def __init__(self, line: Line, asker: Asker, keys: Keys, base: str, pace: Pace) -> None:
        self._line = line
        self._asker = asker
        self._keys = keys
        self._save = f"{base}/save"
        self._submissions = Lane(60 / pace.submissions_per_minute, deadline=90, attempts=1)
        self._questions = Lane(60 / pace.questions_per_minute, deadline=30, attempts=2)
        self._unclear = 0
        self._stopped = ""

    async def submit(self, url: str, unless_within: int) -> Accepted | Held | Refused:
        """Ask for a capture of `url`, unless there is one of the last `unless_within` days.

        Error pages are not to be captured (`capture_all` stays off), and the archive need not
        find out whether this is its first capture (`skip_first_archive`).
        """
        if self._stopped:
            raise Unanswered(self._stopped)
        form = {
            "url": url,
            "skip_first_archive": "1",
            "if_not_archived_within": f"{unless_within}d",
        }
        send = partial(
            self._asker.post_form, self._save, form, self._headers(), self._submissions.deadline
        )
        answer = self._checked(await self._line.request(self._submissions, self._save, [], send))
        try:
            meaning = read_submission(answer.body)
        except Unclear:
            raise self._not_understood(answer) from None
        return self._heeded(meaning) if isinstance(meaning, Refused) else meaning

    async def status(self, job: str) -> Pending | Saved | Refused:
        """How far a job is."""
        address = f"{self._save}/status/{job}"
        send = partial(self._asker.get, address, self._headers(), self._questions.deadline)
        answer = self._checked(await self._line.request(self._questions, address, [], send))
        try:
            meaning = read_status(answer.body)
        except Unclear:
            raise self._not_understood(answer) from None
        return self._heeded(meaning) if isinstance(meaning, Refused) else meaning

    def _headers(self) -> dict[str, str]:
        return {"Accept": "application/json", **self._keys.headers()}

    def _checked(self, reply: Reply) -> Answer:
        answer = reply.answer
        if answer.status == 401:
            raise CitewatchError(
                f"The Internet Archive does not accept the keys in {ACCESS} and {SECRET}. "
                "https://archive.org/account/s3.php shows the right ones."
            )
        if answer.status != 200 or answer.truncated or answer.opaque:
            raise self._not_understood(answer)
        return answer

    def _not_understood(self, answer: Answer) -> Unanswered:
        self._unclear += 1
        said = f"Its answer was not understood ({answer.status})."
        if self._unclear >= UNCLEAR_AT_MOST:
            self._stopped = f"{said} It is not asked to save more in this run."
        return Unanswered(said)

    def _heeded(self, refused: Refused) -> Refused:
        text = self._keys.hidden_in(refused.text)
        if refused.course is Course.STOP:
            self._stopped = f"{text} It is not asked to save more in this run."
        return Refused(refused.course, text)
