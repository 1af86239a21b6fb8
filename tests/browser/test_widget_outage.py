"""The widget while the server is away, and when it is back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.hosting import Host, document
from tests.browser.knowledge import planted
from tests.browser.relay import Relay, relaying
from tests.browser.widgets import element, put, questions, ready
from tests.serving import serving

pytestmark = pytest.mark.browser

SORRY = {"en": "Sorry", "es": "Lo sentimos", "zh-CN": "抱歉，暂时", "zh-HK": "抱歉，暫時"}
"""How the widget begins to say that it has nothing, by the language of the page."""


@pytest.fixture
def relay() -> Iterator[Relay]:
    """An address that stays while the server behind it comes and goes."""
    with relaying() as started:
        yield started


@contextmanager
def up(relay: Relay, folder: Path) -> Iterator[None]:
    """A server behind the relay for the length of the block."""
    with serving(folder, KUAJING_DATA=str(planted(folder))) as address:
        relay.target = address
        yield
        relay.target = None


def test_it_keeps_what_it_has_and_recovers(relay: Relay, host: Host, opened: Opening, tmp_path: Path) -> None:
    """Without a server the last answers are shown, though stale, even on a page loaded anew; a search says why not."""
    page = opened()
    with up(relay, tmp_path):
        page.goto(put(host, relay.origin, "search", lang="es"))
        ready(page)
        texts = questions(page).all_inner_texts()
    status = page.locator("kuajing-faq [role=status]")
    page.reload()
    ready(page)
    assert questions(page).all_inner_texts() == texts
    page.get_by_role("combobox").fill("aduana")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("no se puede acceder")
    assert questions(page).all_inner_texts() == texts
    with up(relay, tmp_path):
        page.get_by_role("button", name="Reintentar").click()
        expect(questions(page)).to_have_count(1)
        expect(status).to_contain_text("Resultados: 1")


def test_a_server_that_hangs(kuajing: str, host: Host, opened: Opening) -> None:
    """While answers are waited for the list says that it is busy; what does not come in time is not waited for."""
    page = opened()
    page.route(f"{kuajing}/v1/**", lambda _: None)
    page.goto(put(host, kuajing))
    expect(page.locator("kuajing-faq [part=list]")).to_have_attribute("aria-busy", "true")
    expect(page.locator("kuajing-faq [role=status]")).to_contain_text("Sorry", timeout=12_000)
    expect(page.locator("kuajing-faq [part=list]")).to_have_attribute("aria-busy", "false")
    expect(page.locator("kuajing-faq [part=retry]")).to_be_visible()


def test_with_nothing_it_says_so(relay: Relay, host: Host, opened: Opening, tmp_path: Path) -> None:
    """With nothing to show it says so in the reader's language, leaves the page's own content, and can try again."""
    page = opened()
    with up(relay, tmp_path):
        page.goto(put(host, relay.origin, lang="en"))
        ready(page)
    for lang, words in SORRY.items():
        html = document(element(relay.origin, "kind=term", "<a href='/faq'>FAQ</a>"), lang=lang)
        page.goto(host.put(f"/{lang}", html))
        expect(page.locator("kuajing-faq [role=status]")).to_contain_text(words)
        assert page.locator("kuajing-faq > a").is_visible()
    with up(relay, tmp_path):
        page.locator("kuajing-faq [part=retry]").click()
        expect(page.locator("kuajing-faq [part=retry]")).to_have_count(0)
        assert page.locator("kuajing-faq > a").is_hidden()
