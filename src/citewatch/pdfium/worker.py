"""Takes a PDF apart in a process of its own: content on standard input, JSON on standard output.

A damaged or hostile PDF can make the parser crash, hang or fill the memory; here it takes nobody
else along. Run by `process` alone,
which names the most pages to read.
"""

import json
import sys
from contextlib import suppress

MEMORY_BYTES = 3 * 2**29
"""Address space of this process, where the system can limit it; 500 pages need a third of it."""

CPU_SECONDS = 120
MAX_CHARACTERS = 20_000_000


def main() -> None:
    """Read one PDF and print what it holds, or `{"error": …}`."""
    _limit_resources()
    # Imported under the limits: this is the code that they are for.
    from citewatch.pdfium.pages import DamagedPdf, read_pages  # noqa: PLC0415

    try:
        found: object = read_pages(sys.stdin.buffer.read(), int(sys.argv[1]), MAX_CHARACTERS)
    except DamagedPdf as error:
        found = {"error": str(error)}
    except MemoryError:
        found = {"error": "it needs too much memory"}
    sys.stdout.write(json.dumps(found))


def _limit_resources() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    main()
