"""EndNote's tagged files (.enw), the format of refer."""
