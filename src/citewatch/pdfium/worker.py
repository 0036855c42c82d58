"""Takes a PDF apart in a process of its own: content on standard input, JSON on standard output.

A damaged or hostile PDF can make the parser crash, hang or fill the memory; here it takes nobody
else along. Run by `process` alone,
which names the most pages to read and the most seconds to compute.
"""

import json
import sys

from citewatch.confine import limit_memory, limit_time, memory_limit

MAX_CHARACTERS = 20_000_000


def main() -> None:
    """Read one PDF and print what it holds, or `{"error": …}`."""
    limit_memory(memory_limit())
    limit_time(int(sys.argv[2]))
    # Imported under the limits: this is the code that they are for.
    from citewatch.pdfium.pages import DamagedPdf, read_pages  # noqa: PLC0415

    try:
        found: object = read_pages(sys.stdin.buffer.read(), int(sys.argv[1]), MAX_CHARACTERS)
    except DamagedPdf as error:
        found = {"error": str(error)}
    except MemoryError:
        found = {"error": "it needs too much memory"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
