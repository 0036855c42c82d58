"""What word processors write, however it is stored: paragraphs with links and marks of notes."""
