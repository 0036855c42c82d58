import asyncio
from datetime import date, datetime

import pytest

from archives.archive_lab import page, staged
from citewatch.archives.wayback import ANSWERS_KEPT
from citewatch.core.snapshot import ArchiveState, Wanted
from citewatch.demo.archive import Capture

URL = "http://example.org/report?id=1&x=%2526"
WANTED = Wanted(date(2017, 1, 15))
NEAR = Capture(URL, "20170118090000", page("The report"))
ERROR = Capture(URL, "20170116000000", page("Oh no"), status=404)
SOFT = Capture(URL, "20170117000000", page("Page not found"))
REDIRECT = Capture(URL, "20170116000000", status=301, location="http://example.org/")


async def test_the_nearest_capture_is_offered_after_one_more_replay_to_compare() -> None:
    far = Capture(URL, "20150101000000", page("An older report"))
    async with staged([far, NEAR]) as lab:
        found = await lab.wayback.find(URL, WANTED)
        assert found.state is ArchiveState.FOUND
        assert found.snapshot is not None
        assert found.snapshot.url == f"{lab.archive.base}/web/20170118090000/{URL}"
        assert found.snapshot.captured_at == datetime.fromisoformat("2017-01-18T09:00:00+00:00")
        assert found.snapshot.title == "The report"
        assert found.why == (
            "Captured 3 days after the citation's date (15 January 2017); its replay was fetched "
            "and is a real page, titled “The report”. The capture of 1 January 2015, on the other "
            "side of that date, has the same text, so what stood there on the citation's date is "
            "very probably known."
        )
        assert lab.summary(found) == [
            (f"/web/20170115120000id_/{URL}", 302),
            (f"/web/20170118090000id_/{URL}", 200),
            (f"/web/20150101000000id_/{URL}", 200),
        ]
        assert lab.archive.counts["index"] == 0


async def test_without_a_date_the_newest_page_is_offered() -> None:
    newest = Capture(URL, "20250101000000", page("Page not found"))
    newer = Capture(URL, "20240101000000", page("The newest report"))
    async with staged([NEAR, newer, newest]) as lab:
        found = await lab.wayback.find(URL, Wanted())
    assert found.snapshot is not None
    assert found.snapshot.title == "The newest report"
    assert "Captured on 1 January 2024, the newest one found" in found.why


@pytest.mark.parametrize("bad", [ERROR, SOFT, REDIRECT])
async def test_a_nearest_capture_that_is_no_source_is_passed_over_for_the_next(
    bad: Capture,
) -> None:
    async with staged([bad, NEAR]) as lab:
        found = await lab.wayback.find(URL, WANTED)
        assert lab.archive.counts["index"] == 1
    assert found.snapshot is not None
    assert found.snapshot.title == "The report"
    assert "The nearest capture will not do." in found.why


async def test_of_two_captures_equally_near_the_earlier_is_offered() -> None:
    bad = Capture(URL, "20170115120000", page("Page not found"))
    before = Capture(URL, "20170114120000", page("Before"))
    after = Capture(URL, "20170116120000", page("After"))
    async with staged([bad, after, before]) as lab:
        found = await lab.wayback.find(URL, WANTED)
    assert found.snapshot is not None
    assert found.snapshot.title == "Before"


async def test_a_redirect_that_only_adds_https_or_www_is_followed_inside_the_archive() -> None:
    moved = "https://www.example.org/report?id=1&x=%2526"
    hop = Capture(URL, "20170115120000", status=301, location=moved)
    async with staged([hop, Capture(moved, "20170115120500", page("The report"))]) as lab:
        found = await lab.wayback.find(URL, WANTED)
        assert found.snapshot is not None
        assert found.snapshot.url == f"{lab.archive.base}/web/20170115120500/{moved}"
        assert lab.archive.counts["index"] == 0


async def test_archived_redirects_in_a_loop_end_and_give_way_to_a_page() -> None:
    secure = URL.replace("http:", "https:")
    loop = [
        Capture(URL, "20170115120000", status=302, location=secure),
        Capture(secure, "20170115120001", status=302, location=URL),
    ]
    async with staged([*loop, NEAR]) as lab:
        found = await lab.wayback.find(URL, WANTED)
        assert found.snapshot is not None
        assert lab.archive.counts["replay"] <= 6


async def test_only_looping_captures_are_no_snapshot() -> None:
    loop = Capture(URL, "20170115120000", status=301, location=URL)
    async with staged([loop]) as lab:
        answer = await lab.wayback.find(URL, WANTED)
    assert answer.state is ArchiveState.NONE
    assert "leads back to a capture that was tried" in answer.why


async def test_an_address_that_was_never_archived_is_none_after_one_call() -> None:
    async with staged() as lab:
        answer = await lab.wayback.find(URL, WANTED)
        assert (lab.archive.counts["replay"], lab.archive.counts["index"]) == (1, 0)
    assert answer.state is ArchiveState.NONE
    assert answer.snapshot is None


async def test_an_address_with_archived_errors_alone_is_none() -> None:
    async with staged([ERROR]) as lab:
        answer = await lab.wayback.find(URL, WANTED)
    assert answer.state is ArchiveState.NONE
    assert "error page (404)" in answer.why


async def test_captures_that_are_all_bad_are_none_and_the_answer_says_how_many() -> None:
    others = [Capture(URL, f"201702{day}000000", page(f"Not found {day}")) for day in (10, 11)]
    async with staged([SOFT, *others]) as lab:
        answer = await lab.wayback.find(URL, WANTED)
    assert answer.state is ArchiveState.NONE
    assert "3 captures, none of them usable" in answer.why


async def test_no_more_than_four_captures_of_the_index_are_tried_and_the_rest_is_unknown() -> None:
    many = [Capture(URL, f"201702{day}000000", page(f"Not found {day}")) for day in range(10, 19)]
    async with staged(many) as lab:
        answer = await lab.wayback.find(URL, WANTED)
        assert lab.archive.counts["replay"] == 2 + 4
    assert answer.state is ArchiveState.UNKNOWN
    assert "more were not" in answer.why


async def test_captures_left_over_that_repeat_bad_bytes_do_not_make_the_answer_unknown() -> None:
    many = [Capture(URL, f"201702{day}000000", page("Not found")) for day in range(10, 19)]
    async with staged(many) as lab:
        answer = await lab.wayback.find(URL, WANTED)
    assert answer.state is ArchiveState.NONE


async def test_an_index_with_more_rows_than_were_asked_for_never_ends_in_none() -> None:
    many = [Capture(URL, f"2017021012{minute}00", page("Not found")) for minute in range(10, 40)]
    async with staged(many) as lab:
        answer = await lab.wayback.find(URL, WANTED)
    assert answer.state is ArchiveState.UNKNOWN


async def test_distinct_pages_are_tried_before_repeated_ones() -> None:
    repeated = [Capture(URL, f"201702{day}000000", page("Not found")) for day in range(10, 19)]
    good = Capture(URL, "20170601000000", page("The report"))
    async with staged([*repeated, good]) as lab:
        found = await lab.wayback.find(URL, WANTED)
    assert found.snapshot is not None
    assert found.snapshot.title == "The report"


async def test_an_excluded_page_is_excluded_though_it_comes_as_200() -> None:
    async with staged([NEAR], excluded=[URL]) as lab:
        answer = await lab.wayback.find(URL, WANTED)
        assert lab.summary(answer) == [(f"/web/20170115120000id_/{URL}", 200)]
    assert answer.state is ArchiveState.EXCLUDED


async def test_a_capture_of_an_address_in_other_letters_is_never_offered() -> None:
    asked, other = "http://example.org/watch?v=aBc", "http://example.org/watch?v=AbC"
    async with staged([Capture(other, "20170115120000", page("Another film"))]) as lab:
        answer = await lab.wayback.find(asked, WANTED)
    assert answer.state is ArchiveState.NONE
    assert "another address" in answer.why


async def test_malformed_rows_cost_nothing_but_the_certainty_of_none() -> None:
    junk = [
        "org,example)/report 20000012170449 http://example.org/report text/html 200 AAAA 12",
        "org,example)/a b 20170101000000 http://example.org/a b text/html 200 " + "A" * 32 + " 9",
        "org,example)/report",
    ]
    async with staged([SOFT, NEAR], junk=junk) as lab:
        found = await lab.wayback.find(URL, WANTED)
        assert found.state is ArchiveState.FOUND
        assert any("3 malformed rows were left out" in call.meaning for call in found.calls)
    async with staged([SOFT], junk=junk) as lab:
        assert (await lab.wayback.find(URL, WANTED)).state is ArchiveState.UNKNOWN


async def test_passwords_and_fragments_of_a_link_never_reach_the_archive() -> None:
    async with staged([Capture("http://example.org/a", "20170115120000", page("A"))]) as lab:
        found = await lab.wayback.find("http://reader:secret@example.org/a#part", WANTED)
    assert found.state is ArchiveState.FOUND
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    "link", ["https://web.archive.org/web/2017/http://a.example/", "http://", "mailto:a@b.example"]
)
async def test_links_that_no_archive_can_be_asked_for_cost_no_call(link: str) -> None:
    async with staged() as lab:
        answer = await lab.wayback.find(link, WANTED)
        assert not lab.archive.counts
    assert answer.state is ArchiveState.UNKNOWN
    assert answer.why.startswith("The archive was not asked: ")


async def test_the_replay_is_asked_for_with_every_escape_of_the_link_as_it_was() -> None:
    url = "http://example.org/a%2Fb/?q=a%20b&u=http://other.example/?x=1&y=%2526#frag"
    async with staged([Capture(url.partition("#")[0], "20170115120000", page("A"))]) as lab:
        found = await lab.wayback.find(url, WANTED)
        assert lab.summary(found) == [
            (f"/web/20170115120000id_/{url.partition('#')[0]}", 200),
        ]


async def test_a_capture_that_is_a_document_without_a_title_is_offered() -> None:
    pdf = Capture(URL, "20170115120000", b"%PDF-1.4 ...", media_type="application/pdf")
    async with staged([pdf]) as lab:
        found = await lab.wayback.find(URL, WANTED)
    assert found.why == (
        "Captured on the citation's date (15 January 2017); its replay was fetched and is a real "
        "page."
    )


async def test_no_crowd_of_new_questions_stands_before_one_that_is_further_on() -> None:
    urls = [f"http://example.org/{number}" for number in range(40)]
    captures = [Capture(url, "20170118090000", page("Page not found")) for url in urls]
    async with staged(captures) as lab:
        asked: list[str] = []
        answer_as_before = lab.archive._answer

        async def answer(target: str, wanted: datetime | None):  # type: ignore[no-untyped-def]
            asked.append(target)
            return await answer_as_before(target, wanted)

        lab.archive._answer = answer  # type: ignore[method-assign]
        await asyncio.gather(*(lab.wayback.find(url, WANTED) for url in urls))
    first_of_index = next(nth for nth, target in enumerate(asked) if "/cdx/" in target)
    assert first_of_index < len(urls)


async def test_answers_are_remembered_for_a_while_and_not_for_ever() -> None:
    async with staged([NEAR]) as lab:
        await lab.wayback.find(URL, WANTED)
        before = lab.archive.counts.total()
        for number in range(ANSWERS_KEPT):
            await lab.wayback.find(f"http://other.example/{number}", WANTED)
        await lab.wayback.find(URL, WANTED)
        assert lab.archive.counts.total() == 2 * before + ANSWERS_KEPT
