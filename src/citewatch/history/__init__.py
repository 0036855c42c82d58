"""Everything observed and found in all audits: one SQLite file."""
