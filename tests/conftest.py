"""What every test has around it."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the cache of who runs it."""
    monkeypatch.setenv("CITEWATCH_CACHE_DIR", str(tmp_path / "cache"))
