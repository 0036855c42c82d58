import asyncio
import json
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from archives.save_lab import ACCEPTED, HELD, JOB, PENDING, refused, saved, staged_service
from citewatch.archives.keys import Keys, keys_from
from citewatch.archives.line import Unanswered
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

URL = "http://example.org/a?b=1"


async def test_a_page_is_submitted_with_the_keys_and_without_capturing_error_pages() -> None:
    async with staged_service(ACCEPTED) as lab:
        said = await lab.save_page_now().submit(URL, 180)
    request = lab.service.requests[0]
    assert said == Accepted(JOB)
    assert (request.method, request.path) == ("POST", "/save")
    assert request.form == {
        "url": URL, "skip_first_archive": "1", "if_not_archived_within": "180d",
    }  # fmt: skip
    assert request.headers["accept"] == "application/json"


async def test_a_recent_capture_is_told_from_a_new_job() -> None:
    async with staged_service(HELD) as lab:
        said = await lab.save_page_now().submit(URL, 180)
    assert said == Held("The same snapshot had been made 177 hours, 9 minutes ago.")


async def test_a_job_is_asked_for_until_it_is_done() -> None:
    async with staged_service(statuses=[PENDING, saved()]) as lab:
        service = lab.save_page_now()
        said = [await service.status(JOB), await service.status(JOB)]
    moment = datetime(2026, 11, 1, 9, 10, tzinfo=UTC)
    assert said == [Pending(), Saved(moment, "http://example.org/")]
    assert lab.service.paths() == [f"GET /save/status/{JOB}"] * 2


async def test_submissions_start_no_more_often_than_seven_times_a_minute() -> None:
    starts: list[float] = []
    async with staged_service(*[ACCEPTED] * 4) as lab:
        service = lab.save_page_now()
        for _ in range(4):
            await service.submit(URL, 180)
            starts.append(lab.time.now)
    assert [round(b - a, 3) for a, b in pairwise(starts)] == [8.571] * 3


async def test_a_429_pauses_for_as_long_as_the_archive_asks_and_the_third_in_a_row_ends_it() -> (
    None
):
    throttled = (429, {"Retry-After": "120"}, "slow down")
    async with staged_service(throttled, ACCEPTED, *[throttled] * 3) as lab:
        service = lab.save_page_now()
        before = lab.time.now
        assert await service.submit(URL, 180) == Accepted(JOB)
        assert lab.time.now - before == 120
        with pytest.raises(Unanswered, match="pause"):
            await service.submit(URL, 180)
        with pytest.raises(Unanswered, match="not asked any more"):
            await service.submit(URL, 180)
    assert len(lab.service.requests) == 5


async def test_a_submission_that_met_a_server_error_is_not_made_again() -> None:
    async with staged_service((503, {}, "Temporarily Offline"), ACCEPTED) as lab:
        with pytest.raises(Unanswered, match="503"):
            await lab.save_page_now().submit(URL, 180)
    assert len(lab.service.requests) == 1


async def test_keys_that_are_refused_end_the_run_and_are_not_shown() -> None:
    async with staged_service() as lab:
        with pytest.raises(CitewatchError) as caught:
            await lab.save_page_now(Keys("wrong-access", "wrong-secret")).submit(URL, 180)
    assert "wrong" not in f"{caught.value!r}{caught.value.__cause__}"
    assert "IA_ACCESS_KEY_ID" in str(caught.value)


async def test_keys_that_the_archive_echoes_are_struck_out() -> None:
    echoing = refused("no-access", "open-sesame and under-the-mat are not enough")
    async with staged_service(echoing, statuses=[echoing]) as lab:
        service = lab.save_page_now()
        said = [await service.submit(URL, 180), await service.status(JOB)]
    assert "sesame" not in repr(said)
    assert "mat" not in repr(said)
    assert "*** and *** are not enough" in repr(said)


@pytest.mark.parametrize(
    "body", ["<html>Scheduled maintenance</html>", "[]", "{}", '{"message": "Try later"}', ""]
)
async def test_three_answers_that_mean_nothing_end_the_asking(body: str) -> None:
    async with staged_service(*[(200, {}, body)] * 4) as lab:
        service = lab.save_page_now()
        for _ in range(3):
            with pytest.raises(Unanswered, match="not understood"):
                await service.submit(URL, 180)
        with pytest.raises(Unanswered, match="not asked to save more"):
            await service.submit(URL, 180)
    assert len(lab.service.requests) == 3


async def test_an_answer_with_another_status_says_nothing_of_the_page() -> None:
    async with staged_service((403, {}, json.dumps(ACCEPTED))) as lab:
        with pytest.raises(Unanswered, match="403"):
            await lab.save_page_now().submit(URL, 180)


async def test_a_limit_of_the_whole_account_ends_the_submissions() -> None:
    async with staged_service(refused("max-daily-bandwidth"), ACCEPTED) as lab:
        service = lab.save_page_now()
        await service.submit(URL, 180)
        with pytest.raises(Unanswered, match="not asked to save more"):
            await service.submit(URL, 180)
    assert len(lab.service.requests) == 1


async def test_the_keys_are_not_sent_where_a_redirect_leads() -> None:
    elsewhere: list[bytes] = []

    async def other(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        elsewhere.append(await reader.read(1000))
        writer.close()

    server = await asyncio.start_server(other, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with staged_service((307, {"Location": f"http://127.0.0.1:{port}/save"}, "")) as lab:
        with pytest.raises(Unanswered):
            await lab.save_page_now().submit(URL, 180)
    server.close()
    assert elsewhere == []


@pytest.mark.parametrize(
    ("code", "course"),
    [
        ("user-session-limit", Course.WAIT),
        ("too-many-daily-captures", Course.LATER),
        ("gateway-timeout", Course.LATER),
        ("invalid-host-resolution", Course.NEVER),
        ("blocked-url", Course.NEVER),
        ("something-new", Course.NEVER),
        ("max-daily-bandwidth-from-ip", Course.STOP),
    ],
)
def test_each_refusal_has_its_course_and_unknown_ones_are_not_tried_again(
    code: str, course: Course
) -> None:
    body = f'{{"status": "error", "status_ext": "error:{code}", "message": "No."}}'.encode()
    said = read_submission(body)
    assert (
        said
        == read_status(body)
        == Refused(course, f"The archive gave as its reason: No. ({code})")
    )


@pytest.mark.parametrize(
    "change",
    [
        {"timestamp": "20269901091000"},
        {"timestamp": "2026"},
        {"timestamp": 20261101091000},
        {"original_url": "javascript:alert(1)"},
        {"original_url": None},
        {"status": "done"},
    ],
)
def test_a_success_that_names_no_capture_is_none(change: dict[str, object]) -> None:
    with pytest.raises(Unclear):
        read_status(json.dumps(saved() | change).encode())


@pytest.mark.parametrize("job", ["../../user", "a b", "x" * 200, "", 7])
def test_a_job_whose_name_could_lead_elsewhere_is_none(job: object) -> None:
    with pytest.raises(Unclear):
        read_submission(json.dumps({"url": URL, "job_id": job}).encode())


def test_without_keys_it_is_said_how_to_get_them() -> None:
    with pytest.raises(CitewatchError, match=r"archive\.org/account/s3\.php"):
        keys_from({"IA_ACCESS_KEY_ID": "half"})


def test_keys_do_not_show_in_what_python_prints_of_them() -> None:
    keys = keys_from({"IA_ACCESS_KEY_ID": "hush", "IA_SECRET_ACCESS_KEY": "whisper"})
    assert "hush" not in repr(keys)
    assert "whisper" not in repr(keys)


def test_keys_that_would_break_a_header_are_refused_unseen() -> None:
    with pytest.raises(CitewatchError) as caught:
        keys_from({"IA_ACCESS_KEY_ID": "a", "IA_SECRET_ACCESS_KEY": "se\r\ncret"})
    assert "cret" not in str(caught.value).replace("IA_SECRET_ACCESS_KEY", "")
