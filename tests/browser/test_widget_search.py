"""The search field: titles while typing, keys, input methods, counts."""

import re

import pytest
from playwright.sync_api import CDPSession, Locator, Page, Route, expect

from tests.browser.conftest import Opening
from tests.browser.hosting import Host
from tests.browser.widgets import put, questions, ready, violations

pytestmark = pytest.mark.browser


@pytest.fixture
def page(kuajing: str, host: Host, opened: Opening) -> Page:
    """A page with the widget and its search field, which has the focus."""
    found = ready(opened(put(host, kuajing, "search")))
    found.locator("kuajing-faq input").focus()
    return found


def active(page: Page) -> str | None:
    """The text of the option that a screen reader reads out, None where none is active."""
    identifier = page.locator("kuajing-faq input").get_attribute("aria-activedescendant")
    return page.locator(f"kuajing-faq #{identifier}").inner_text() if identifier else None


def offered(page: Page, typed: str) -> Locator:
    """The options for all that was typed, not for a part of it that was typed slowly."""
    page.keyboard.type(typed)
    expect(page.locator("kuajing-faq mark").first).to_have_text(re.compile(f"^{typed}$", re.IGNORECASE))
    return page.get_by_role("option")


def test_titles_are_offered_and_counted(page: Page) -> None:
    """Typing opens a list of titles with what was typed marked in them, and tells how many there are."""
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    options = offered(page, "wareh")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("kuajing-faq [role=status]")).to_contain_text(str(options.count()))


def test_titles_that_come_late_are_waited_for(page: Page) -> None:
    """The texts are not searched while titles are still asked for, however long that takes."""
    asked: list[str] = []
    held: list[Route] = []
    page.route("**/v1/suggest*", lambda route: held.append(route))
    page.on("request", lambda request: asked.append(request.url) if "/v1/search" in request.url else None)
    with page.expect_request("**/v1/suggest*"):
        page.keyboard.type("wareh")
    page.wait_for_timeout(900)
    for route in held:
        route.continue_()
    page.get_by_role("option").first.wait_for()
    page.wait_for_timeout(400)
    assert asked == []
    expect(page.locator("kuajing-faq [role=status]")).to_contain_text("Suggestions:")


def test_the_keys_of_a_combobox(page: Page) -> None:
    """Down and up go round the options, Home leaves them, Escape closes and then empties, Enter chooses."""
    options = offered(page, "wareh")
    texts = options.all_inner_texts()
    for key, expected in [("ArrowDown", texts[0]), ("ArrowUp", texts[-1]), ("ArrowDown", texts[0]), ("Home", None)]:
        page.keyboard.press(key)
        assert active(page) == expected, key
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    assert page.locator("kuajing-faq input").input_value() == "wareh"
    page.keyboard.press("ArrowDown")
    options.first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(questions(page)).to_have_count(1)
    expect(questions(page).first).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("kuajing-faq input")).to_have_value("")
    expect(questions(page)).not_to_have_count(1)


def test_a_late_answer_keeps_the_active_option(page: Page) -> None:
    """An option reached by a key stays active when titles for what was typed last arrive; typing on leaves it."""
    held: list[Route] = []
    page.route(re.compile("suggest.*q=wareh(&|$)"), lambda route: held.append(route))
    first = offered(page, "ware").first.inner_text()
    with page.expect_request(re.compile("suggest.*q=wareh(&|$)")):
        page.keyboard.type("h")
    page.keyboard.press("ArrowDown")
    assert active(page) == first
    held[0].continue_()
    expect(page.locator("kuajing-faq mark").first).to_have_text(re.compile("^wareh$", re.IGNORECASE))
    assert active(page) == first
    page.keyboard.type("o")
    assert active(page) is None


def test_enter_searches_the_texts(page: Page) -> None:
    """Enter without a choice shows what the text finds, and how much of it; answers come when they are opened."""
    page.keyboard.type("warehouse")
    page.keyboard.press("Enter")
    expect(page.locator("kuajing-faq [role=status]")).to_contain_text("Results:")
    questions(page).first.click()
    page.locator("kuajing-faq [part=answer]:visible p").first.wait_for()


def test_what_has_no_title_is_searched_for_at_once(page: Page) -> None:
    """Where no title has what is typed, the texts are searched without a key."""
    page.keyboard.type("how do I ship to Amazon")
    expect(page.locator("kuajing-faq [role=status]")).to_contain_text("Results:")


def test_nothing_found_is_said(page: Page) -> None:
    """A text that finds nothing is told, with the text."""
    page.keyboard.type("qqzzxxvv")
    page.keyboard.press("Enter")
    expect(page.locator("kuajing-faq [role=status]")).to_contain_text("qqzzxxvv")
    expect(questions(page)).to_have_count(0)


def test_an_option_is_chosen_by_pointer(page: Page) -> None:
    """A click on an option chooses it and leaves the focus in the field."""
    offered(page, "wareh").first.click()
    expect(questions(page)).to_have_count(1)
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.localName") == "input"


def test_leaving_the_field_closes_the_list(page: Page) -> None:
    """Tab goes on and closes the options."""
    offered(page, "wareh")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("key", ["Tab", "Escape"])
def test_a_search_that_is_left_tells_of_the_list_again(page: Page, key: str) -> None:
    """Closing the titles without a choice tells what was told of the list, which is still shown."""
    status = page.locator("kuajing-faq [role=status]")
    page.keyboard.type("qqzzxxvv")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("qqzzxxvv")
    page.locator("kuajing-faq input").fill("")
    expect(questions(page)).to_have_count(20)
    expect(status).to_be_empty()
    offered(page, "wareh")
    expect(status).to_contain_text("Suggestions:")
    page.keyboard.press(key)
    expect(status).to_be_empty()
    page.wait_for_timeout(500)
    expect(questions(page)).to_have_count(20)
    assert page.locator("kuajing-faq input").input_value() == "wareh"


def compose(session: CDPSession, text: str) -> None:
    """One state of an input method's composition."""
    session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def test_an_input_method_is_left_alone(page: Page) -> None:
    """While a text is composed nothing is asked and no key of the candidates is ours; what is committed is searched."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    session = page.context.new_cdp_session(page)
    for text in ("h", "hai", "haiwaicang"):
        compose(session, text)
    page.wait_for_timeout(500)
    page.locator("kuajing-faq input").evaluate(
        """(input) => ["Enter", "ArrowDown", "Escape"].forEach((key) => {
          const options = { key, bubbles: true, cancelable: true };
          for (const more of [{ isComposing: true }, { keyCode: 229 }]) {
            if (!input.dispatchEvent(new KeyboardEvent("keydown", { ...options, ...more }))) throw new Error(key);
          }
        })"""
    )
    assert asked == []
    assert page.locator("kuajing-faq input").input_value() == "haiwaicang"
    session.send("Input.insertText", {"text": "海外仓"})
    page.get_by_role("option").first.wait_for()
    assert any("/v1/suggest" in url for url in asked)
    expect(page.get_by_role("option").first).to_contain_text("海外仓")


def test_only_the_kind_asked_for_is_offered(kuajing: str, host: Host, opened: Opening) -> None:
    """With `kind`, titles and results are of that kind."""
    page = ready(opened(put(host, kuajing, "search kind=faq")))
    page.locator("kuajing-faq input").press_sequentially("b2b")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("kuajing-faq [role=status]")).to_contain_text("Results:")
    ids = questions(page).evaluate_all("(all) => all.map((each) => each.id)")
    assert ids
    assert all(each.startswith("faq-") for each in ids)


def test_only_what_belongs_to_the_model_is_offered(kuajing: str, host: Host, opened: Opening) -> None:
    """With `about`, titles are those of the model's own questions, features and processes; terms have no model."""
    page = ready(opened(put(host, kuajing, "search about=b2b")))
    with page.expect_response(re.compile("/v1/suggest")) as answered:
        page.locator("kuajing-faq input").press_sequentially("b2b")
    assert "model=b2b" in answered.value.url
    page.get_by_role("option").first.wait_for()
    page.locator("kuajing-faq").evaluate("(node) => node.setAttribute('kind', 'term')")
    with page.expect_response(re.compile("/v1/suggest.*kind=term")) as answered:
        page.locator("kuajing-faq input").press_sequentially("x")
    assert "model" not in answered.value.url


def test_another_name_says_its_language(page: Page) -> None:
    """Where what was typed stands in a name in another language, that name has its own `lang`."""
    page.keyboard.type("海外仓")
    small = page.get_by_role("option").first.locator("small")
    expect(small).to_have_text("海外仓")
    expect(small).to_have_attribute("lang", "zh-Hans")


def test_features_of_one_name_are_told_apart(page: Page) -> None:
    """Titles and results that are parts of several models each say of which."""
    options = offered(page, "logistics and delivery").all_inner_texts()
    assert len(options) == len(set(options)) > 1
    page.keyboard.press("Enter")
    expect(page.locator("kuajing-faq [role=status]")).to_contain_text("Results:")
    results = [text for text in questions(page).all_inner_texts() if text.startswith("Logistics and delivery")]
    assert len(results) == len(set(results)) > 1


def test_titles_can_be_read_on_a_dark_page(page: Page) -> None:
    """On a page that is dark without a word about it, the titles stand on a dark ground."""
    page.evaluate("Object.assign(document.body.style, { background: '#111', color: '#eee' })")
    offered(page, "wareh")
    assert violations(page) == []


def test_a_change_keeps_what_is_typed(page: Page) -> None:
    """An attribute that changes while somebody types takes neither the text nor the focus away."""
    page.keyboard.type("ware")
    page.locator("kuajing-faq").evaluate("(node) => node.setAttribute('locale', 'es')")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-label", "Buscar preguntas")
    page.keyboard.type("house")
    assert page.locator("kuajing-faq input").input_value() == "warehouse"
    expect(page.locator("kuajing-faq [part=faq]")).to_have_attribute("lang", "es")


def test_a_query_can_be_given(kuajing: str, host: Host, opened: Opening) -> None:
    """`q` shows what it finds from the start and stands in the field."""
    page = ready(opened(put(host, kuajing, "search q=haiwaicang")))
    assert page.locator("kuajing-faq input").input_value() == "haiwaicang"
    assert "warehouse" in questions(page).first.inner_text().lower()
    page.locator("kuajing-faq").evaluate("(node) => node.setAttribute('q', 'no'.repeat(200))")
    expect(page.locator("kuajing-faq [role=status]")).to_contain_text("Nothing found")
