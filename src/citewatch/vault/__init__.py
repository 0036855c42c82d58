"""Evidence kept for years: what was fetched, as WARC with an index, and the check of both."""
