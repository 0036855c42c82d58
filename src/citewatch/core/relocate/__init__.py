"""Where a lost source may live now: candidates from many trails, and which of them to believe."""
