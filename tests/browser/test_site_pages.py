"""Every kind of page in a browser: accessible, within the window, under the policy, without script."""

from collections import Counter

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Opening
from tests.browser.widgets import WATCH, violations

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "models",
    "models/b2b",
    "compare",
    "compare?models=b2b,agency-operation,social-content-commerce",
    "processes",
    "processes/practice-framework",
    "faqs",
    "faqs/b2b-suitable-companies",
    "terms",
    "terms/conversion-rate",
    "topics",
    "topics/challenge-logistics",
    "search",
    "search?q=haiwaicang",
    "nope",
)
LOCALES = ("en", "es", "zh-hans", "zh-hant")
CASES = [(path, LOCALES[number % len(LOCALES)]) for number, path in enumerate(PAGES)]
LONG_WORDS = ("", "models", "models/b2b", "compare", "processes/practice-framework", "faqs", "terms", "terms/kpi")
OPEN_ALL = "document.querySelectorAll('details').forEach((details) => { details.open = true })"
LINES = """(found) => found.map((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return range.getClientRects().length;
})"""
TWICE_THE_SIZE = "document.documentElement.style.fontSize = '200%'"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(("path", "segment"), CASES)
def test_axe_finds_nothing(kuajing: str, opened: Opening, path: str, segment: str) -> None:
    """With all questions open no rule of axe is broken, on a phone and on a desk, in light and dark."""
    page = opened(f"{kuajing}/{segment}/{path}")
    page.evaluate(OPEN_ALL)
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert violations(page) == [], (viewport, scheme)


@pytest.mark.parametrize(("path", "segment"), CASES)
def test_nothing_sticks_out_of_the_window(kuajing: str, opened: Opening, path: str, segment: str) -> None:
    """At 320 pixels, with text as large as it is meant and of twice the size, a page needs no scrolling to the side."""
    page = opened(f"{kuajing}/{segment}/{path}", viewport=PHONE)
    page.evaluate(OPEN_ALL)
    assert page.evaluate(OVERFLOW) <= 0
    page.evaluate(TWICE_THE_SIZE)
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("segment", ["en", "es"])
def test_long_words_fit_at_twice_the_size(kuajing: str, opened: Opening, segment: str) -> None:
    """With text of twice the size on a phone the longest words of alphabets widen no page."""
    page = opened(viewport=PHONE)
    for path in LONG_WORDS:
        page.goto(f"{kuajing}/{segment}/{path}")
        page.evaluate(TWICE_THE_SIZE)
        assert page.evaluate(OVERFLOW) <= 0, path


@pytest.mark.parametrize(
    ("segment", "models", "viewport"),
    [
        ("en", "b2b,b2c", PHONE),
        ("es", "b2b,b2c", PHONE),
        ("zh-hant", "b2b,agency-operation", PHONE),
        ("en", "b2b,b2c,c2c,dropshipping,agency-operation,social-content-commerce", DESKTOP),
        ("es", "b2b,b2c,c2c,dropshipping,agency-operation,social-content-commerce", DESKTOP),
    ],
)
def test_models_stand_side_by_side(
    kuajing: str, opened: Opening, segment: str, models: str, viewport: dict[str, int]
) -> None:
    """Two models are in view on a phone, and six on a desk, without scrolling to the side."""
    page = opened(f"{kuajing}/{segment}/compare?models={models}", viewport=viewport)
    assert page.locator(".scroll").evaluate("(box) => box.scrollWidth - box.clientWidth") <= 0
    assert page.get_by_role("columnheader").count() == len(models.split(","))


def test_facts_of_a_term_are_aligned(kuajing: str, opened: Opening) -> None:
    """On a phone and on a desk, all that is said of a term begins at the same edge."""
    page = opened(f"{kuajing}/es/terms/conversion-rate")
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        edges = page.locator(".facts dd").evaluate_all("(found) => found.map((one) => one.getBoundingClientRect().x)")
        assert len(edges) > 4
        assert len(set(edges)) == 1


@pytest.mark.parametrize(("path", "segment"), CASES)
def test_a_page_breaks_no_policy_and_does_not_move(kuajing: str, opened: Opening, path: str, segment: str) -> None:
    """While a page loads nothing is refused by the policy, and nothing moves once it is shown."""
    page = opened()
    page.add_init_script(WATCH)
    page.goto(f"{kuajing}/{segment}/{path}")
    assert page.evaluate("violations") == []
    assert page.evaluate("shifts") == []


@pytest.mark.parametrize("segment", LOCALES)
def test_no_line_of_the_menu_has_one_item(kuajing: str, opened: Opening, segment: str) -> None:
    """However wide the window, the sections stand in lines of about the same length, none with an item alone."""
    page = opened(f"{kuajing}/{segment}/models")
    for width in (320, 360, 640, 930):
        page.set_viewport_size({"width": width, "height": 640})
        tops = page.locator(".sections li").evaluate_all("(items) => items.map((item) => Math.round(item.offsetTop))")
        assert min(Counter(tops).values()) > 1, (width, tops)


def test_a_short_prefix_keeps_its_word(kuajing: str, opened: Opening) -> None:
    """On a phone no line of a name ends after the hyphen of `e-commerce`."""
    page = opened(f"{kuajing}/en/models/cross-border-ecommerce", viewport=PHONE)
    lines = page.locator(".whole").evaluate_all(LINES)
    assert lines
    assert set(lines) == {1}


def test_a_separator_ends_a_line(kuajing: str, opened: Opening) -> None:
    """In a list of other names the dot stays with the name before it."""
    page = opened(f"{kuajing}/en/models/b2b", viewport=PHONE)
    names = page.locator(".aliases > span:not(.key)").all_inner_texts()
    assert all(name.endswith(" ·") for name in names[:-1])
    assert "·" not in names[-1]


def test_the_picture_of_a_model_is_shown(kuajing: str, opened: Opening) -> None:
    """The picture of how a model runs is drawn in its own proportions, on screen and in print."""
    page = opened(f"{kuajing}/en/models/b2b")
    picture = page.locator(".picture img")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.picture img').naturalWidth > 0")
    ratio = "(one) => one.naturalWidth / one.naturalHeight - one.getAttribute('width') / one.getAttribute('height')"
    assert abs(picture.evaluate(ratio)) < 0.01
    page.emulate_media(media="print")
    assert picture.is_visible()


def test_a_deep_link_opens_its_question(kuajing: str, opened: Opening) -> None:
    """An address with the fragment of an answer shows that answer, without script too."""
    page = opened(f"{kuajing}/en/faqs#faq-b2b-suitable-companies", java_script_enabled=False)
    page.get_by_text("strong production and supply-chain management").first.wait_for(state="visible")


def test_without_script_all_is_there(kuajing: str, opened: Opening) -> None:
    """With script off one can search, open a question, compare models and change the language."""
    page = opened(f"{kuajing}/en/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("海外倉")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Overseas warehouse", exact=True).first.click()
    page.get_by_role("link", name="Español").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Almacén en el extranjero"
    page.goto(f"{kuajing}/en/compare")
    page.get_by_label("B2B model", exact=True).check()
    page.get_by_label("C2C model", exact=True).check()
    page.get_by_role("button", name="Compare them").click()
    assert page.get_by_role("columnheader").all_inner_texts() == ["B2B model", "C2C model"]
    assert page.url == f"{kuajing}/en/compare?models=b2b&models=c2c"


def test_each_script_has_its_own_fonts(kuajing: str, opened: Opening) -> None:
    """A name in another language is set in the fonts of its own script, not in those of the page."""
    page = opened(f"{kuajing}/en/terms/overseas-warehouse")
    fonts = {
        tag: page.locator(f"dd a[lang={tag}]").evaluate("(one) => getComputedStyle(one).fontFamily")
        for tag in ("es", "zh-Hans", "zh-Hant")
    }
    assert "CJK SC" in fonts["zh-Hans"]
    assert "CJK TC" in fonts["zh-Hant"]
    assert "CJK" not in fonts["es"]
