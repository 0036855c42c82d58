"""Documents in reStructuredText."""
