"""The page of the API's documentation, and that it needs no other host."""

import re
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import sync_playwright

from app.web.docs_page import ASSETS
from tests import chromium
from tests.web.asking import ask, faulty

APP = faulty()
PAGE = ask(APP, "GET", "/docs").text
# Some of what Swagger UI asks of other hosts, it asks only away from localhost.
RESOLVE = "--host-resolver-rules=MAP kuajing.test 127.0.0.1"
LOADED = re.findall(r'(?:src|href)="(/docs/assets/[^"]+)"', PAGE)


def test_the_page_loads_nothing_from_elsewhere() -> None:
    """Every address on the page is a path of ours, no script stands in the page, and the policy holds both."""
    assert not re.search(r'(src|href)="(?!/)', PAGE)
    assert not re.search(r"<script(?! src=)|<style|\son\w+=", PAGE)
    policy = ask(APP, "GET", "/docs").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "http" not in policy


def test_the_page_loads_every_asset() -> None:
    """What the page names is just what we serve."""
    assert {path.rpartition("/")[2] for path in LOADED} == set(ASSETS)


@pytest.mark.parametrize("path", LOADED)
def test_assets_are_served_for_ever(path: str) -> None:
    """An asset has its media type and may be kept for ever, its address being that of its bytes."""
    answer = ask(APP, "GET", path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == ASSETS[path.rpartition("/")[2]][1]
    assert "immutable" in answer.headers["cache-control"]
    folder, _ = ASSETS[path.rpartition("/")[2]]
    assert answer.content == (folder / path.rpartition("/")[2]).read_bytes()
    assert answer.headers["content-location"] == path


@pytest.mark.parametrize("path", ["/docs/assets/0/docs.js", LOADED[0] + "x", "/docs/assets/../docs_page.py"])
def test_nothing_else_is_served(path: str) -> None:
    """An asset that is not named, or of another release, is not there."""
    assert ask(APP, "GET", path).status_code == 404


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a server with the application, as long as the tests of this file run."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(APP, log_config=None, lifespan="off"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        yield f"http://kuajing.test:{listening.getsockname()[1]}"
        server.should_exit = True
        running.join()


@pytest.mark.browser
def test_a_browser_shows_the_document(address: str) -> None:
    """In a browser the page shows the operations of an OpenAPI 3.1 document, asks no other host, reports no error."""
    program = chromium.find()
    if program is None:
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*chromium.FLAGS, RESOLVE])
        page = browser.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}/docs")
        page.locator(".opblock-summary-path", has_text="/wrong").first.wait_for()
        assert page.locator(".version-stamp", has_text="OAS 3.1").count() == 1
        page.locator(".opblock-summary-path", has_text="/body").click()
        page.locator(".opblock-body").wait_for()
        browser.close()
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
