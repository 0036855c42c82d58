"""A web that misbehaves in every way at once, and an archive with the real one's limits."""
