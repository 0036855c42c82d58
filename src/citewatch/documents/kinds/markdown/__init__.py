"""Markdown, with its footnotes, reference links and raw HTML."""
