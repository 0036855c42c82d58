"""Citing documents in: what a document cites, read from its file."""
