"""The use case: look at every link, ask the archive, settle each into a result."""
