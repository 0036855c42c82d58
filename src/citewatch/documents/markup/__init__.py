"""What light markups share (AsciiDoc, reStructuredText, Org): text as read, and its places."""
