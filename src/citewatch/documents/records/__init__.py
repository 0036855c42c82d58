"""What was decided and found before: decisions, fingerprints, past reports."""
