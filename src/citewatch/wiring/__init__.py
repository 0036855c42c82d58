"""The composition root: the one place where adapters are built, and where the clock is read."""
