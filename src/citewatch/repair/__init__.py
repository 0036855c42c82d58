"""Documents with their links put right: text and replacements in, text out. No I/O."""
