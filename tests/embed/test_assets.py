"""The files that pages load: versions, hashes, and the headers that other origins need."""

import gzip
from base64 import b64encode
from hashlib import sha384

import pytest

from app.embed.assets import assets
from tests.serving import Client

NAMES = sorted(assets())


@pytest.mark.parametrize("name", NAMES)
def test_a_file_has_two_addresses(client: Client, name: str) -> None:
    """Its plain address may be kept for minutes, that of its version for ever; both give the same bytes."""
    asset = assets()[name]
    plain, versioned = client.get(f"/embed/{name}"), client.get(asset.path)
    assert plain.content == versioned.content == asset.content
    assert "max-age=300" in plain.headers["cache-control"]
    assert versioned.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "immutable" not in client.get(f"/embed/{name}").headers["cache-control"]
    assert asset.integrity == f"sha384-{b64encode(sha384(plain.content).digest()).decode()}"


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_for_every_origin(client: Client, name: str) -> None:
    """Any page may load it, as what it is and as nothing else."""
    answer = client.get(f"/embed/{name}", origin="https://shop.example")
    assert answer.headers.get_list("access-control-allow-origin") == ["*"]
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
    assert "set-cookie" not in answer.headers


def test_a_copy_is_checked(client: Client) -> None:
    """A caller's copy is confirmed without its bytes, and HEAD says what GET would."""
    answer = client.get("/embed/faq.js")
    assert client.get("/embed/faq.js", if_none_match=answer.headers["etag"]).status_code == 304
    head = client.ask("HEAD", "/embed/faq.js")
    assert (head.content, head.headers["etag"]) == (b"", answer.headers["etag"])


def test_a_module_is_compressed(client: Client) -> None:
    """The widget travels compressed where the caller takes it so, with a tag of its own."""
    plain = client.get("/embed/faq.js", accept_encoding="identity")
    small = client.get("/embed/faq.js", accept_encoding="gzip")
    assert small.headers["content-encoding"] == "gzip"
    assert int(small.headers["content-length"]) < 8_000
    assert small.content == plain.content
    assert gzip.compress(plain.content) != plain.content
    assert small.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in small.headers["vary"]


@pytest.mark.parametrize(
    "path",
    [
        "/embed/faq-000000000000.js",
        "/embed/faq-.js",
        "/embed/other.js",
        "/embed/faq-element.js",
        "/embed/..%2Fwidget.py",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    """A version of other bytes, a source file or another name is a problem, not a file."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
