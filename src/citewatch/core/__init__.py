"""The pure core: evidence in, verdict out. No I/O and no clock in here."""
