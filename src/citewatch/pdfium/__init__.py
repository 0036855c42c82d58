"""PDFs taken apart by PDFium, in a process of its own, under limits of memory and time."""
