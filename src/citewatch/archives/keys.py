"""The keys of an account at the Internet Archive. They are sent to it, and shown nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from citewatch.core.display import HIDDEN
from citewatch.errors import CitewatchError

ACCESS, SECRET = "IA_ACCESS_KEY_ID", "IA_SECRET_ACCESS_KEY"
"""Variables of the environment; the Internet Archive's own command-line tool reads the same."""

HOW_TO_GET = f"""\
Saving pages needs the keys of a (free) account at the Internet Archive:
  1. Sign in at https://archive.org, or create an account there.
  2. Open https://archive.org/account/s3.php, which shows an access key and a secret key.
  3. Put them into the environment, and call citewatch again:
       export {ACCESS}=...
       export {SECRET}=...
citewatch sends them to the archive alone, and never prints or stores them."""


@dataclass(frozen=True, slots=True)
class Keys:
    """An access key and its secret."""

    access: str = field(repr=False)
    secret: str = field(repr=False)

    def headers(self) -> dict[str, str]:
        """The header that shows the keys to the archive."""
        return {"Authorization": f"LOW {self.access}:{self.secret}"}

    def hidden_in(self, text: str) -> str:
        """`text` with the keys struck out, should somebody have echoed them."""
        return text.replace(self.secret, HIDDEN).replace(self.access, HIDDEN)


def keys_from(environment: Mapping[str, str]) -> Keys:
    """The keys that the environment names. Raises CitewatchError, which says how to get some."""
    access, secret = (environment.get(name, "").strip() for name in (ACCESS, SECRET))
    if not access or not secret:
        raise CitewatchError(HOW_TO_GET)
    for name, value in ((ACCESS, access), (SECRET, secret)):
        if not (value.isascii() and value.isprintable()) or " " in value:
            raise CitewatchError(f"{name} holds characters that no key of the archive has.")
    return Keys(access, secret)
