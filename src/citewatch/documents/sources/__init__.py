"""sources.yaml: read with the place of every problem, written, and brought up to date."""
