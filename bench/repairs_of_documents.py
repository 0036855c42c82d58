"""How many links of real documents can be repaired, and whether the rest stays as it is.

`python bench/repairs_of_documents.py FILE...` repairs every document whose kind has an editor, in
memory, twice: as if each link had moved, and as if each were dead with a snapshot. Each repaired
document is read again; `holds` says that nothing but the replaced links differs.
"""

import argparse
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from citewatch.core.citation import Citation
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.reasons.living import REDIRECT_PERMANENT
from citewatch.core.repair.plan import Action, Repair
from citewatch.documents.kinds.known import kind_of
from citewatch.documents.kinds.reading import read
from citewatch.documents.reader import gathered
from citewatch.documents.repairing import repair
from citewatch.errors import InputError

_TAKEN = date(2017, 1, 12)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--unplaced", action="store_true", help="list what could not be placed")
    args = parser.parse_args()
    print(f"{'document':56}{'':>9}{'links':>7}{'unplaced':>10}  ")
    for path in args.files:
        try:
            _repaired(path, unplaced=args.unplaced)
        except InputError as error:
            print(f"{path.name[-55:]:56}{error.problems[0][-80:]}")


def _repaired(path: Path, *, unplaced: bool) -> None:
    content = path.read_bytes()
    kind = kind_of(content, path.name)
    if kind.editor is None:
        return
    citations = gathered(read(kind, content, str(path))).citations
    for word, repairs in (("moved", _moved(citations)), ("archived", _archived(citations))):
        try:
            done = repair(content, str(path), kind, repairs)
        except InputError:
            print(f"{path.name[-55:]:56}{word:>9}{len(repairs):7}{'-':>10}  does not hold")
            continue
        print(f"{path.name[-55:]:56}{word:>9}{len(repairs):7}{len(done.unplaced):10}  holds")
        for one in done.unplaced if unplaced else ():
            print(f"    {one.citation.id}: {one.link}")


def _moved(citations: Sequence[Citation]) -> list[Repair]:
    return [
        Repair(citation, link, _new(link), Action.EXCHANGE, REDIRECT_PERMANENT)
        for citation in citations
        for link in citation.links
    ]


def _new(link: str) -> str:
    """The same new address for the same old one."""
    return f"https://new.example/{sha256(link.encode()).hexdigest()[:12]}"


def _archived(citations: Sequence[Citation]) -> list[Repair]:
    return [
        Repair(citation, link, _snapshot(link), Action.ADD, HTTP_404, _TAKEN)
        for citation in citations
        for link in citation.links
        if "archive" not in link
    ]


def _snapshot(link: str) -> str:
    return f"https://web.archive.org/web/20170112030405/https://old.example/{_new(link)[20:]}"


if __name__ == "__main__":
    main()
