"""The kinds of documents, one room each: how one is recognised, read and repaired."""
