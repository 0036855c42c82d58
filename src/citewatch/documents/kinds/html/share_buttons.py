"""Addresses that share a page with others: they lead to a form, never to a source."""

import re

_ENDPOINTS = {
    "addthis.com": "",
    "addtoany.com": "",
    "api.whatsapp.com": "send",
    "bsky.app": "intent/",
    "buffer.com": "add",
    "facebook.com": "sharer|share|dialog/(?:share|feed|send)",
    "getpocket.com": "save|edit",
    "linkedin.com": "sharearticle|sharing/|cws/share",
    "news.ycombinator.com": "submitlink",
    "pinterest.com": "pin/create",
    "plus.google.com": "share",
    "reddit.com": "(?:r/[^/]+/)?submit",
    "service.weibo.com": "share/",
    "t.me": "share/",
    "telegram.me": "share/",
    "threads.net": "intent/",
    "tumblr.com": "share|widgets/share",
    "twitter.com": r"intent/|share\b|home\?status=",
    "vk.com": r"share\.php",
    "wa.me": r"\?text=",
    "x.com": r"intent/|share\b",
    "xing.com": r"spi/shares|app/user\?op=share",
}
"""What paths begin with that share, by site; empty: all of them."""

_ENDPOINT = re.compile(
    "(?i)(?:https?:)?//(?:www\\.|m\\.|mobile\\.)?(?:"
    + "|".join(f"{re.escape(site)}/(?:{paths})" for site, paths in _ENDPOINTS.items())
    + ")"
)


def shares(url: str) -> bool:
    """Whether an address is that of a share button."""
    return _ENDPOINT.match(url) is not None
