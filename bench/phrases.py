"""Runs every phrase over labelled pages: which find nothing, and which are found in living ones.

`python bench/phrases.py DIRECTORY` reads the pages as `bench/labelled_pages.py` does. A phrase in a
living page is no fault by itself, as an article may say it: what the rules make of it is judged by
`bench/labelled_pages.py`. One that is found there often says too little.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from citewatch.core.content.phrase_files import all_phrases
from citewatch.core.content.thresholds import READ_CHARACTERS
from citewatch.core.content.wording import fold, pattern_of
from citewatch.core.evidence import Page
from labelled.pages import labelled_pages

_OFTEN = 5


def _shown(page: Page) -> str:
    return fold("\n".join([page.title, *page.headings, page.text[:READ_CHARACTERS]]))


def main() -> int:
    """Print a line for each phrase that is often found in living pages, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    found_pages = labelled_pages(parser.parse_args().directory)
    pages = [(one.label, _shown(one.page)) for one in found_pages]
    found: Counter[str] = Counter()
    for row in all_phrases():
        pattern = pattern_of([row.pattern])
        labels = Counter(label for label, text in pages if pattern.search(text))
        found["in no page" if not labels else "in some page"] += 1
        if labels["ok"] >= _OFTEN and "filler" not in row.kind and "word" not in row.kind:
            told = f"{labels['ok']} living, {labels.total()} in all"
            sys.stdout.write(f"{row.place} ({row.kind}): {told}\n")
    sys.stdout.write(", ".join(f"{count} {where}" for where, count in found.items()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
