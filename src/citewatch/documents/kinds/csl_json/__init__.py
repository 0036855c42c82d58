"""CSL-JSON: what Zotero and Pandoc exchange."""
