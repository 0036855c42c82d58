"""Several cited sources that are redirected to one page: when it is none of them."""

import pytest
from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.company import Company, Fellow
from citewatch.core.evidence import Hop, Page, Visit
from citewatch.core.finding import Finding
from citewatch.core.judge import company_wanted, judge
from citewatch.core.judge.sightings import Sightings
from citewatch.core.probe import Probe, Purpose, Question
from citewatch.core.say import say
from sightings_lab import AT, sightings

URL = "http://www.example.org/briefs/quiet-streets.html"
OTHER = "http://www.example.org/surveys/2012/who-was-told.html"
END = "http://www.example.org/library"
TEXT = "Okafor, Lena. “Quiet Streets.” Harbour Institute, 2014."
OTHER_TEXT = "Brandt, Ines. Survey of Victims, 2012. Harbour Institute."
PAGE = Page("text/html", 9000, title="Our Work | Harbour", text="We work for all. " * 90, words=360)


def sent(start: str = URL, end: str = END, page: Page = PAGE, status: int = 301) -> Visit:
    hop = Hop(start, AT, status, target=end, permanent=status in (301, 308))
    return Visit((hop, Hop(end, AT, 200)), page)


def seen(look: Visit, *fellows: Fellow, text: str = TEXT, cited: bool = False) -> Sightings:
    start = look.hops[0].url
    found = sightings(start, look, look, citation=Citation("1", text, (start,)))
    if fellows:
        saw = Company((Fellow(start, (text,)), *fellows), cited)
        found = found.plus(Probe(Question(Purpose.SHARED_END, END), AT, saw))
    return found


def found(look: Visit, *fellows: Fellow, text: str = TEXT, cited: bool = False) -> Finding:
    return judge(seen(look, *fellows, text=text, cited=cited))


FELLOW = Fellow(OTHER, (OTHER_TEXT,))


@pytest.mark.parametrize("status", [301, 302])
def test_two_sources_that_end_at_a_page_of_neither_are_dead(status: int) -> None:
    dead = found(sent(status=status), FELLOW)
    assert (dead.verdict, dead.reason.id) == ("dead", "redirect-sink")
    assert END in say(dead)
    assert OTHER in say(dead)
    many = found(sent(), FELLOW, Fellow("http://www.example.org/maps/7"))
    assert "2 other cited sources" in say(many)


def test_bare_links_in_running_text_are_sources_too() -> None:
    assert found(sent(), Fellow(OTHER), text="").reason.id == "redirect-sink"


def test_alone_a_redirect_is_judged_by_itself() -> None:
    assert found(sent()).verdict == "moved"
    assert found(sent(status=302)).verdict == "ok"
    alone = judge(seen(sent(), Fellow(URL, (TEXT,))))
    assert alone.verdict == "moved"


@pytest.mark.parametrize(
    "fellow",
    [
        # one page, spelled differently
        Fellow(f"{URL}?utm_source=mail", (OTHER_TEXT,)),
        Fellow(URL.replace("http:", "https:").replace("www.", ""), (OTHER_TEXT,)),
        # one source under two addresses
        Fellow("http://old.example.org/2014/quiet-streets", (OTHER_TEXT,)),
        Fellow("http://www.example.org/papers/our-quiet-streets.pdf", (OTHER_TEXT,)),
        Fellow(OTHER, ("Lena Okafor: Quiet Streets. Harbour Institute 2014",)),
        # what is made to lead elsewhere
        Fellow("https://doi.org/10.1234/abc", (OTHER_TEXT,)),
        Fellow("https://bit.ly/3abcde", (OTHER_TEXT,)),
        # the page is known to be the other's source, or bears its name only
        replace(FELLOW, identified=True),
        replace(FELLOW, titled=True),
        # its address was named like the page
        Fellow("http://www.example.org/about/work.html", (OTHER_TEXT,)),
    ],
)
def test_a_fellow_that_is_no_other_lost_source_proves_nothing(fellow: Fellow) -> None:
    assert found(sent(), fellow).verdict == "moved"


def test_documents_of_one_number_are_one_source() -> None:
    one, other = "http://www.example.org/node/4711", "http://www.example.org/?p=4711"
    assert found(sent(one), Fellow(other, (OTHER_TEXT,))).verdict == "moved"
    years = found(sent("http://www.example.org/2014/a1"), Fellow("http://www.example.org/2014/b2"))
    assert years.reason.id == "redirect-sink"


@pytest.mark.parametrize(
    ("one", "other", "end"),
    [
        ("/news/101", "/news/202", "/news/archive"),
        ("/news/a/index.html", "/news/b/index.html", "/news/archive"),
        ("/show.php?id=12", "/show.php?id=98", "/shows"),
        ("/report-12.html", "/report-98.html", "/library"),
        ("/2015-harbour-review", "/harbour-review-2016", "/library"),
    ],
)
def test_what_stands_before_a_name_or_for_any_page_names_nothing(
    one: str, other: str, end: str
) -> None:
    site = "http://www.example.org"
    look = sent(f"{site}{one}", f"{site}{end}")
    assert found(look, Fellow(f"{site}{other}", (OTHER_TEXT,))).reason.id == "redirect-sink"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.example.org/book/ch1.html", "http://www.example.org/book/ch2.html"),
        ("http://www.example.org/tale?page=1", "http://www.example.org/tale?page=2"),
        ("http://www.example.org/tale/chapter-1", "http://www.example.org/tale/chapter-12"),
    ],
)
def test_parts_of_one_book_are_one_source(one: str, other: str) -> None:
    assert found(sent(one), Fellow(other, (OTHER_TEXT,))).verdict == "moved"


@pytest.mark.parametrize(
    "page",
    [
        replace(PAGE, title="Quiet Streets"),
        replace(PAGE, headings=("Quiet streets, ten years on",)),
        replace(PAGE, title="Who Was Told?"),  # the other's, by its address
        replace(PAGE, title="Lena Okafor’s Quiet Streets: A Brief"),
    ],
)
def test_a_page_that_names_one_of_them_is_spared(page: Page) -> None:
    assert found(sent(page=page), FELLOW).verdict == "moved"


def test_a_page_whose_new_address_names_one_of_them_is_spared() -> None:
    look = sent(end="http://www.example.org/library/quiet-streets")
    assert found(look, FELLOW).verdict == "moved"


def test_the_publishers_name_in_both_citations_identifies_neither() -> None:
    page = replace(PAGE, title="Harbour Institute")
    assert found(sent(page=page), replace(FELLOW, titled=True)).reason.id == "redirect-sink"


def test_a_quote_that_stands_there_identifies_the_page() -> None:
    cited = Citation("1", TEXT, (URL,), quote="we work for all. We work for all.")
    one = sightings(URL, sent(), sent(), citation=cited)
    one = one.plus(Probe(Question(Purpose.SHARED_END, END), AT, Company((FELLOW,))))
    assert judge(one).verdict == "moved"


def test_a_page_that_is_cited_itself_is_nobodys_sink() -> None:
    assert found(sent(), FELLOW, cited=True).verdict == "moved"


DOORS = [
    replace(PAGE, title="Sign in to continue"),
    replace(PAGE, title="Choose your country"),
    replace(PAGE, headings=("Become a member: our plans",)),
    replace(PAGE, has_password_field=True),
    replace(PAGE, title="Scheduled maintenance"),
]


@pytest.mark.parametrize("page", DOORS)
def test_what_may_be_a_door_is_not_even_asked_about(page: Page) -> None:
    assert company_wanted(seen(sent(page=page, status=302))) is None


@pytest.mark.parametrize(
    "look",
    [
        Visit((Hop(URL, AT, 200),), PAGE),
        sent("https://doi.org/10.1234/abc"),
        sent("https://bit.ly/3abcde"),
        sent(end=URL.replace("http:", "https:")),
        sent(end="http://www.example.org/"),
        sent(end="http://www.example.org/login", status=302),
        sent(page=Page("application/pdf", 900, title="A paper")),
        sent(page=replace(PAGE, title="Lena Okafor: Quiet Streets by the Harbour Institute 2014")),
    ],
)
def test_who_is_asked_about_company(look: Visit) -> None:
    assert company_wanted(seen(sent())) == END
    assert company_wanted(seen(look)) is None


def test_nobody_is_asked_twice() -> None:
    assert company_wanted(seen(sent(), FELLOW)) is None


def test_two_stories_that_lead_to_the_section_above_them_are_dead() -> None:
    one = "http://www.example.org/news/2014/05/patrols-are-back-again.html"
    other = "http://www.example.org/news/2016/02/harbour-budget-is-cut.html"
    section = sent(one, "http://www.example.org/news/", replace(PAGE, title="News"))
    assert found(section).reason.id == "redirect-to-section"
    assert found(section, Fellow(other, (OTHER_TEXT,))).reason.id == "redirect-sink"
