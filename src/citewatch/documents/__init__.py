"""Reads the citations of documents, one room a kind, and writes repairs into them."""
