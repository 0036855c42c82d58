"""The shape of one rule's description."""

from dataclasses import dataclass

from citewatch.core.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that decides a verdict.

    `id` is stable and kebab-case; `title` a few plain words; `why` what it means and how it is
    decided; `mistaken` what it can get wrong; `todo` what a reader should do.
    """

    id: str
    verdict: Verdict
    title: str
    why: str
    mistaken: str
    todo: str
