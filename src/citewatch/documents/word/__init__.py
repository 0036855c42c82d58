"""Word documents: footnotes, endnotes, hyperlinks, field codes."""
