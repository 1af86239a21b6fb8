"""What axe finds on each kind of page, in light and dark, on a phone and on a desk; and that all fits."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, Opening
from tests.browser.hosting import Host, document
from tests.browser.widgets import element, questions, ready, violations

pytestmark = pytest.mark.browser

LOCALES = ("en", "es", "zh-Hans", "zh-Hant")
VIEWS = [("en", "light", PHONE), ("es", "dark", PHONE), ("zh-Hans", "light", DESKTOP), ("zh-Hant", "dark", DESKTOP)]
BOTH_SCHEMES = "<style>:root{color-scheme:light dark}body{background:Canvas;color:CanvasText}</style>"
"""A page that has both; axe takes a background that only the browser paints for white."""


def fits(page: Page) -> bool:
    """Whether nothing is wider than the window."""
    found: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return found


@pytest.mark.parametrize(("locale", "scheme", "viewport"), VIEWS)
def test_the_widget(
    kuajing: str, host: Host, opened: Opening, locale: str, scheme: str, viewport: dict[str, int]
) -> None:
    """Closed, open, with titles offered and with results, axe finds nothing."""
    html = document(f"<h1>Shop</h1>{element(kuajing, 'about=b2b search')}", BOTH_SCHEMES, locale)
    page = ready(opened(host.put("/", html), viewport=viewport, color_scheme=scheme))
    assert violations(page) == []
    questions(page).first.click()
    questions(page).nth(1).click()
    assert violations(page) == []
    page.get_by_role("combobox").press_sequentially("b2b")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.locator("kuajing-faq [part=answer]:visible p").first.wait_for()
    assert violations(page) == []
    assert fits(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_against_the_page(kuajing: str, host: Host, opened: Opening, theme: str) -> None:
    """A theme that is not the page's own has enough contrast, its options too."""
    page = ready(opened(host.put("/", document(f"<h1>Shop</h1>{element(kuajing, f'search theme={theme}')}"))))
    page.get_by_role("combobox").press_sequentially("b2b")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []


@pytest.mark.parametrize(("locale", "scheme", "viewport"), VIEWS)
def test_the_pages(kuajing: str, opened: Opening, locale: str, scheme: str, viewport: dict[str, int]) -> None:
    """The page that shows how, and the pages for a frame: axe finds nothing, and nothing is too wide."""
    for path in (
        "/embed/?about=b2b&search=true",
        "/embed/faq?about=b2c&search=true",
        "/embed/faq?kind=term&slug=kpi",
    ):
        page = opened(f"{kuajing}{path}&locale={locale}", viewport=viewport, color_scheme=scheme)
        if path.startswith("/embed/?"):
            ready(page)
        assert violations(page) == [], (path, locale)
        assert fits(page), (path, locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_text_of_twice_the_size(kuajing: str, host: Host, opened: Opening, locale: str) -> None:
    """With text at 200 % on 320 pixels, all of the widget and of its page can be read without scrolling sideways."""
    html = document(f"<h1>Shop</h1>{element(kuajing, 'search')}", "<style>html{font-size:200%}</style>", locale)
    page = ready(opened(host.put("/", html), viewport=PHONE))
    for at in range(3):
        questions(page).nth(at).click()
    assert fits(page)
    page = ready(opened(f"{kuajing}/embed/?locale={locale}", viewport=PHONE))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page)


def test_targets_are_large_enough(kuajing: str, host: Host, opened: Opening) -> None:
    """Whatever can be pressed measures 24 pixels or more each way (WCAG 2.2, 2.5.8)."""
    page = ready(opened(host.put("/", document(element(kuajing, "about=b2b search limit=2"))), viewport=PHONE))
    questions(page).first.click()
    for target in page.locator("kuajing-faq :is(button, a, input):visible").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24, target.inner_text()


def test_what_has_the_focus_is_not_covered(kuajing: str, host: Host, opened: Opening) -> None:
    """Each stop of the Tab key is in view and has an outline (WCAG 2.2, 2.4.7 and 2.4.11)."""
    page = ready(opened(host.put("/", document(element(kuajing, "about=b2b search"))), viewport=PHONE))
    for _ in range(5):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const node = document.querySelector("kuajing-faq").shadowRoot.activeElement;
              const box = node.getBoundingClientRect();
              return [getComputedStyle(node).outlineStyle, box.top >= 0 && box.bottom <= innerHeight];
            }"""
        )
        assert seen == ["solid", True]
