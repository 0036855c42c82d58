"""citewatch itself, all of it, but for its ways out: they lead to the hostile web.

`python -m hostile_web.program FOLDER ARGUMENT…`: what `citewatch ARGUMENT…` does.
"""

import asyncio
import json
import ssl
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from citewatch.cli.app import main
from citewatch.core.evidence import Failure
from citewatch.wire.faults import WireFault
from citewatch.wire.get import Getter, Limits
from citewatch.wire.names import LOOK_UP_SECONDS, Address
from citewatch.wire.transport import WireTransport
from citewatch.wiring import parts
from citewatch.wiring.ways import ARCHIVE_ERROR_PAGE, ARCHIVE_SILENCE, Ways, client_over
from hostile_web.server import ARCHIVE

HERE = "127.0.0.1"


class Names:
    """Where the names lead; what is looked up is written down, since silence leaves no trace."""

    def __init__(self, stage: dict[str, Any], folder: Path) -> None:
        self._stage = stage
        self._asked = (folder / "dialled.jsonl").open("w")

    async def resolve(self, host: str, port: int) -> tuple[Address, ...]:
        """See wire.names.Resolver."""
        stage = self._stage
        self._asked.write(json.dumps({"t": time.monotonic(), "what": "name", "host": host}) + "\n")
        self._asked.flush()
        if host == ARCHIVE:
            return (Address(HERE, stage["archive"]),)
        if host in stage["slow_names"]:
            await asyncio.sleep(LOOK_UP_SECONDS)
            raise WireFault(Failure.DNS_UNANSWERED, f"The name {host} was not looked up in time.")
        if host in stage["silent_hosts"]:
            return (Address(*stage["silent"]),)
        if host in stage["refusing_hosts"]:
            return (Address(*stage["refusing"]),)
        if host in stage["sites"]:
            return (Address(HERE, stage["https" if port == 443 else "http"]),)
        raise WireFault(Failure.NO_SUCH_HOST, f"There is no host named {host}.")


def lead_to(folder: Path) -> None:
    """Let the ways out lead to the web whose place is written in a folder."""
    stage = json.loads((folder / "stage.json").read_text())

    @asynccontextmanager
    async def ways_out(**_: object) -> AsyncIterator[Ways]:
        names = Names(stage, folder)
        staged = frozenset({HERE})
        tls = ssl.create_default_context(cafile=str(folder / "ca.pem"))
        live = WireTransport(names, lambda: tls, staged=staged)
        archive = WireTransport(names, lambda: tls, staged=staged, read_timeout=ARCHIVE_SILENCE)
        async with client_over(live, {}) as web, client_over(archive, {}) as to_archive:
            patient = Limits(error_bytes=ARCHIVE_ERROR_PAGE)
            yield Ways(Getter(web), Getter(to_archive, patient), names)

    vars(parts).update(ways_out=ways_out, WAYBACK_MACHINE=f"http://{ARCHIVE}")


if __name__ == "__main__":
    lead_to(Path(sys.argv[1]))
    sys.argv[1:] = sys.argv[2:]
    main()
