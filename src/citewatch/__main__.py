"""`python -m citewatch`."""

from citewatch.cli.app import main

if __name__ == "__main__":
    main()
