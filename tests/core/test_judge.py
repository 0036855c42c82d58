"""The decision table: evidence in, verdict and reason out."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.evidence import NEVER_SECURED, Failure, Hop, Page, Visit
from citewatch.core.judge import another_look_helps, judge, unvisitable
from citewatch.core.reasons import REASONS
from citewatch.core.say import say
from citewatch.core.verdict import Verdict
from sightings_lab import sightings

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
URL = "http://www.example.org/reports/2016-annual-report.html"
PAGE = Page("text/html", 5000, title="Annual Report 2016", text="The report of the year. " * 40)


def answer(status: int, page: Page | None = PAGE, url: str = URL) -> Visit:
    return Visit((Hop(url, AT, status),), page)


def chain(*steps: tuple[str, int], end: str, page: Page = PAGE) -> Visit:
    """Hops (url, status), each leading to the next and the last to `end`, which answers 200."""
    urls = [url for url, _ in steps] + [end]
    hops = tuple(
        Hop(url, AT, status, target=urls[n + 1], permanent=status in (301, 308))
        for n, (url, status) in enumerate(steps)
    )
    return Visit((*hops, Hop(end, AT, 200)), page)


def failed(failure: Failure, url: str = URL) -> Visit:
    return Visit((Hop(url, AT),), failure=failure)


def verdict_on(*looks: Visit, url: str = URL) -> tuple[str, str]:
    found = judge(sightings(url, *looks))
    assert REASONS[found.reason.id].verdict is found.verdict
    assert say(found).endswith((".", "”."))
    return found.verdict.value, found.reason.id


@pytest.mark.parametrize(
    ("status", "verdict", "reason"),
    [
        (200, "ok", "answers"),
        (206, "ok", "answers"),
        (401, "blocked", "http-401"),
        (402, "blocked", "http-402"),
        (403, "blocked", "http-403"),
        (404, "dead", "http-404"),
        (406, "blocked", "http-refused"),
        (410, "dead", "http-410"),
        (418, "blocked", "http-refused"),
        (429, "blocked", "http-429"),
        (451, "blocked", "http-451"),
        (500, "unreachable", "server-error"),
        (503, "unreachable", "server-error"),
        (526, "unreachable", "server-error"),
        (304, "unreachable", "unexpected-status"),
        (700, "unreachable", "unexpected-status"),
        (999, "blocked", "http-999"),
    ],
)
def test_a_status_seen_twice_decides(status: int, verdict: str, reason: str) -> None:
    assert verdict_on(answer(status), answer(status)) == (verdict, reason)


def test_an_answer_that_has_no_page_to_send_is_alive_and_an_empty_one_is_doubted() -> None:
    empty = Page("", 0)
    assert verdict_on(answer(204, empty)) == ("ok", "answers-without-page")
    assert verdict_on(*[answer(200, empty)] * 2) == ("unreachable", "empty-page")


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (
            Page("application/zip", 900),
            "The server answers with a file of the type application/zip.",
        ),
        (Page("image/png", 900), "The server answers with a file of the type image/png."),
        (
            Page("application/pdf", 900),
            "The server answers with a file of the type application/pdf.",
        ),
        (
            Page("application/pdf", 900, title="Report"),
            "The server answers with a page, titled “Report”.",
        ),
        (Page("text/html", 900, words=9), "The server answers with a page."),
        (Page("application/xhtml+xml", 900, words=9), "The server answers with a page."),
        (Page("", 900, words=9), "The server answers with a page."),
    ],
)
def test_an_answer_that_is_no_page_is_called_what_it_is(page: Page, sentence: str) -> None:
    page = replace(page, has_unread_content=True)
    assert say(judge(sightings(URL, answer(200, page)))) == sentence


def test_a_media_type_without_end_is_cut() -> None:
    page = Page("x/" + "y" * 5000, 900, has_unread_content=True)
    assert len(say(judge(sightings(URL, answer(200, page))))) < 200


DOORWAY = Page("text/html", 90, has_unread_content=True, is_doorway=True)


def test_a_page_that_is_nothing_but_a_script_that_leads_on_is_no_answer() -> None:
    assert verdict_on(*[answer(200, DOORWAY)] * 2) == ("unreachable", "script-doorway")
    home = chain((URL, 302), end="http://www.example.org/", page=DOORWAY)
    assert verdict_on(home, home) == ("unreachable", "script-doorway")
    titled = replace(DOORWAY, title="One moment")
    assert "“One moment”" in say(judge(sightings(URL, *[answer(200, titled)] * 2)))


UNREAD = Page("text/html", 900, has_unread_content=True, unread_coding="br")


@pytest.mark.parametrize(
    ("end", "status", "reason"),
    [
        (URL.replace("http:", "https:"), 301, "answers-unread"),
        ("http://www.example.org/library/9", 301, "answers-unread"),
        ("http://www.example.org/library/9", 302, "answers-unread"),
        ("http://www.example.org/", 301, "redirect-unread"),
        ("http://www.example.org/404", 302, "redirect-unread"),
        ("http://www.example.org/reports/", 301, "redirect-unread"),
        ("http://other.example/library/9", 301, "redirect-unread"),
        ("http://www.example.org/login", 302, "redirect-to-login"),
    ],
)
def test_a_page_that_was_not_read_is_neither_dead_nor_moved(
    end: str, status: int, reason: str
) -> None:
    look = chain((URL, status), end=end, page=UNREAD)
    verdict, given = verdict_on(look, look)
    assert given == reason
    assert verdict not in {"dead", "changed", "moved"}


def test_a_page_that_was_not_read_says_in_which_coding_it_came() -> None:
    found = judge(sightings(URL, answer(200, UNREAD)))
    assert found.verdict is Verdict.OK
    assert say(found) == "The server answers, but in a coding that is not read here (br)."


def test_a_page_under_an_unknown_label_says_under_which() -> None:
    unknown = Page("text/html", 900, has_unread_content=True, unread_encoding="x-none")
    found = judge(sightings(URL, answer(200, unknown)))
    assert found.verdict is Verdict.OK
    assert "character encoding that is not read here (x-none)" in say(found)
    lost = chain((URL, 301), end="http://www.example.org/", page=unknown)
    assert "(x-none)" in say(judge(sightings(URL, lost, lost)))


@pytest.mark.parametrize(("status", "verdict"), [(404, "dead"), (403, "blocked")])
def test_a_status_decides_whether_or_not_its_page_was_read(status: int, verdict: str) -> None:
    assert verdict_on(*[answer(status, UNREAD)] * 2)[0] == verdict


@pytest.mark.parametrize("failure", list(Failure))
def test_every_failure_has_a_reason_and_none_but_a_missing_host_is_death(failure: Failure) -> None:
    verdict, _ = verdict_on(failed(failure), failed(failure))
    assert (verdict == "dead") is (failure is Failure.NO_SUCH_HOST)


@pytest.mark.parametrize(
    "end",
    [
        "https://www.example.org/reports/2016-annual-report.html",
        "http://example.org/reports/2016-annual-report.html",
        "https://example.org/reports/2016-annual-report.html/",
        "https://example.org/reports/2016-annual-report.html;jsessionid=F00",
    ],
)
def test_a_permanent_redirect_to_another_spelling_is_ok(end: str) -> None:
    assert verdict_on(chain((URL, 301), end=end)) == ("ok", "redirect-trivial")


def test_a_chain_of_permanent_redirects_is_a_move_and_names_the_new_address() -> None:
    new = "https://www.example.org/library/annual-report-2016"
    look = chain((URL, 301), ("https://www.example.org/r/2016", 308), end=new)
    found = judge(sightings(URL, look))
    assert (found.verdict, found.moved_to) == (Verdict.MOVED, new)


def test_one_temporary_hop_makes_the_whole_chain_temporary() -> None:
    look = chain((URL, 301), ("https://www.example.org/r/16", 302), end="https://www.example.org/x")
    assert verdict_on(look) == ("ok", "redirect-temporary")


@pytest.mark.parametrize("status", [301, 302])
@pytest.mark.parametrize(
    "home", ["http://www.example.org/", "https://example.org/en/", "https://other.example/"]
)
def test_a_page_redirected_to_a_front_page_is_gone(status: int, home: str) -> None:
    assert verdict_on(*[chain((URL, status), end=home)] * 2) == ("dead", "redirect-to-home")


def test_a_front_page_redirected_to_a_language_of_itself_is_fine() -> None:
    look = chain(("http://example.org/", 301), end="https://www.example.org/en/")
    assert verdict_on(look, url="http://example.org/") == ("ok", "redirect-trivial")


def test_a_redirect_to_an_error_page_is_death() -> None:
    lost = replace(PAGE, title="We have moved house", text="Look for it. " * 9, words=27)
    look = chain((URL, 302), end="http://www.example.org/error/404.aspx", page=lost)
    assert verdict_on(look, look) == ("dead", "redirect-to-error-page")


ERRORS = "http://www.example.org/reference/errors"
LISTED = Page("text/html", 9000, title="Errors", text="What each one means. " * 90, words=360)
SHORT = replace(LISTED, title="Oh dear", text="Have a look around. " * 9, words=36)


@pytest.mark.parametrize(
    ("end", "page", "verdict"),
    [
        # whole articles, whatever their address is called
        (ERRORS, LISTED, "moved"),
        ("http://www.example.org/404", LISTED, "moved"),
        ("http://www.example.org/sorry", replace(LISTED, title="Sorry: A Novel"), "moved"),
        # short ones that name the source, and files
        (ERRORS, replace(SHORT, title="Annual Report"), "moved"),
        (f"{ERRORS}.pdf", Page("application/pdf", 900), "moved"),
        # what is short and names nothing, and what says itself that something is missing
        (ERRORS, SHORT, "dead"),
        ("http://www.example.org/404", replace(SHORT, title=""), "dead"),
        ("http://www.example.org/errors/404.html", SHORT, "dead"),
        ("http://www.example.org/?aspxerrorpath=/x", SHORT, "dead"),
        (ERRORS, replace(LISTED, title="Page not found", headings=("Page not found",)), "dead"),
    ],
)
def test_the_name_of_an_error_page_alone_proves_nothing(end: str, page: Page, verdict: str) -> None:
    assert verdict_on(*[chain((URL, 301), end=end, page=page)] * 2)[0] == verdict


def test_a_short_page_about_errors_may_be_the_source() -> None:
    manual = "http://www.example.org/docs/api-error-codes"
    look = chain((manual, 301), end=ERRORS, page=SHORT)
    assert verdict_on(look, look, url=manual)[0] == "moved"
    cited = Citation("1", "Harbour Computing. “Errors.” Handbook, 2016.", (URL,))
    moved = chain((URL, 301), end=ERRORS, page=SHORT)
    assert judge(sightings(URL, moved, moved, citation=cited)).verdict == "moved"


def test_an_error_page_that_every_address_leads_to_is_found_by_its_sibling() -> None:
    look = chain((URL, 301), end=ERRORS, page=LISTED)
    sibling = chain((f"{URL}-x", 301), end=ERRORS, page=LISTED)
    found = judge(sightings(URL, look, look, sibling=sibling))
    assert (found.verdict, found.reason.id) == ("dead", "soft-404-sibling")


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        ("https://www.example.org/login?next=/reports", "redirect-to-login"),
        ("https://consent.example.org/x?continue=y", "redirect-to-consent"),
    ],
)
def test_doors_on_the_way_are_no_death(end: str, reason: str) -> None:
    assert verdict_on(chain((URL, 301), end=end)) == ("blocked", reason)


def test_an_identifier_is_never_moved() -> None:
    doi = "https://doi.org/10.1234/abc"
    look = chain((doi, 301), end="https://publisher.example/article/99")
    assert verdict_on(look, url=doi) == ("ok", "persistent-identifier")


def test_an_identifier_that_leads_to_a_login_is_blocked() -> None:
    doi = "https://doi.org/10.1234/abc"
    look = chain((doi, 302), end="https://publisher.example/login?return=/99")
    assert verdict_on(look, url=doi) == ("blocked", "redirect-to-login")


def test_a_redirect_to_the_section_above_is_not_the_source() -> None:
    look = chain((URL, 301), end="http://www.example.org/reports/")
    assert verdict_on(look, look) == ("changed", "redirect-to-section")


def test_a_redirect_to_the_same_page_without_its_print_view_is_a_move() -> None:
    url = "http://example.org/2016-annual-report/print"
    look = chain((url, 301), end="http://example.org/2016-annual-report")
    assert verdict_on(look, url=url) == ("moved", "redirect-permanent")


def test_a_redirect_to_a_strangers_page_is_no_move() -> None:
    page = Page("text/html", 900, title="Best casino bonus", text="Play now")
    look = chain((URL, 301), end="https://lucky.example/bonus-offers", page=page)
    assert verdict_on(look, look) == ("changed", "redirect-to-stranger")


def test_a_redirect_to_another_owner_that_keeps_the_title_is_a_move() -> None:
    look = chain((URL, 301), end="https://archive.example/documents/77")
    assert verdict_on(look) == ("moved", "redirect-permanent")


def test_one_living_look_outweighs_the_dead_ones() -> None:
    assert verdict_on(answer(404), answer(200)) == ("ok", "answers")
    assert verdict_on(answer(200), answer(404)) == ("ok", "answers")


def test_death_must_be_seen_twice() -> None:
    silent = failed(Failure.ANSWER_TIMEOUT)
    assert verdict_on(answer(404), silent, silent)[0] == "unreachable"
    assert verdict_on(silent, answer(404), answer(404))[0] == "dead"


def test_one_sighting_is_not_yet_believed() -> None:
    assert verdict_on(answer(404)) == ("unreachable", "unconfirmed")


def test_a_name_of_one_part_is_a_wrong_address_and_no_dead_site() -> None:
    alone = failed(Failure.NO_SUCH_HOST, "http://intranet/page")
    assert verdict_on(alone, alone, url="http://intranet/page") == ("invalid", "malformed-address")


def test_a_living_https_look_saves_a_silent_http_address() -> None:
    refused = failed(Failure.REFUSED)
    secure = URL.replace("http:", "https:")
    alive = sightings(URL, refused, refused, https=answer(200, url=secure))
    gone = sightings(URL, refused, refused, https=answer(404, url=secure))
    assert judge(alive).reason.id == "https-only"
    assert judge(gone).reason.id == "connection-refused"


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ([answer(200)], False),
        ([answer(403)], False),
        ([answer(404)], True),
        ([answer(404), answer(404)], False),
        ([failed(Failure.ANSWER_TIMEOUT)], True),
        ([failed(Failure.ANSWER_TIMEOUT)] * 2, False),
        ([failed(Failure.ANSWER_TIMEOUT), answer(404)], True),
        ([failed(Failure.ANSWER_TIMEOUT), answer(404), answer(404)], False),
        ([answer(429)], True),
        ([answer(429)] * 2, True),
        ([answer(429)] * 3, False),
        ([failed(Failure.HOST_HUNG)], True),
        ([failed(Failure.HOST_HUNG), failed(Failure.ANSWER_TIMEOUT)], False),
        ([failed(Failure.HOST_HUNG), answer(500)], True),
        ([failed(Failure.HOST_HUNG)] * 2, False),
        ([answer(429), failed(Failure.HOST_ASKED_TO_WAIT)], False),
        ([failed(Failure.PRIVATE_ADDRESS)], False),
    ],
)
def test_another_look_is_wanted_exactly_while_it_can_tell_more(
    looks: list[Visit], expected: bool
) -> None:
    assert another_look_helps(sightings(URL, *looks)) is expected


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("mailto:a@example.org", "other-scheme"),
        ("ftp://example.org/file", "other-scheme"),
        ("javascript:alert(1)", "other-scheme"),
        ("http://[::1", "malformed-address"),
        ("http://example.org:700000/", "malformed-address"),
        ("https://https://example.org/a", "malformed-address"),
        ("https://site.example.org/cdn-cgi/l/email-protection#0a1b2c", "email-in-disguise"),
        ("site.example.org/cdn-cgi/l/email-protection#0a1b2c", "email-in-disguise"),
        ("http://www.example.org/cdn-cgi/l/email-protection/", "email-in-disguise"),
        (
            "https://archive.example.org/web/2020/http://a.org/cdn-cgi/l/email-protection#0a",
            "email-in-disguise",
        ),
    ],
)
def test_links_that_need_no_visit_are_judged_by_their_spelling(link: str, reason: str) -> None:
    found = unvisitable(link)
    assert found is not None
    assert found.reason.id == reason


@pytest.mark.parametrize(
    "link",
    [
        "https://https://example.org/a",
        "http://https://example.org/a",
        "HTTP://HTTP://example.org/a",
        "http://https//example.org/a",
        "https:https://example.org/a",
        "http://http:/example.org",
        "http:\\\\https:\\\\example.org",
    ],
)
def test_a_scheme_that_stands_twice_is_named_as_what_is_wrong(link: str) -> None:
    found = unvisitable(link)
    assert found is not None
    assert say(found) == (
        "Nobody can visit this address: its scheme (http: or https:) stands in it twice."
    )


@pytest.mark.parametrize(
    "link",
    [
        "www.example.org/a",
        "https://https.example.org/a",
        "http://httpd.example.org//a",
        "http://http-2.example.org/",
        "https://web.archive.org/web/2020/https://example.org/",
        "https://example.org/?to=https://https.example.org/",
        "https://example.org/cdn-cgi/l/",
        "https://example.org/docs/email-protection#settings",
        "https://example.org/cdn-cgi/l/email-protection-explained",
        "https://example.org/?about=/cdn-cgi/l/email-protection",
    ],
)
def test_ordinary_links_need_a_visit(link: str) -> None:
    assert unvisitable(link) is None


def test_reason_ids_are_kebab_case_and_fully_described() -> None:
    for reason in REASONS.values():
        assert reason.id == reason.id.lower().replace("_", "-").replace(" ", "-")
        assert all((reason.title, reason.why, reason.mistaken, reason.todo))


@pytest.mark.parametrize(
    ("failure", "text", "sentence"),
    [
        (
            Failure.ANSWER_TIMEOUT,
            NEVER_SECURED,
            (
                "The server of www.example.org took the connection, but never answered (it was "
                "asked to secure the connection, with TLS)."
            ),
        ),
        (
            Failure.ANSWER_TIMEOUT,
            "The server was silent for 20 seconds.",
            "The server of www.example.org took the connection, but never answered.",
        ),
        (
            Failure.CONNECT_TIMEOUT,
            "The server did not take the connection in 10 seconds.",
            "The server of www.example.org could not be reached in time.",
        ),
    ],
)
def test_how_far_one_came_with_a_silent_server_is_told(
    failure: Failure, text: str, sentence: str
) -> None:
    visit = Visit((Hop(URL, AT),), failure=failure, failure_text=text)
    assert say(judge(sightings(URL, visit))) == sentence


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("abc.onion", "an onion address can be reached with Tor only"),
        ("wiki.internal", "names under .internal are for private networks"),
        ("www.site.example", "names under .example are for examples only"),
        ("router.home.arpa", "names under .home.arpa are for networks at home"),
    ],
)
def test_a_name_that_is_not_public_is_skipped_and_told_why(host: str, why: str) -> None:
    url = f"http://{host}/a"
    found = judge(sightings(url, Visit((Hop(url, AT),), failure=Failure.NAME_NOT_PUBLIC)))
    assert found.verdict is Verdict.SKIPPED
    assert say(found) == f"The public name system does not hold the name {host} ({why})."
