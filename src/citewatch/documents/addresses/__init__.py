"""Where addresses stand in text: where they begin, how lines break them, where they end."""
