"""What every entry of the registry is: an id, and the sentences that it can say."""

from collections.abc import Callable
from enum import Enum

from msgspec import Struct

from citewatch.core.verdict import Verdict


class Trait(Enum):
    """What else is true of every finding with a reason, beside its verdict."""

    LOST = "lost"
    """The source is gone from its address altogether, or may be, though its verdict is another one
    than `dead`: it is looked for elsewhere."""

    ELSEWHERE = "elsewhere"
    """What stands there now stands at another address, which may be the source's after all."""

    HOST_GONE = "host-gone"
    """The whole site is gone: other paths on its host are not tried."""

    TAKEN_OVER = "taken-over"
    """Somebody else has the domain: nobody should follow a link to it any more."""

    THIN = "thin"
    """It rests on little: nobody was asked, or nothing was there to compare."""

    UNASKED = "unasked"
    """The address itself was not asked for, so nothing is known of it that was not known before."""

    ANY_ADDRESS = "any-address"
    """A redirect that a site may make for every address it does not know: a sibling is asked."""

    SURE_WALL = "sure-wall"
    """A wall whose wording can be taken for an error page's: it is looked for before those."""

    SHOWN_TO_BROWSERS = "shown-to-browsers"
    """A browser, which runs scripts, may well be shown more: with `--browser`, one looks."""

    SILENT = "silent"
    """No usable answer, where a person in front of a browser would have none either.

    Met in several audits over several days, it may become `silent-for-days`. So it is never one of
    these, however often they are met:

    - the address was not asked for (a hung host, a long pause asked for);
    - a person may well see the page: browsers let their readers pass a certificate that is out of
      date, not trusted or another name's, speak more dialects of TLS and of HTTP than this audit,
      and show as much of a slow page as has come;
    - it is a limit of our own: the size of headers, of unpacked pages, the time for a page;
    - it may be our own network: one with no way to addresses of the new kind (IPv6) never has;
    - redirects in circles or to nowhere, which some sites make for visitors without cookies;
    - something answered with a page, though one that is empty or reports a fault;
    - it was seen gone, and only not yet confirmed.
    """


class Rule(Struct, frozen=True, eq=False):
    """An entry of the registry: there is one of each, also behind a pickle.

    `id` is stable and kebab-case. `says` are templates of its sentence with the names of facts in
    braces: the first one counts that has a fact for every name. `{day:day}` writes an ISO date as
    a day, `{number:times}` a number of times, and `{before}` is the sentence of the finding that
    this one rests on.
    """

    id: str
    says: tuple[str, ...]

    def __reduce__(self) -> tuple[Callable[[str], "Rule"], tuple[str]]:
        return _registered, (self.id,)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r})"


class Reason(Rule, frozen=True, eq=False):
    """A rule that decides a verdict.

    `title` is a few plain words; `why` what it means and how it is decided; `mistaken` what it can
    get wrong; `todo` what a reader should do.
    """

    verdict: Verdict
    title: str
    why: str
    mistaken: str
    todo: str
    traits: frozenset[Trait] = frozenset()

    @property
    def points_to(self) -> Verdict:
        """The verdict that it speaks for where it was seen without deciding."""
        return self.verdict


class Sign(Rule, frozen=True, eq=False):
    """Something that speaks for a verdict and decides none; `points_to` is None for neither."""

    points_to: Verdict | None


class Note(Rule, frozen=True, eq=False):
    """A sentence about how a finding came about; it speaks for no verdict."""


def _registered(id_: str) -> Rule:
    from citewatch.core.reasons import RULES  # noqa: PLC0415 - the registry is made of these

    return RULES[id_]


def failed(what: str) -> tuple[str, ...]:
    """The sentences about a visit that ended so: behind a redirect or not, its cause known or not.

    `what` is half a sentence, without a capital at its start and a stop at its end.
    """
    there = f"It is redirected to {{redirected_to}}, and there {what}"
    here = f"{what[0].upper()}{what[1:]}"
    return (f"{there} ({{cause}}).", f"{there}.", f"{here} ({{cause}}).", f"{here}.")


NAMES_ITSELF = ("The page's title says “{title}”.", "The page's heading says “{heading}”.")
"""What a page says of itself by its title, or else by a heading."""
