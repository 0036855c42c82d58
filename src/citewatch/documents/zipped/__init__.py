"""Documents in zip archives, opened with care."""
