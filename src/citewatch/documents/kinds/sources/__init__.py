"""sources.yaml, the project's own kind: its citations, in a file that people edit."""
