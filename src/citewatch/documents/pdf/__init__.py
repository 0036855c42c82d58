"""PDFs, read in a process of their own under limits of memory and time."""
