"""Labelled pages of the web, kept outside this project, and a simulated site around each."""
