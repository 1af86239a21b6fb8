"""A browser, a server of the shipped content, and pages of other people."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests import chromium
from tests.browser.hosting import Host, hosting

PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 800}

Opening = Callable[..., Page]


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver; it runs a loop in this thread, so it ends with this package."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium; tests that want one are skipped where there is none."""
    program = chromium.find()
    if program is None:
        pytest.skip("no Chromium")
    launched = playwright.chromium.launch(executable_path=program, args=list(chromium.FLAGS))
    yield launched
    launched.close()


@pytest.fixture
def kuajing(server: str) -> str:
    """The address of a server with the shipped content."""
    return server


@pytest.fixture
def host() -> Iterator[Host]:
    """Another origin, with no page yet."""
    with hosting() as started:
        yield started


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opening]:
    """Gives a page in a new profile, at an address if one is given; options as for Playwright's `new_context`.

    A script error on a page fails the test at its end.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(address: str | None = None, **options: object) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "en"} | options)  # type: ignore[arg-type]  # the options are Playwright's
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if address:
            page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
