"""PDF: a page is letters at places, and notes have to be told by size and place."""
