"""Files of references: BibTeX, CSL-JSON, RIS, CSV."""
