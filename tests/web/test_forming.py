"""Which address absolute links are made with."""

import pytest

from app.settings import Settings
from tests import serving


@pytest.mark.parametrize("host", ["elsewhere.example", "["])
def test_the_public_address_wins(shipped: Settings, host: str) -> None:
    """Where a public address is set, absolute links have it, whichever host was asked."""
    public = shipped.model_copy(update={"public_url": "https://kb.example/wiki"})
    with serving.client(public) as client:
        document = client.get("/v1/terms/kpi?format=jsonld&locale=es", host=host).json()
        assert document["@id"] == "https://kb.example/wiki/v1/terms/kpi?locale=es#term"
        assert "](https://kb.example/wiki/v1/" in client.get("/llms.txt", host=host).text


def test_without_one_it_is_the_host_that_was_asked(client: serving.Client) -> None:
    """Two hosts get links to themselves, never to each other."""
    for host in ("one.example", "two.example:8443", "[::1]:8000", "one.example"):
        text = client.get("/v1/terms/kpi?format=md", host=host).text
        assert f"<http://{host}/v1/terms/kpi?locale=en>" in text
