"""The command line: options in, output and exit code out. No logic of its own."""
