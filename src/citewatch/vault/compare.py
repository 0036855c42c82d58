"""What two digests say about a body: the same, another, or nothing. Pure."""

from enum import StrEnum

from msgspec import Struct

from citewatch.vault.digests import sha1_base32


class Outcome(StrEnum):
    """The result of a check. Only a sure difference is NO_MATCH."""

    MATCH = "match"
    NO_MATCH = "no match"
    UNKNOWN = "unknown"


class Comparison(Struct, frozen=True):
    """An outcome, and why in one sentence."""

    outcome: Outcome
    why: str


class Payload(Struct, frozen=True):
    """A body read back. `digest` is of the body as sent, `decoded` is without its coding (or None).

    `coded` says that the body had a coding, now or when it was captured.
    """

    digest: str
    decoded: bytes | None
    coded: bool
    truncated: bool


def with_archive(payload: Payload, archive_digest: str | None) -> Comparison:
    """Whether a replay's body is what the archive's index says it captured.

    Archives take their digest of the body as the site sent it. A replay of it may come with a
    coding added or removed on the way, so either form may match; where none does and there was a
    coding, that proves nothing (as the Environmental Data & Governance Initiative found).
    """
    if archive_digest is None:
        return Comparison(Outcome.UNKNOWN, "The archive's index gave no digest of this capture.")
    if payload.digest == archive_digest:
        return Comparison(Outcome.MATCH, "It is what the archive's index says it captured.")
    if payload.decoded is not None and sha1_base32(payload.decoded) == archive_digest:
        return Comparison(Outcome.MATCH, "Unpacked, it is what the archive's index says.")
    if payload.truncated:
        return Comparison(Outcome.UNKNOWN, "Only the beginning of the page was fetched.")
    if payload.coded:
        return Comparison(
            Outcome.UNKNOWN,
            "The page was sent packed, and the archive's digest is of another form.",
        )
    return Comparison(Outcome.NO_MATCH, "It is not what the archive's index says it captured.")
