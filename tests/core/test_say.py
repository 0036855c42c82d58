"""The sentence of a finding, and when two findings are the same one."""

import pytest
from msgspec.structs import replace

from citewatch.core.facts import NO_FACTS, SAID, Facts
from citewatch.core.finding import Confidence, Finding, Remark, Signal, same_finding
from citewatch.core.reasons.content import PARKED_DOMAIN
from citewatch.core.reasons.gone import (
    DNS_NO_SUCH_HOST,
    HTTP_404,
    REDIRECT_TO_HOME,
    SILENT_FOR_DAYS,
)
from citewatch.core.reasons.living import ANSWERS, FOUND_AGAIN
from citewatch.core.reasons.refused import HTTP_403
from citewatch.core.reasons.signs import ASKED_AGAIN, SAME_TEXT, TITLE_MATCH
from citewatch.core.reasons.unanswered import CONNECTION_REFUSED, TLS_EXPIRED
from citewatch.core.reasons.wayward import UNCONFIRMED
from citewatch.core.say import say

GONE = Finding(HTTP_404, Facts(status=404))
REFUSED = Finding(CONNECTION_REFUSED, Facts(host="a.example"))


def test_the_first_sentence_is_said_for_which_all_facts_are_known() -> None:
    assert say(Finding(ANSWERS)) == "The server answers with a page."
    titled = Finding(ANSWERS, Facts(title="A {title} in braces"))
    assert say(titled) == "The server answers with a page, titled “A {title} in braces”."


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (Facts(host="h"), "The certificate of h is out of date."),
        (Facts(host="h", cause="expired"), "The certificate of h is out of date (expired)."),
        (
            Facts(host="h", redirected_to="https://h/", cause="expired"),
            (
                "It is redirected to https://h/, and there the certificate of h is out of date "
                "(expired)."
            ),
        ),
    ],
)
def test_a_failure_tells_the_redirect_and_the_cause(facts: Facts, sentence: str) -> None:
    assert say(Finding(TLS_EXPIRED, facts)) == sentence


def test_a_day_is_spoken_and_one_that_is_none_stays_as_it_is() -> None:
    kept = "93 % of the text in the snapshot of {} still stands."
    dated = Signal(SAME_TEXT, Facts(percent=93, snapshot="2017-01-13"))
    assert say(dated) == kept.format("13 January 2017")
    assert say(Signal(SAME_TEXT, Facts(percent=93, snapshot="soon"))) == kept.format("soon")


@pytest.mark.parametrize(("looks", "times"), [(2, "twice"), (3, "three times"), (7, "7 times")])
def test_remarks_are_said_behind_the_sentence(looks: int, times: str) -> None:
    asked = GONE.remarked(Remark(ASKED_AGAIN, Facts(looks=looks)))
    assert say(asked) == f"{say(GONE)} Asked {times}."


def test_a_finding_says_what_it_rests_on() -> None:
    once = Finding(UNCONFIRMED, before=GONE)
    assert say(once) == f"{say(GONE)} That was seen only once, so it is not yet believed."
    silent = Finding(SILENT_FOR_DAYS, Facts(audits=3, since="2026-05-03"), before=REFUSED)
    assert silent.verdict == "dead"
    assert say(silent) == (
        "It has given no answer in 3 audits in a row since 3 May 2026. "
        "The server of a.example refused the connection."
    )


def test_a_sentence_that_was_read_back_stays_and_facts_too_few_say_the_title() -> None:
    assert say(Finding(HTTP_404, Facts(**{SAID: "It is gone."}))) == "It is gone."
    assert say(Finding(HTTP_404)) == "Page not found."


def test_facts_are_equal_by_value_and_leave_out_what_is_not_known() -> None:
    assert Facts(host="a", cause=None) == Facts(host="a")
    assert hash(Facts(a=1, b="x")) == hash(Facts(b="x", a=1))
    assert Facts(a=1) != Facts(a=2)
    assert dict(NO_FACTS) == {}


def test_a_finding_does_not_repeat_a_signal_that_it_tells() -> None:
    parked = Signal(PARKED_DOMAIN, Facts(phrase="for sale"))
    titled = Signal(TITLE_MATCH, Facts(title="A"))
    found = Finding(PARKED_DOMAIN, Facts(phrase="for sale"), signals=(parked, titled))
    assert found.tells(parked)
    assert not found.tells(titled)
    assert found.remarked(titled.remark).tells(titled)


@pytest.mark.parametrize(
    "again",
    [
        GONE.remarked(Remark(ASKED_AGAIN, Facts(looks=3))),
        GONE.seen(Signal(TITLE_MATCH, Facts(title="A"))),
        replace(GONE, confidence=Confidence.LOW),
    ],
)
def test_what_comes_and_goes_with_each_look_makes_no_other_finding(again: Finding) -> None:
    assert again != GONE
    assert same_finding(GONE, again)


def test_counts_days_and_shares_make_no_other_finding() -> None:
    three = Finding(SILENT_FOR_DAYS, Facts(audits=3, since="2026-05-03"), before=REFUSED)
    assert same_finding(three, replace(three, facts=Facts(audits=4, since="2026-05-03")))
    assert not same_finding(three, replace(three, before=None))
    other = Finding(CONNECTION_REFUSED, Facts(host="b.example"))
    assert not same_finding(three, replace(three, before=other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (GONE, Finding(HTTP_403, Facts(status=403))),
        (Finding(DNS_NO_SUCH_HOST, Facts(host="a")), Finding(DNS_NO_SUCH_HOST, Facts(host="b"))),
        (Finding(REDIRECT_TO_HOME, Facts(host="a")), Finding(REDIRECT_TO_HOME, Facts(host="b"))),
        (Finding(FOUND_AGAIN, moved_to="http://a/"), Finding(FOUND_AGAIN, moved_to="http://b/")),
    ],
)
def test_another_reason_or_another_place_is_another_finding(one: Finding, other: Finding) -> None:
    assert not same_finding(one, other)
    assert same_finding(one, one)
