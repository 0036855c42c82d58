"""The bytes of documents: files, packages, encodings, places in them."""
