"""PubMed's .nbib files (the MEDLINE format)."""
