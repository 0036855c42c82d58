"""Wikitext: pages of MediaWiki."""
