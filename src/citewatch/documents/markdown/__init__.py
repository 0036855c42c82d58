"""Markdown: footnotes, reference links, plain links."""
