"""What a finding calls for in a document, and what an editor decides about it."""
