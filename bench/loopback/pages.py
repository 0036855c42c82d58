"""Pages such as news sites serve: metadata, navigation, an article, a footer; 20 KB each."""

import random

SIZE = 20_000
VARIANTS = 50

_SYLLABLES = "ta re mi lo san ver qui pol den cor al ist ment ca no tri bel gra su per".split()
_COMMON = "the of and to in that it was for on with as at by from is were which this".split()


def title(number: int) -> str:
    """The title of a page, in words that no other variant has."""
    words = random.Random(number % VARIANTS)
    return " ".join(_word(words).capitalize() for _ in range(5)) + f" {number % VARIANTS}"


def page(number: int) -> bytes:
    """One page, the same for each number; there are `VARIANTS` different ones."""
    return _PAGES[number % VARIANTS]


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))


def _sentence(chance: random.Random) -> str:
    words = [
        chance.choice(_COMMON) if chance.random() < 0.45 else _word(chance)
        for _ in range(chance.randint(8, 24))
    ]
    if chance.random() < 0.2:
        words[3] = f"“{words[3]}”"
    if chance.random() < 0.2:
        words[5] = f"{words[5]}’s"
    return " ".join(words).capitalize() + "."


def _paragraph(chance: random.Random) -> str:
    said = " ".join(_sentence(chance) for _ in range(chance.randint(3, 5)))
    link = f'<a href="/topic/{_word(chance)}">{_word(chance)}</a>'
    return f"<p>{said} See {link} and <em>{_word(chance)}</em>.</p>\n"


def _made(number: int) -> bytes:
    chance = random.Random(1_000 + number)
    name = title(number)
    menu = "".join(
        f'<li class="menu-item"><a href="/section/{word}">{word.capitalize()}</a></li>'
        for word in (_word(chance) for _ in range(14))
    )
    before = _HEAD.format(name=name, menu=menu, number=number)
    after = _FOOT.format(menu=menu)
    article, left = "", SIZE - len((before + after).encode())
    while len((article + (more := _paragraph(chance))).encode()) < left:
        article += more
    return f"{before}{article}{after}".encode().ljust(SIZE)


_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{name} | The Daily Loop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="What is known of {name}, and what is not.">
<meta name="author" content="A. Reporter"><meta name="robots" content="index, follow">
<meta property="og:title" content="{name}"><meta property="og:site_name" content="The Daily Loop">
<meta property="og:type" content="article"><meta property="og:image" content="/i/{number}.jpg">
<meta name="twitter:card" content="summary"><meta name="twitter:title" content="{name}">
<link rel="stylesheet" href="/static/site.css"><link rel="icon" href="/favicon.ico">
<link rel="alternate" type="application/rss+xml" href="/feed.xml">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "{name}", "datePublished": "2024-03-05T09:00:00Z",
"author": [{{"@type": "Person", "name": "A. Reporter"}}],
"publisher": {{"@type": "Organization", "name": "The Daily Loop"}}}}</script>
<script>window.settings = {{"ads": false, "page": {number}}};</script>
<style>body {{ font: 16px serif; margin: 0 }} nav ul {{ list-style: none }}</style>
</head><body class="article">
<header role="banner"><a href="/"><img src="/logo.svg" alt="The Daily Loop"></a>
<form role="search"><input type="search" name="q" placeholder="Search"></form></header>
<nav><ul>{menu}</ul></nav>
<main><article><h1>{name}</h1><p class="byline">By <a href="/by/a">A. Reporter</a>,
<time datetime="2024-03-05">5 March 2024</time></p>
<figure><img src="/i/{number}.jpg" alt=""><figcaption>A picture.</figcaption></figure>
"""
_FOOT = """</article>
<aside><h2>Read more</h2><ul>{menu}</ul></aside></main>
<footer><ul>{menu}</ul><p>© 2024 The Daily Loop. <a href="/privacy">Privacy</a></p></footer>
<script src="/static/site.js" defer></script></body></html>
"""
_PAGES = tuple(_made(number) for number in range(VARIANTS))
