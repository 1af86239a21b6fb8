"""What the widget does where the server is there and has nothing for its attributes."""

import pytest
from playwright.sync_api import ConsoleMessage, Route, expect

from tests.browser.conftest import Opening
from tests.browser.hosting import Host, document
from tests.browser.widgets import element, put, questions, ready

pytestmark = pytest.mark.browser

WRONG = ["about=no-such-model", "kind=shop", "kind=shop search q=parcel"]


@pytest.mark.parametrize("attributes", WRONG)
def test_a_wrong_attribute_is_for_the_author(kuajing: str, host: Host, opened: Opening, attributes: str) -> None:
    """Readers see what stands in the element and are not told to try again; the console says what is wrong."""
    page, warned = opened(), list[ConsoleMessage]()
    page.on("console", lambda message: warned.append(message) if message.type == "warning" else None)
    page.goto(host.put("/", document(element(kuajing, attributes, "<a href='/faq'>FAQ</a>"))))
    page.wait_for_function("document.querySelector('kuajing-faq').shadowRoot.querySelector('[aria-busy=false]')")
    assert page.locator("kuajing-faq > a").is_visible()
    expect(page.locator("kuajing-faq [role=status]")).to_be_empty()
    assert [message.text for message in warned]
    assert all("undefined" not in message.text for message in warned)


def test_with_nothing_of_its_own_it_says_that_there_is_nothing(kuajing: str, host: Host, opened: Opening) -> None:
    """An empty element says that there is nothing, in the reader's language."""
    page = opened(put(host, kuajing, "about=no-such-model", lang="es"))
    expect(page.locator("kuajing-faq [role=status]")).to_have_text("Aún no hay nada aquí.")


def test_a_kind_is_read_as_it_is_meant(kuajing: str, host: Host, opened: Opening) -> None:
    """Blanks and capitals in `kind` change nothing."""
    page = ready(opened(put(host, kuajing, "kind=' Term ' limit=2")))
    assert questions(page).first.get_attribute("id").startswith("term-")  # type: ignore[union-attr]  # each has one


def test_a_list_is_never_taken_for_another(kuajing: str, host: Host, opened: Opening) -> None:
    """The old list keeps its language until the new one is there, and goes where there is no new one."""
    page = ready(opened(put(host, kuajing, "about=b2b limit=2")))
    held: list[Route] = []
    page.route(f"{kuajing}/v1/**", lambda route: held.append(route))
    widget, framed = page.locator("kuajing-faq"), page.locator("kuajing-faq [part=faq]")
    first = questions(page).first.inner_text()
    with page.expect_request(f"{kuajing}/v1/**"):
        widget.evaluate("(node) => node.setAttribute('locale', 'es')")
    assert (framed.get_attribute("lang"), questions(page).first.inner_text()) == ("en", first)
    held[0].continue_()
    page.unroute_all()
    expect(framed).to_have_attribute("lang", "es")
    assert questions(page).first.inner_text() != first
    widget.evaluate("(node) => node.setAttribute('about', 'no-such-model')")
    expect(questions(page)).to_have_count(0)
    expect(page.locator("kuajing-faq [role=status]")).to_have_text("Aún no hay nada aquí.")
