"""Every threshold of the content rules, with what set it.

"Measured" means: on 496 living pages and 223 error, wall, login, parked and default pages kept
outside this project, read as `pages/` reads them; no value was moved for a single page.
"""

THIN_WORDS = 250
"""Below this a page can be all error page, wall or notice, what surrounds it included.
Measured: 10 % of living pages are thinner, 94 % of error pages are."""

SHORT_WORDS = 100
"""Below this one sentence of a page's first lines speaks for the whole page.
Measured: 3 % of living pages are shorter, 90 % of error pages are."""

NOTICE_WORDS = 60
"""Below this a page is one notice: a sentence anywhere in it speaks for it."""

LIST_WORDS = 600
"""Below this a page may be a default server page, for-sale page or sign-in page with all its
explanations. Measured: the longest such page had 991 words, the next 524."""

SHELL_WORDS = 50
"""Below this a page whose scripts may draw more proves nothing by its text (the shell of a
single-page application is the same at every address)."""

OWN_LINKS = 5
"""Links into its own site from which a page belongs to one. Notices and walls have one or two."""

NOTICE_SHARE = 0.2
"""A short page with a smaller share of a citation's words than this is about something else.
A judgement: a source's own page has its title, and that is a third of most citations; a notice
has no more than the publisher's name."""

READABLE_WORDS = 30
"""A capture with fewer, whose scripts or pictures may hold the rest, shows a reader nothing.
A judgement: frames of single-page applications have about ten."""

LEAD_CHARACTERS = 300
"""What counts as a page's first lines. Source: published soft-404 heuristics use 300 to 600."""

READ_CHARACTERS = 3_000
"""How far into a page the rules look for wording: errors and walls speak early."""

MARKUP_BYTES = 200_000
"""How far into the markup vendor signatures are looked for."""

SAME_TEXT = 0.9
"""Similarity of 4-word shingles from which two texts are one.
Source: FABLE (IMC 2023) uses the same bound for its random sibling."""

EDITED_TEXT = 0.5
"""Similarity from which a text is the same one, edited. Not validated by a measurement."""

UNRELATED_TEXT = 0.04
"""Similarity below which two texts share nothing. Source: the best threshold for Jaccard distance
(0.96) on 15,757 labelled mementos in the Off-Topic Memento Toolkit."""

COMPARABLE_WORDS = 60
"""With fewer words on either side, two texts are not compared."""

TITLE_MATCH = 80
"""Score from which a page's title stands in a citation. Measured with citations written from the
heading of 474 articles: 73 % of their titles reach it, and none of 473 other articles' titles."""

TITLE_MISMATCH = 50
"""Score below which a title does not stand in a citation; between the two nothing is known."""

INFORMATIVE_WORDS = 3
"""A title needs this many words of its own before its absence says anything."""

QUOTE_SIMILARITY = 0.85
"""Share of a quote's words, in order, that a passage must have to be the quote, reworded.
It allows one changed word in seven."""

SPAM_TERMS = 3
"""Different gambling or pharmacy words in a page's title and headings that make it spam …"""

SPAM_SHARE = 0.02
"""… together with this share of its words."""

CONSENT_SPOKEN = 3
"""Words about cookies, consent and partners that a page named so has to have in its first lines."""

SOURCE_SHARE = 0.4
"""A page with at least this share of a citation's words is about what it cites. A judgement, as
that of a notice is; between the two nothing is known."""

UNLIKE_SOURCE = 5
"""Weight from which a page is so unlike a page of a source that its site is asked for controls.
Measured on the tuned half of the pages (bench/labelled_pages.py): see README there. A page that is
only suspect loses nothing by it, so the weight is one at which few bad pages are missed."""

WEIGHT_SHORT = 5
WEIGHT_THIN = 1
WEIGHT_FEW_LINKS = 3
WEIGHT_NO_TEXT = 2
WEIGHT_UNDESCRIBED = 2
WEIGHT_HIDDEN = 2
WEIGHT_HOST_TITLE = 2
WEIGHT_ASKS_PASSWORD = 4
WEIGHT_NAMES_NOTHING = 3
"""How much each likeness to no source weighs: the logarithm (to the base 2) of how much more often
bad pages of the tuned half have it than living ones, rounded; less for no description, which goes
with no paragraph, and a little for thin pages, which only adds to other signs. Of 114 bad and 290
living ones have it, in %: fewer than SHORT_WORDS 89 and 2, than THIN_WORDS besides 6 and 8, few
links 90 and 13, no paragraph 72 and 14, no description 82 and 14, hidden from search 19 and 4, its
host for a title 2 and none. A password field: all pages to sign in (two) and 5. The last weight is
a judgement, as the pages come without citations."""

PARKED_WORDS = 15
"""Words from which a page titled with its host's name alone, and shown at all its addresses, is a
parked domain's: robot checks titled so have fewer. A judgement."""
