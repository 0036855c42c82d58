"""Jupyter notebooks: Markdown in cells."""
