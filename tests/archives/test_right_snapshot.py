"""Which of several captures is offered: the one that is the source, and says what was cited."""

from datetime import UTC, date, datetime

import pytest

from archives.archive_lab import Lab, page, staged
from citewatch.core.judge import judge_capture
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Wanted
from citewatch.demo.archive import Capture, Fault

URL = "http://example.org/report"
DAY = date(2017, 1, 15)
TITLE = "Foot patrols on Canal Street"
CITATION = f"Jane Doe, “{TITLE},” Harbour City Courier (Oct. 3, 2016)."
STORY = "The council agreed on Tuesday that officers would walk the street in pairs. " * 12
QUOTE = "we had not seen an officer on foot for eleven years"
SAID = f"{STORY} A shopkeeper said that {QUOTE}. {STORY}"
OTHER = "Visitors find opening hours, prices and the way to our rooms on these pages. " * 12


def article(stamp: str, text: str = STORY, title: str = TITLE) -> Capture:
    return Capture(URL, stamp, page(title, text))


def gone(stamp: str) -> Capture:
    return Capture(URL, stamp, page("Not Found"), status=404)


async def asked(captures: list[Capture], wanted: Wanted | None = None) -> tuple[ArchiveAnswer, Lab]:
    async with staged(captures, rules=judge_capture) as lab:
        return await lab.wayback.find(URL, wanted or Wanted(DAY, citation=CITATION)), lab


def stamp_of(answer: ArchiveAnswer) -> str:
    assert answer.snapshot is not None, answer.why
    return f"{answer.snapshot.captured_at:%Y%m%d%H%M%S}"


async def test_the_nearest_capture_that_holds_the_quote_is_offered_with_the_passage() -> None:
    captures = [
        article("20160101000000", SAID),
        article("20161101000000", f"{SAID} {OTHER}"),
        article("20170114000000"),
    ]
    answer, _ = await asked(captures, Wanted(DAY, quote=QUOTE, citation=CITATION))
    assert stamp_of(answer) == "20161101000000"
    assert f"It holds the quoted words: “{QUOTE}”." in answer.why
    assert "The quoted words do not stand in it." in answer.why


async def test_the_capture_that_is_cited_already_is_never_offered() -> None:
    cited = datetime(2017, 1, 14, tzinfo=UTC)
    wanted = Wanted(DAY, citation=CITATION, besides=cited)
    captures = [article("20170114000000"), article("20160101000000"), article("20161101000000")]
    answer, _ = await asked(captures, wanted)
    assert stamp_of(answer) == "20161101000000"
    assert "before the cited capture's date" in answer.why
    alone, _ = await asked(captures[:1], wanted)
    assert alone.snapshot is None


async def test_a_quote_is_looked_for_in_more_captures_than_a_good_page_is() -> None:
    without = [article(f"2017011{day}000000", f"{STORY} {day}") for day in range(9)]
    captures = [*without[:7], article("20160101000000", SAID)]
    answer, _ = await asked(captures, Wanted(DAY, quote=QUOTE, citation=CITATION))
    assert stamp_of(answer) == "20160101000000"


async def test_a_capture_with_the_very_words_is_preferred_to_one_that_has_them_nearly() -> None:
    corrected = SAID.replace("eleven", "twelve")
    captures = [article("20170114000000", corrected), article("20161101000000", SAID)]
    answer, _ = await asked(captures, Wanted(DAY, quote=QUOTE, citation=CITATION))
    assert stamp_of(answer) == "20161101000000"
    answer, _ = await asked(captures[:1], Wanted(DAY, quote=QUOTE, citation=CITATION))
    assert stamp_of(answer) == "20170114000000"
    assert "nearly so: “we had not seen an officer on foot for twelve years”" in answer.why


async def test_a_quote_that_no_capture_holds_leaves_the_nearest_one_which_says_so() -> None:
    captures = [article("20170114000000"), article("20160101000000", f"{STORY} Then.")]
    answer, _ = await asked(captures, Wanted(DAY, quote=QUOTE, citation=CITATION))
    assert stamp_of(answer) == "20170114000000"
    assert "The quoted words do not stand in it." in answer.why


async def test_the_capture_with_the_numbers_of_the_supported_sentence_is_offered() -> None:
    captures = [
        article("20170114000000", f"{STORY} There were 1,204 stops on foot, 37 % more."),
        article("20170116000000", f"{STORY} There were 980 stops on foot, 12 % more."),
    ]
    supports = ("Officers made 980 stops in 2016, a rise of 12 percent.",)
    answer, _ = await asked(captures, Wanted(DAY, supports=supports, citation=CITATION))
    assert stamp_of(answer) == "20170116000000"
    assert "“There were 980 stops on foot, 12 % more.”" in answer.why


async def test_where_the_index_is_silent_a_capture_without_the_quote_is_not_the_last_word() -> None:
    async with staged([article("20170114000000")], rules=judge_capture) as lab:
        lab.archive.faults = iter([None, None, Fault.DOWN])
        answer = await lab.wayback.find(URL, Wanted(DAY, quote=QUOTE))
    assert answer.state is ArchiveState.FOUND
    assert not answer.complete
    assert "The archive said nothing of other captures." in answer.why


async def test_the_same_bytes_on_both_sides_of_the_date_make_the_cited_state_known() -> None:
    captures = [gone("20170115110000"), article("20170114000000"), article("20170120000000")]
    answer, lab = await asked(captures)
    assert stamp_of(answer) == "20170114000000"
    assert "The capture of 20 January 2017, on the other side of that date, holds the same" in (
        answer.why
    )
    assert "very probably known" in answer.why
    assert [path for path, _ in lab.summary(answer) if "20170120" in path] == []


async def test_the_same_text_on_both_sides_of_the_date_makes_the_cited_state_known() -> None:
    captures = [article("20170114000000"), article("20170120000000", f"{STORY} ")]
    answer, lab = await asked(captures)
    assert "has the same text" in answer.why
    assert lab.archive.counts["index"] == 0


async def test_another_text_on_the_other_side_of_the_date_is_said() -> None:
    answer, _ = await asked([article("20170114000000"), article("20170120000000", OTHER)])
    assert "The capture of 20 January 2017, on the other side of that date, has another text" in (
        answer.why
    )
    assert "known" not in answer.why


async def test_a_capture_of_the_very_day_is_not_compared() -> None:
    answer, lab = await asked([article("20170115080000"), article("20170120000000", OTHER)])
    assert stamp_of(answer) == "20170115080000"
    assert lab.archive.counts["replay"] == 2


async def test_an_archive_that_fails_while_captures_are_compared_costs_nothing() -> None:
    captures = [article("20170114000000"), article("20170120000000", OTHER)]
    async with staged(captures, rules=judge_capture) as lab:
        lab.archive.faults = iter([None, None, Fault.DOWN, Fault.DOWN])
        answer = await lab.wayback.find(URL, Wanted(DAY))
    assert (answer.state, stamp_of(answer)) == (ArchiveState.FOUND, "20170114000000")


async def test_after_the_page_had_gone_the_last_good_capture_before_is_preferred() -> None:
    captures = [
        article("20140101000000", title="Canal Street"),
        gone("20170301000000"),
        article("20180101000000", OTHER, "Canal Street"),
    ]
    answer, _ = await asked(captures)
    assert stamp_of(answer) == "20140101000000"


async def test_a_lone_capture_from_after_the_page_had_gone_is_offered_with_a_warning() -> None:
    answer, _ = await asked([gone("20170301000000"), article("20180101000000", title="Canal")])
    assert stamp_of(answer) == "20180101000000"
    assert "taken after the archive had seen the page gone" in answer.why


async def test_a_page_that_came_back_under_its_cited_title_is_no_suspect() -> None:
    answer, _ = await asked([gone("20170301000000"), article("20180101000000")])
    assert stamp_of(answer) == "20180101000000"
    assert "had seen the page gone" not in answer.why


async def test_a_capture_with_another_title_is_passed_over_for_one_with_the_cited_title() -> None:
    wrong = article("20170114000000", OTHER, "Opening hours of the Maritime Museum")
    answer, _ = await asked([wrong, article("20160101000000")])
    assert stamp_of(answer) == "20160101000000"
    assert "Maritime Museum”, which does not stand in the citation" in answer.why


async def test_where_no_capture_has_the_cited_title_the_nearest_is_offered_with_a_doubt() -> None:
    answer, _ = await asked(
        [article("20170114000000", title="Walking in pairs through harbour lanes")]
    )
    assert stamp_of(answer) == "20170114000000"
    assert "So compare it with the citation." in answer.why


@pytest.mark.parametrize("day", [DAY, None])
async def test_a_later_page_with_another_title_is_never_offered(day: date | None) -> None:
    taken_over = article("20200101000000", OTHER, "Opening hours of the Maritime Museum")
    answer, _ = await asked([taken_over], Wanted(day, citation=CITATION))
    assert answer.state is ArchiveState.NONE
    assert "Maritime Museum" in answer.why


async def test_a_capture_of_what_stands_there_today_is_not_the_source() -> None:
    captures = [article("20170116000000", OTHER), article("20160101000000")]
    answer, _ = await asked(captures, Wanted(DAY, citation=CITATION, present=OTHER.strip()))
    assert stamp_of(answer) == "20160101000000"


async def test_a_pdf_is_offered_and_says_that_its_words_were_not_read() -> None:
    captures = [Capture(URL, "20170114000000", b"%PDF-1.4 ...", media_type="application/pdf")]
    answer, lab = await asked(captures, Wanted(DAY, quote=QUOTE))
    assert stamp_of(answer) == "20170114000000"
    assert "could not be read whole, so look in it for the quoted words" in answer.why
    assert lab.archive.counts["index"] == 0


async def test_bytes_that_only_call_themselves_a_pdf_are_passed_over() -> None:
    captures = [
        Capture(URL, "20170114000000", b"\x00\x01 broken", media_type="application/pdf"),
        Capture(URL, "20160101000000", b"%PDF-1.4 ...", media_type="application/pdf"),
    ]
    answer, _ = await asked(captures)
    assert stamp_of(answer) == "20160101000000"
    assert "calls itself a PDF and is none" in answer.why


async def test_of_two_strangers_the_one_from_before_the_date_is_offered() -> None:
    plain = "Contact"
    captures = [
        article("20160101000000", STORY, plain),
        article("20170601000000", OTHER, plain),
    ]
    answer, _ = await asked(captures)
    assert stamp_of(answer) == "20160101000000"
    assert "By 1 June 2017 quite another text stood at the address." in answer.why
    answer, _ = await asked([captures[0], article("20170601000000", OTHER)])
    assert stamp_of(answer) == "20170601000000"


async def test_of_two_texts_the_one_with_the_cited_title_is_offered() -> None:
    captures = [article("20160601000000"), article("20170116000000", OTHER, "Contact")]
    answer, _ = await asked(captures)
    assert stamp_of(answer) == "20160601000000"
    assert "By 16 January 2017 another text stood there, without the cited title." in answer.why


async def test_a_citation_that_is_little_but_an_address_raises_no_doubt_about_titles() -> None:
    answer, _ = await asked([article("20170114000000")], Wanted(DAY, citation=f"Doe, see {URL}"))
    assert "compare it" not in answer.why
