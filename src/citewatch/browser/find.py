"""Whether there is a browser to look with: the extra of this package, and an installed Chromium."""

import os
import shutil
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from citewatch.errors import CitewatchError

NAMED_BY = "CITEWATCH_CHROMIUM"
"""The variable of the environment that names a Chromium which stands elsewhere."""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

_NO_EXTRA = (
    "--browser needs the browser extra, which is not installed: pip install 'citewatch[browser]'"
)
_NO_CHROMIUM = (
    "--browser needs Chromium or Google Chrome, and none is installed here (looked for: "
    f"{', '.join(_NAMES)}). Install it, on Debian or Ubuntu with `apt-get install chromium`, or "
    f"name its program in {NAMED_BY}. citewatch downloads no browser by itself."
)


def chromium_here(
    environment: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
    has: Callable[[str], object] = find_spec,
) -> Path:
    """The program of the installed Chromium. Raises CitewatchError that says what to install."""
    if has("playwright") is None:
        raise CitewatchError(_NO_EXTRA)
    if named := environment.get(NAMED_BY):
        found = which(named)
        if found is None:
            raise CitewatchError(f"{NAMED_BY}: {named} is no program that can be run")
        return Path(found)
    found = next(filter(None, map(which, (*_NAMES, *_APPLICATIONS))), None)
    if found is None:
        raise CitewatchError(_NO_CHROMIUM)
    return Path(found)
