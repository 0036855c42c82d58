"""What pages of sources have, and forms that post themselves."""

import pytest

from citewatch.core.evidence import Page
from citewatch.pages.read import read_page

URL = "https://site.example/reports/2016/crime"
RUNNING = "<p>" + "Officers walked along the quay and spoke with people there. " * 3 + "</p>"
HIDDEN = '<input type="hidden" name="SAMLRequest" value="x">'


def read(body: str) -> Page:
    return read_page(body.encode(), "text/html; charset=utf-8", URL, truncated=False)


def test_paragraphs_of_running_text_are_counted_up_to_a_few() -> None:
    assert read("<p>Too short.</p>").paragraphs == 0
    assert read(RUNNING * 2 + "<p>Short.</p>").paragraphs == 2
    assert read(RUNNING * 50).paragraphs == 5


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="Lena Okafor">',
        '<meta property="article:published_time" content="2016-10-12">',
        '<meta name="citation_publication_date" content="2016">',
        '<time datetime="2016-10-12">12 October</time>',
        '<span itemprop="author">Lena Okafor</span>',
    ],
)
def test_a_page_that_names_its_author_or_day_is_described(head: str) -> None:
    assert read(head + RUNNING).is_described


@pytest.mark.parametrize(
    "head", ['<meta name="author" content="">', '<meta name="viewport" content="x">', "<time>now"]
)
def test_one_that_does_not_is_not(head: str) -> None:
    assert not read(head).is_described


def test_an_empty_place_with_a_name_awaits_a_script() -> None:
    assert read('<div id="root"></div><script src="/app.js"></script>').awaits_scripts
    assert not read('<div id="root"></div>').awaits_scripts
    assert not read('<div id="root">Text</div><script src="/app.js"></script>').awaits_scripts


@pytest.mark.parametrize(
    "body",
    [
        f'<body onload="document.forms[0].submit()"><form action="/saml">{HIDDEN}</form>',
        f"""<form action="/saml">{HIDDEN}<noscript><input type="submit"></noscript></form>
        <script>document.forms[0].submit();</script>""",
    ],
)
def test_a_form_of_hidden_fields_that_a_script_posts(body: str) -> None:
    assert read(body).posts_to == "https://site.example/saml"


@pytest.mark.parametrize(
    "body",
    [
        f'<form action="/saml">{HIDDEN}</form>',
        '<body onload="document.forms[0].submit()"><form action="/find"><input name="q"></form>',
        f'<body onload="document.forms[0].submit()"><form>{HIDDEN}</form><form>{HIDDEN}</form>',
        f"<form>{HIDDEN}</form><script>function __doPostBack() {{ theForm.submit(); }}</script>",
        '<body onload="document.forms[0].submit()">',
        f'<body onload="document.forms[0].submit()"><form action="javascript:x">{HIDDEN}</form>',
    ],
)
def test_any_other_form_waits_for_its_reader(body: str) -> None:
    assert read(body).posts_to == ""
