"""Plain text: pasted pages, letters, lists typed by hand."""
