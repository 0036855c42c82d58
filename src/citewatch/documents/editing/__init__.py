"""What the editors of all kinds share: changes to a text, and that nothing else changes."""
