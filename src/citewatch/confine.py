"""Limits that a process lays upon itself before it reads what nobody vouches for."""

import os
from contextlib import suppress

MEMORY = 400 * 2**20
"""Most bytes of memory for one document: a judgement. Measured, a PDF of 500 full pages takes 62
MiB, Markdown with 30,000 footnotes 240, a web page of 16 MiB 300."""

_SHARE = 4
"""The limit is never more than this part of the machine's memory."""

_ADDRESSES = 2**30
"""Addresses of libraries and stacks, which take no memory, beside those of data."""


def memory_limit() -> int:
    """Bytes of memory that one document may take on this machine."""
    try:
        installed = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return MEMORY
    return min(MEMORY, installed // _SHARE) if installed > 0 else MEMORY


def limit_memory(size: int) -> None:
    """Let this process have `size` bytes of data and no more, where the system can limit it."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # Linux counts here what is written to; other systems know addresses alone.
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
        resource.setrlimit(resource.RLIMIT_AS, (size + _ADDRESSES, size + _ADDRESSES))


def limit_time(seconds: int) -> None:
    """Let this process compute for `seconds` from now on, and be ended by the system then."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def peak_memory() -> int:
    """The most bytes of memory that this process has had; 0 where the system does not say."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return 0
