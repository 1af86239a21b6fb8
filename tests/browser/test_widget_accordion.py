"""The accordion: keys, states, headings, deep links, and finding in the page."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.hosting import Host, document
from tests.browser.widgets import element, put, questions, ready

pytestmark = pytest.mark.browser

SLUG = "b2b-vs-b2c"


def focused(page: Page) -> str:
    """What has the focus, within the widget too."""
    found: str = page.evaluate("(document.activeElement.shadowRoot ?? document).activeElement.textContent")
    return found


def test_keys_alone_open_and_close(kuajing: str, host: Host, opened: Opening) -> None:
    """Tab reaches each question in turn, Enter and Space open and close it, and the state is told."""
    page = ready(opened(put(host, kuajing, "about=b2b")))
    for key in ("Enter", "Space"):
        page.keyboard.press("Tab")
        button = questions(page).nth(0 if key == "Enter" else 1)
        assert focused(page) == button.inner_text()
        for state in ("true", "false"):
            page.keyboard.press(key)
            expect(button).to_have_attribute("aria-expanded", state)
            panel = page.locator(f"kuajing-faq #{button.get_attribute('aria-controls')}")
            expect(panel).to_be_visible() if state == "true" else expect(panel).not_to_be_visible()


@pytest.mark.parametrize(("before", "level"), [("", 2), ("<h1>Shop</h1>", 2), ("<h1>Shop</h1><h2>Help</h2>", 3)])
def test_questions_are_headings_below_those_of_the_page(
    kuajing: str, host: Host, opened: Opening, before: str, level: int
) -> None:
    """Each question is a heading, one level below the last one in front of the widget."""
    page = ready(opened(put(host, kuajing, "about=b2b", before=before)))
    assert page.get_by_role("heading", level=level).count() >= questions(page).count()


@pytest.mark.parametrize(("about", "role"), [("b2b", "region"), ("", None)])
def test_few_answers_are_regions(kuajing: str, host: Host, opened: Opening, about: str, role: str | None) -> None:
    """An answer is a region named by its question, unless there are so many that regions are in the way."""
    page = ready(opened(put(host, kuajing, f"about={about}" if about else "")))
    answer = page.locator("kuajing-faq [part=answer]").first
    assert answer.get_attribute("role") == role


def test_a_link_leads_to_an_answer(kuajing: str, host: Host, opened: Opening) -> None:
    """The fragment of an address opens its question, brings it into view and gives it the focus."""
    page = ready(opened(put(host, kuajing, "limit=40") + f"#faq-{SLUG}"))
    button = page.locator(f"kuajing-faq #faq-{SLUG}")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(button).to_be_in_viewport()
    assert focused(page) == button.inner_text()


def test_a_link_leads_beyond_the_list(kuajing: str, host: Host, opened: Opening) -> None:
    """What the list does not have is fetched, of whatever model and, unless one is set, of whatever kind."""
    for attributes, fragment in [
        ("about=b2b limit=1", f"faq-{SLUG}"),
        ("about=o2o limit=1", f"faq-{SLUG}"),
        ("limit=1", "term-overseas-warehouse"),
        ("limit=1 kind=term", "term-overseas-warehouse"),
    ]:
        page = ready(opened(put(host, kuajing, attributes) + f"#{fragment}"))
        expect(questions(page)).to_have_count(2)
        expect(page.locator(f"kuajing-faq #{fragment}")).to_have_attribute("aria-expanded", "true")
    page = ready(opened(put(host, kuajing, "limit=1 kind=process") + "#term-overseas-warehouse"))
    page.wait_for_timeout(300)
    expect(questions(page)).to_have_count(1)


@pytest.mark.parametrize(
    ("first", "second", "opens"), [("o2o", "b2b", 1), ("b2b", "b2b", 0), ("o2o", "b2c limit=1", 0)]
)
def test_one_widget_follows_a_link(
    kuajing: str, host: Host, opened: Opening, first: str, second: str, opens: int
) -> None:
    """Of two widgets the one whose list has the question opens it, else the first."""
    page = opened(
        host.put("/", document(f"<kuajing-faq about={first}></kuajing-faq>" + element(kuajing, f"about={second}")))
        + f"#faq-{SLUG}"
    )
    widgets = page.locator("kuajing-faq")
    expect(widgets.nth(opens).locator(f"#faq-{SLUG}")).to_have_attribute("aria-expanded", "true")
    page.wait_for_timeout(200)
    expect(widgets.locator("[part=question][aria-expanded=true]")).to_have_count(1)


def test_a_link_in_an_answer_is_that_answer(kuajing: str, host: Host, opened: Opening) -> None:
    """Each answer has its own address, and following it on the page moves there without a reload."""
    page = ready(opened(put(host, kuajing, "about=b2b")))
    questions(page).nth(2).click()
    page.locator("kuajing-faq [part=link]:visible").click()
    assert page.url.endswith(f"#{questions(page).nth(2).get_attribute('id')}")
    page.evaluate("location.hash = '#faq-how-b2b-deal-runs'")
    expect(page.locator("kuajing-faq #faq-how-b2b-deal-runs")).to_have_attribute("aria-expanded", "true")


def test_a_strange_fragment_is_none_of_ours(kuajing: str, host: Host, opened: Opening) -> None:
    """A fragment that names no question, or none that there is, opens nothing."""
    for fragment in ("faq-", "faq-no-such-question", "about-us", "top", "%E0%A4%A"):
        page = ready(opened(put(host, kuajing, "about=b2b") + f"#{fragment}"))
        page.wait_for_timeout(300)
        assert page.locator("kuajing-faq [aria-expanded=true]").count() == 0


def test_the_browser_finds_what_is_closed(kuajing: str, host: Host, opened: Opening) -> None:
    """A closed answer is hidden until found, and being found opens it."""
    page = ready(opened(put(host, kuajing, "about=b2b")))
    panel = page.locator("kuajing-faq [part=answer]").first
    assert panel.get_attribute("hidden") == "until-found"
    panel.evaluate("(node) => node.dispatchEvent(new Event('beforematch'))")
    expect(questions(page).first).to_have_attribute("aria-expanded", "true")


def test_more_is_shown_on_demand(kuajing: str, host: Host, opened: Opening) -> None:
    """Where the list goes on, a button brings the next part and the focus goes to its first question."""
    page = ready(opened(put(host, kuajing, "about=b2b limit=2")))
    page.locator("kuajing-faq [part=more]").click()
    expect(questions(page)).to_have_count(4)
    assert focused(page) == questions(page).nth(2).inner_text()


def test_other_kinds_are_shown_as_well(kuajing: str, host: Host, opened: Opening) -> None:
    """The widget shows entries of any kind, and changes when an attribute does."""
    page = ready(opened(put(host, kuajing, "kind=term limit=3")))
    first = questions(page).first.inner_text()
    page.locator("kuajing-faq").evaluate("(node) => node.setAttribute('kind', 'process')")
    expect(questions(page).first).not_to_have_text(first)


def test_what_stands_in_the_element_stays_without_script(kuajing: str, host: Host, opened: Opening) -> None:
    """Without script the content of the element is shown."""
    html = document(element(kuajing, inside="<a href='/faq'>FAQ</a>"))
    page = opened(host.put("/", html), java_script_enabled=False)
    assert page.locator("kuajing-faq > a").is_visible()


def test_a_list_is_asked_for_once(kuajing: str, host: Host, opened: Opening) -> None:
    """Starting with several attributes, and changing several at once, asks one question each."""
    page, asked = opened(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(put(host, kuajing, "about=b2b limit=3 search"))
    ready(page)
    page.locator("kuajing-faq").evaluate(
        "(node) => [['about', 'b2c'], ['limit', '2'], ['locale', 'es']].forEach((each) => node.setAttribute(...each))"
    )
    expect(questions(page)).to_have_count(2)
    assert [url.partition("/v1/")[2] for url in asked if "/v1/" in url] == [
        "faqs?limit=3&about=b2b&locale=en",
        "faqs?limit=2&about=b2c&locale=es",
    ]
