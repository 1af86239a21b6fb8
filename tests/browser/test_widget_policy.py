"""The widget under the strictest policy, on a page of another origin."""

import httpx
import pytest

from tests.browser.conftest import Opening
from tests.browser.hosting import Host, document
from tests.browser.widgets import WATCH, element, put, questions, ready, strict

pytestmark = pytest.mark.browser


def test_no_report_under_the_strictest_policy(kuajing: str, host: Host, opened: Opening) -> None:
    """Loading, opening, searching and choosing break no directive and hand no text to a sink."""
    page = opened()
    page.add_init_script(WATCH)
    page.goto(put(host, kuajing, "search theme=auto"))
    ready(page)
    questions(page).first.click()
    page.locator("kuajing-faq input").press_sequentially("warehouse", delay=20)
    page.locator("kuajing-faq [role=option]").first.click()
    page.locator("kuajing-faq [part=answer] p").first.wait_for()
    assert page.evaluate("violations") == []
    assert host.reports == []


def test_a_policy_that_is_broken_is_reported(kuajing: str, host: Host, opened: Opening) -> None:
    """The measure works: an inline script on the same page is reported."""
    html = document("<script>1</script>" + element(kuajing))
    page = opened()
    page.add_init_script(WATCH)
    page.goto(host.put("/", html, strict(kuajing)))
    ready(page)
    assert any("script-src" in each for each in page.evaluate("violations"))


def test_the_snippet_of_the_embed_page_works(kuajing: str, host: Host, opened: Opening) -> None:
    """What the embed page offers to copy runs as it is: with its version, its hash and under the policy."""
    snippet = httpx.get(f"{kuajing}/embed/?format=json&about=b2b&lang=es").json()["element"]
    assert 'integrity="sha384-' in snippet
    page = ready(opened(host.put("/", document("<h1>Tienda</h1>" + snippet), strict(kuajing))))
    assert "B2B" in questions(page).first.inner_text()
    assert page.locator("kuajing-faq > a").is_hidden()


def test_another_module_than_the_hash_is_refused(kuajing: str, host: Host, opened: Opening) -> None:
    """A module with other bytes is not run, and the content of the element stays."""
    wrong = element(kuajing, inside="<a href='/faq'>FAQ</a>").replace(
        "crossorigin", 'crossorigin integrity="sha384-AAAA"'
    )
    page = opened(host.put("/", document(wrong)))
    page.wait_for_load_state()
    assert page.locator("kuajing-faq > a").is_visible()
    assert not page.evaluate("Boolean(customElements.get('kuajing-faq'))")


def test_nothing_is_stored(kuajing: str, host: Host, opened: Opening) -> None:
    """The widget sets no cookie and writes to no storage."""
    page = ready(opened(put(host, kuajing, "search")))
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_two_widgets_and_two_scripts(kuajing: str, host: Host, opened: Opening) -> None:
    """Several widgets stand on a page, and loading the module twice does no harm."""
    html = element(kuajing, "about=b2b") + element(kuajing, "about=b2c", script="/embed/faq.js?again")
    page = ready(opened(host.put("/", document(html), strict(kuajing))))
    page.locator("kuajing-faq >> nth=1").locator("[part=question]").first.wait_for()
    firsts = [page.locator(f"kuajing-faq >> nth={at}").locator("[part=question]").first.inner_text() for at in (0, 1)]
    assert firsts[0] != firsts[1]


def test_nothing_moves(kuajing: str, host: Host, opened: Opening) -> None:
    """With room reserved for it, the widget moves nothing on the page, nor does anything in it move."""
    style = "<style>kuajing-faq{display:block;min-height:30rem}</style>"
    html = document(f"<h1>Shop</h1>{element(kuajing, 'about=b2b search')}<p>Below</p>", style)
    page = opened()
    page.add_init_script(WATCH)
    page.goto(host.put("/", html))
    ready(page)
    page.wait_for_timeout(300)
    assert page.evaluate("shifts") == []


@pytest.mark.parametrize("attribute", ["theme=dark", "theme=light"])
def test_a_theme_has_its_own_colours(kuajing: str, host: Host, opened: Opening, attribute: str) -> None:
    """A theme colours the widget whatever the page has; without one the page shows through."""
    plain, themed = opened(put(host, kuajing)), opened(put(host, kuajing, attribute))
    colour = "getComputedStyle(document.querySelector('kuajing-faq')).backgroundColor"
    assert ready(plain).evaluate(colour) == "rgba(0, 0, 0, 0)"
    expected = "rgb(255, 255, 255)" if attribute == "theme=light" else "rgb(18, 18, 18)"
    assert ready(themed).evaluate(colour) == expected
