"""Documents named by their address, fetched over real sockets."""

import httpx
import pytest

from citewatch.demo import answers, misdeeds
from citewatch.demo.names import StagedNames
from citewatch.demo.server import LOOPBACK, MisbehavingServer, Sites
from citewatch.errors import InputError
from citewatch.web.download import download
from citewatch.wire.get import Getter, Limits
from citewatch.wire.names import Address
from citewatch.wire.transport import WireTransport

ARTICLE = "<title>An article</title><p>See http://source.example/a</p>"
SITES: Sites = {
    "paper.example": {
        "/article": answers.page(ARTICLE),
        "/old": answers.redirect("/article"),
        "/gone": answers.error(404),
        "/loop": answers.redirect("/loop"),
        "/nowhere": answers.redirect("ftp://files.example/"),
        "/endless": misdeeds.endless("<p>on and on</p>"),
    }
}


async def fetch(path: str) -> bytes:
    async with MisbehavingServer(SITES) as server:
        names = StagedNames(server.hosts, {80: Address(LOOPBACK, server.http_port)}, {}, {})
        transport = WireTransport(names, httpx.create_ssl_context, staged=frozenset({LOOPBACK}))
        async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
            getter = Getter(client, Limits(raw_bytes=100_000, decoded_bytes=100_000))
            return await download(getter, f"http://paper.example{path}")


async def test_a_document_is_fetched_through_its_redirects() -> None:
    assert await fetch("/article") == await fetch("/old") == ARTICLE.encode()


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/gone", "status 404"),
        ("/loop", "do not come to an end"),
        ("/nowhere", "no address that can be visited"),
        ("/endless", "did not arrive whole"),
    ],
)
async def test_what_cannot_be_fetched_is_told_with_its_address(path: str, why: str) -> None:
    with pytest.raises(InputError, match=f"paper.example{path}.*{why}"):
        await fetch(path)
