"""The search field of the site: results while one types, with the keyboard alone, and with an input method."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Opening
from tests.browser.widgets import WATCH, violations

pytestmark = pytest.mark.browser


@pytest.fixture
def page(kuajing: str, opened: Opening) -> Iterator[Page]:
    """The home page in Spanish."""
    made = opened()
    made.add_init_script(WATCH)
    made.goto(f"{kuajing}/es/")
    yield made
    assert made.evaluate("violations") == []


def options(page: Page) -> Locator:
    """What is suggested."""
    return page.get_by_role("option")


def offered(page: Page, typed: str) -> Locator:
    """What is suggested for all that was typed, not for a part of it that was typed slowly."""
    page.get_by_role("combobox").press_sequentially(typed)
    expect(options(page).first.locator("mark")).to_have_text(typed)
    return options(page)


def test_suggestions_come_as_one_types(page: Page) -> None:
    """What is typed finds entries in any language: their titles are the reader's, the match is marked in its script."""
    page.get_by_role("combobox").press_sequentially("haiwaicang", delay=10)
    first = options(page).first
    expect(first.locator("mark")).to_have_text("海外仓")
    expect(first.locator(".name")).to_have_text("Almacén en el extranjero")
    assert first.locator("[lang=zh-Hans]").count() == 1
    assert "Sugerencias:" in page.locator("form [role=status]").inner_text()
    assert violations(page) == []


def test_the_keyboard_is_enough(page: Page, kuajing: str) -> None:
    """Arrows go round, Escape closes and keeps what was typed, Enter goes to the chosen entry's page."""
    field = page.get_by_role("combobox")
    offered(page, "海外仓")
    field.press("ArrowUp")
    last = options(page).last.get_attribute("id")
    assert field.get_attribute("aria-activedescendant") == last
    field.press("ArrowDown")
    assert options(page).first.get_attribute("aria-selected") == "true"
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "海外仓"
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url(f"{kuajing}/es/terms/overseas-warehouse")


def test_a_late_answer_keeps_the_active_option(page: Page) -> None:
    """An option reached by a key stays active when suggestions for what was typed last arrive; typing on leaves it."""
    held: list[Route] = []
    page.route("**/v1/suggest?*%E5%A4%96%E4%BB%93", lambda route: held.append(route))
    field = page.get_by_role("combobox")
    first = offered(page, "海外").first.get_attribute("data-href")
    with page.expect_request("**/v1/suggest?*%E5%A4%96%E4%BB%93"):
        field.press_sequentially("仓")
    field.press("ArrowDown")
    held[0].continue_()
    expect(options(page).first.locator("mark")).to_have_text("海外仓")
    active = page.locator("[role=option][aria-selected=true]")
    assert active.get_attribute("data-href") == first
    assert field.get_attribute("aria-activedescendant") == active.get_attribute("id")
    field.press_sequentially("a")
    expect(active).to_have_count(0)


def test_enter_without_a_choice_searches(page: Page, kuajing: str) -> None:
    """Enter in the field asks the search page, whose results mark what was found."""
    field = page.get_by_role("combobox")
    field.press_sequentially("almacén")
    options(page).first.wait_for()
    field.press("Enter")
    page.wait_for_url(f"{kuajing}/es/search?q=almac%C3%A9n")
    assert page.locator(".hits mark").first.inner_text().lower() == "almacén"


def test_an_input_method_is_left_alone(page: Page, kuajing: str) -> None:
    """While characters are composed nothing is asked and Enter submits nothing; what comes of it is asked then."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/v1/suggest" in request.url else None)
    field = page.get_by_role("combobox")
    field.focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "hai'wai", "selectionStart": 7, "selectionEnd": 7})
    field.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True, "bubbles": True})
    page.wait_for_timeout(300)
    assert asked == []
    assert page.url == f"{kuajing}/es/"
    keyboard.send("Input.insertText", {"text": "海外"})
    options(page).first.wait_for()
    assert len(asked) == 1
    assert options(page).first.locator("mark").inner_text() == "海外"


def test_suggestions_of_one_name_are_told_apart(page: Page) -> None:
    """A step names its process, so that no two options read the same."""
    page.get_by_role("combobox").fill("logistics and deli")
    options(page).nth(1).wait_for()
    read = options(page).all_inner_texts()
    assert len(set(read)) == len(read)
    assert options(page).first.locator(".also").count() > 0


def test_what_cannot_be_asked_is_not_told_as_none(page: Page) -> None:
    """Without a network no suggestion is shown and none denied; with one again the same text is asked."""
    page.context.set_offline(True)
    field = page.get_by_role("combobox")
    with page.expect_event("requestfailed"):
        field.press_sequentially("b2b")
    page.wait_for_timeout(300)
    assert page.locator("form [role=status]").inner_text() == ""
    page.context.set_offline(False)
    field.press("End")
    field.dispatch_event("input")
    options(page).first.wait_for()


def test_no_suggestions_are_told(page: Page) -> None:
    """Where nothing is like what was typed, the list stays closed and a status says so."""
    page.get_by_role("combobox").press_sequentially("qqqxx")
    page.get_by_text("No hay sugerencias").wait_for(state="attached")
    assert page.get_by_role("listbox").count() == 0
