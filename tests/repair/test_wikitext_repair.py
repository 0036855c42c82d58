"""Wikitext: the parameters of citation templates, and {{Webarchive}} outside of them."""

import pytest

from citewatch.core.reasons import Reason
from citewatch.core.reasons.content import HIJACKED_DOMAIN, PARKED_DOMAIN, TITLE_MISMATCH
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.repair.plan import Action
from repair.repair_lab import NEW, OLD, archived, edit, edited, moved, snapshot

COPY = snapshot(OLD)


def test_a_dead_source_keeps_its_url_and_gets_its_snapshot_in_the_templates_own_manner() -> None:
    text = f"A.<ref>{{{{cite web|url={OLD}|title=T|access-date=2017-01-12}}}}</ref>\r\n"
    after = (
        f"A.<ref>{{{{cite web|url={OLD}|archive-url={COPY}|archive-date=2017-01-12"
        "|url-status=dead|title=T|access-date=2017-01-12}}</ref>\r\n"
    )
    assert edit("wikitext", text, archived()) == after
    assert edit("wikitext", after, archived()) == after


def test_a_template_over_several_lines_stays_so() -> None:
    text = f"{{{{cite web\n | url   = {OLD}\n | title = T\n | date = May 3, 2016\n}}}}"
    after = text.replace(
        f"{OLD}\n",
        f"{OLD}\n | archive-url   = {COPY}\n | archive-date   = January 12, 2017\n"
        " | url-status   = dead\n",
    )
    assert edit("wikitext", text, archived()) == after


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        (HTTP_404, "dead"),
        (PARKED_DOMAIN, "usurped"),
        (HIJACKED_DOMAIN, "usurped"),
        (TITLE_MISMATCH, "deviated"),
    ],
)
def test_the_status_says_what_happened(reason: Reason, status: str) -> None:
    text = f"{{{{cite web |url={OLD} |url-status=live |title=T}}}}"
    after = edit("wikitext", text, archived(reason=reason))
    assert f"|url-status={status}" in after
    assert "live" not in after


def test_an_archive_that_is_given_is_kept_and_an_empty_one_filled() -> None:
    given = f"{{{{cite web|url={OLD}|archiveurl=https://x.example/y}}}}"
    assert edit("wikitext", given, archived()) == given
    empty = f"{{{{cite web|url={OLD}|archive-url=|title=T}}}}"
    assert f"|archive-url={COPY}|title=T" in edit("wikitext", empty, archived())


@pytest.mark.parametrize(
    ("before", "after"),
    [("2016-02-03", "2017-01-12"), ("February 3, 2016", "January 12, 2017"), ("", "")],
)
def test_an_archive_that_is_gone_gives_way_to_another_with_its_day(before: str, after: str) -> None:
    gone = f"https://web.archive.org/web/20160203040506/{OLD}"
    text = "{{{{cite web|url={old}|archive-url={url}|archive-date={day}|title=T}}}}"
    one = archived(link=gone, action=Action.EXCHANGE)
    there = text.format(old=OLD, url=gone, day=before)
    assert edit("wikitext", there, one) == text.format(old=OLD, url=one.url, day=after)


def test_a_bare_link_gets_a_webarchive_template_once() -> None:
    text = f"B.<ref>[{OLD} Smith], 2017.</ref> {OLD}b"
    after = (
        f"B.<ref>[{OLD} Smith] {{{{Webarchive |url={COPY} |date=12 January 2017}}}}, 2017.</ref>"
        f" {OLD}b"
    )
    assert edit("wikitext", text, archived()) == after
    assert edit("wikitext", after, archived()) == after


def test_a_moved_source_gets_its_new_url() -> None:
    text = f"{{{{cite web | url = {OLD} }}}} [{OLD} x] {OLD}."
    assert edit("wikitext", text, moved()) == text.replace(OLD, NEW)


def test_a_template_that_takes_nothing_but_an_address_is_left_to_people() -> None:
    text = f"{{{{official website|{OLD}}}}}"
    assert edited("wikitext", text, archived()).unplaced
    after = edit("wikitext", text, archived(action=Action.EXCHANGE))
    assert after == f"{{{{official website|{COPY}}}}}"


@pytest.mark.parametrize(
    ("before", "added"),
    [
        (
            "{{Lien web |url=%s |titre=T |consulté le=5 mai 2012}}",
            " |archive-url=%s |archive-date=12 janvier 2017",
        ),
        ("{{Internetquelle |url=%s |titel=T}}", " |archiv-url=%s |archiv-datum=2017-01-12"),
        (
            "{{Cita web |url=%s |título=T |fechaacceso=3 de mayo de 2020}}",
            " |urlarchivo=%s |fechaarchivo=12 de enero de 2017",
        ),
        (
            "{{Cita web |url=%s |accesso=3 maggio 2020}}",
            " |urlarchivio=%s |dataarchivio=12 gennaio 2017",
        ),
        ("{{citar web |url=%s |t=T}}", " |arquivourl=%s |arquivodata=12 de janeiro de 2017"),
        ("{{Citeer web |url=%s |t=T}}", " |archiefurl=%s |archiefdatum=2017-01-12"),
        ("{{Cytuj stronę |url=%s |t=T}}", " |archiwum=%s |zarchiwizowano=2017-01-12"),
        ("{{Webbref |url=%s |t=T}}", " |arkivurl=%s |arkivdatum=2017-01-12"),
    ],
)
def test_a_template_gets_the_words_and_days_of_its_language(before: str, added: str) -> None:
    written = before % OLD
    expected = written.replace(OLD, OLD + added % snapshot(OLD))
    assert edit("wikitext", written, archived()) == expected


def test_a_template_whose_words_for_a_snapshot_are_not_known_is_left_to_people() -> None:
    before = f"{{{{книга |ссылка={OLD} |заглавие=T}}}}"
    repair = archived()
    assert edited("wikitext", before, repair).unplaced == (repair,)
    assert edit("wikitext", before, moved()) == before.replace(OLD, NEW)
