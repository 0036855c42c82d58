"""Tables of references: comma- or tab-separated."""
