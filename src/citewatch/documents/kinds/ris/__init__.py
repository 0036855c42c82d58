"""RIS bibliographies."""
