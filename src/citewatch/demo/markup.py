"""The HTML of staged pages."""

from collections.abc import Sequence
from html import escape
from http import HTTPStatus


def html_page(title: str, body: str, *, head: str = "", language: str = "en") -> str:
    """A whole page; `body` and `head` are markup, the title is text."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>{head}</head><body>{body}</body></html>"
    )


def article_page(title: str, paragraphs: Sequence[str], site: str) -> str:
    """An article on a site, with the navigation and the footer that surround every page of it."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    body = (
        f"<header><strong>{escape(site)}</strong></header>"
        '<nav><a href="/">Home</a> <a href="/about/">About</a></nav>'
        f"<main><article><h1>{escape(title)}</h1>{text}</article></main>"
        f"<footer>© {escape(site)}</footer>"
    )
    return html_page(
        f"{title} | {site}", body, head=f'<meta property="og:site_name" content="{escape(site)}">'
    )


def front_page(host: str) -> str:
    """The front page of a site, with a few ways into it."""
    site = host.removeprefix("www.").partition(".")[0].replace("-", " ").title()
    parts = ("about", "news", "reports", "people", "contact")
    ways = "".join(f'<li><a href="/{part}/">{part.title()}</a></li>' for part in parts)
    return html_page(site, f"<h1>{site}</h1><p>Welcome to our pages.</p><ul>{ways}</ul>")


def error_page(status: int) -> str:
    """The page that web servers make by themselves for a status."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Request denied"
    line = f"{status} {phrase}"
    return html_page(line, f"<center><h1>{line}</h1></center><hr><center>nginx</center>")


def refresh_page(location: str, seconds: int) -> str:
    """A page that asks browsers to go on to `location`."""
    order = f'<meta http-equiv="refresh" content="{seconds}; url={escape(location)}">'
    return html_page("Redirecting", f'<p><a href="{escape(location)}">Go on</a></p>', head=order)


def drawn_by_script(title: str) -> str:
    """A page that shows nothing to those who run no scripts."""
    return html_page(title, '<div id="app"></div><script src="/app.js"></script>')


def script_doorway(code: str) -> str:
    """A page that is nothing but a script."""
    return f"<!doctype html><html><head><script>{code}</script></head><body></body></html>"


def sign_in_page(site: str) -> str:
    """A page where one signs in."""
    form = (
        '<form method="post"><label>User <input name="user"></label>'
        '<label>Password <input type="password" name="password"></label>'
        "<button>Sign in</button></form>"
    )
    return html_page(f"Sign in | {site}", f"<h1>Sign in</h1>{form}")


def self_posting_form(action: str) -> str:
    """A page between a site and its sign-in: hidden fields, and a script that posts them."""
    form = (
        f'<form method="post" action="{escape(action)}"><input type="hidden" name="request"></form>'
    )
    return html_page("", f"{form}<script>document.forms[0].submit();</script>")


def consent_page(site: str) -> str:
    """A page that wants cookies accepted first."""
    body = (
        "<h1>Before you continue</h1>"
        f"<p>{escape(site)} and its partners use cookies to measure visits and to show "
        "advertisements. With your consent, we also store your privacy settings.</p>"
        "<button>Accept all</button> <button>Reject all</button>"
    )
    return html_page(f"Before you continue | {site}", body)


def challenge_page() -> str:
    """The page of a wall that checks whether its visitor is human."""
    body = (
        "<h1>Checking your browser</h1>"
        "<noscript>Enable JavaScript and cookies to continue</noscript>"
        "<script>window._cf_chl_opt={cvId:'3'};</script>"
    )
    head = '<meta name="robots" content="noindex,nofollow">'
    return html_page("Just a moment...", body, head=head)


def not_found_page(site: str) -> str:
    """A page that says "not found", for servers that send it as if it were a page."""
    text = "Sorry, the page you were looking for could not be found. It may have been removed."
    return html_page(
        f"Page not found | {site}", f"<h1>Page not found</h1><p>{text}</p><p><a href='/'>Home</a>"
    )


def notice_page(title: str, text: str) -> str:
    """A page of one heading and one sentence."""
    return html_page(title, f"<h1>{escape(title)}</h1><p>{escape(text)}</p>")


def for_sale_page(host: str) -> str:
    """The page of a domain that nobody uses any more."""
    links = "".join(f"<li>{word}</li>" for word in ("Insurance", "Car hire", "Online courses"))
    body = (
        f"<h1>{host} is for sale</h1><p>This domain is for sale. Buy this domain today.</p>"
        f"<h2>Related Searches:</h2><ul>{links}</ul>"
    )
    return html_page(f"{host} - This domain is for sale", body)
