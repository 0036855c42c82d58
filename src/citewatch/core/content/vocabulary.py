"""How pages speak that are not the source: each kind of phrase, in all languages at once.

The phrases are data: a file a language in the folder `phrases`, read by `phrase_files`.
"""

from citewatch.core.content.wording import Phrases

NOT_FOUND_SENTENCE = Phrases("not-found-sentence")
"""What a page says, in its first lines, when there is no such page."""

NOT_FOUND_NAME = Phrases("not-found-name")
"""A title or heading that is only this is the name of an error page."""

NOT_FOUND_NUMBER = Phrases("not-found-number")
"""The same in figures."""

NOT_FOUND_CRY = Phrases("not-found-cry")
"""A cry ("Whoops!") that heads such a page, which then says next to nothing else."""

NOT_FOUND_FILLER = Phrases("not-found-filler")
"""Words that add nothing to the name of an error page."""

PERMISSION = Phrases("permission")
"""Words by which a page may be there, but not for everyone."""

FOR_SALE = Phrases("for-sale")
"""A domain that is for sale, parked, or has expired."""

ADVERTS = Phrases("adverts")
"""What stands beside that on a parked domain."""

SALE_FILLER = Phrases("sale-filler")
"""Words that add nothing to it."""

COMING = Phrases("coming")
"""The promise of a site to come, in a sentence that names the site."""

COMING_NAME = Phrases("coming-name")
"""A title, heading or whole text that is only this promises one."""

COMING_FILLER = Phrases("coming-filler")
"""Words that add nothing to it."""

DEFAULT = Phrases("default-server")
"""The name of the page that a server shows before there is a site."""

DEFAULT_FILLER = Phrases("default-filler")
"""Words that add nothing to it."""

DEFAULT_SENTENCE = Phrases("default-sentence")
"""What such a page says."""

SUSPENDED = Phrases("suspended")
"""A site that its host has closed."""

SUSPENDED_FILLER = Phrases("suspended-filler")
"""Words that add nothing to it."""

DOMAIN_WORD = Phrases("domain-word")
"""Words by which a citation is itself about domains and servers."""

CHALLENGE = Phrases("challenge")
"""A check that a visitor is human."""

CHALLENGE_FILLER = Phrases("challenge-filler")
"""Words that add nothing to it."""

DENIAL = Phrases("denial")
"""The name of a page that refuses the visit."""

DENIAL_SENTENCE = Phrases("denial-sentence")
"""What such a page says."""

DENIAL_FILLER = Phrases("denial-filler")
"""Words that add nothing to its name."""

LOGIN = Phrases("login")
"""The name of a page to sign in."""

LOGIN_FILLER = Phrases("login-filler")
"""Words that add nothing to it."""

CONSENT = Phrases("consent")
"""The name of a page that asks for consent first."""

CONSENT_WORD = Phrases("consent-word")
"""Words that such a page has several of."""

REGION = Phrases("region")
"""A page that is not shown in some countries."""

LEGAL_BLOCK = Phrases("legal-block")
"""A page that an order keeps from its readers."""

FAULT = Phrases("fault")
"""The name of a page that reports a fault of the site."""

FAULT_FILLER = Phrases("fault-filler")
"""Words that add nothing to it."""

FAULT_SENTENCE = Phrases("fault-sentence")
"""What such a page says."""

SPAM = Phrases("spam")
"""Words that domains taken over for gambling, pills and the like are full of."""

KINDS = frozenset(
    phrases.kind for phrases in vars().copy().values() if isinstance(phrases, Phrases)
)
"""Every kind that a row of a file may be of."""
