"""The page that shows how: choosing, seeing and copying, with script and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.widgets import WATCH, questions, ready

pytestmark = pytest.mark.browser


def with_all(*parts: str) -> re.Pattern[str]:
    """A text that has all of these parts."""
    return re.compile("".join(f"(?=.*{re.escape(part)})" for part in parts), re.DOTALL)


def test_a_choice_is_shown_at_once(kuajing: str, opened: Opening) -> None:
    """Choosing changes the widget, each snippet and the address, breaks no policy, and loads no page anew."""
    page = opened()
    page.add_init_script(WATCH)
    page.goto(f"{kuajing}/embed/?locale=en")
    ready(page)
    page.evaluate("window.same = true")
    page.get_by_label("Operating model").select_option("b2c")
    page.locator("select[name=lang]").select_option("es")
    page.get_by_label("Colours").select_option("dark")
    page.get_by_label("With a search field").check()
    expect(questions(page).first).to_contain_text("B2C")
    expect(page.locator("kuajing-faq [part=faq]")).to_have_attribute("lang", "es")
    for snippet in ("element", "frame"):
        expect(page.locator(f"#{snippet}")).to_have_value(with_all("b2c", "es", "dark"))
    expect(page.locator("#html")).to_have_value(with_all("<details>", 'lang="es"', "B2C"))
    assert "about=b2c" in page.url
    assert "about=b2c" in (page.get_by_role("link", name="中文").first.get_attribute("href") or "")
    assert page.evaluate("same && violations") == []


def test_the_address_of_a_choice_shows_it(kuajing: str, opened: Opening) -> None:
    """The address that a choice leads to gives the same page, so that it can be passed on."""
    page = ready(opened(f"{kuajing}/embed/?locale=en&about=b2c&lang=zh-Hant&theme=light&search=true"))
    expect(page.locator("#element")).to_have_value(with_all('about="b2c"', 'locale="zh-Hant"', 'theme="light"'))
    assert page.get_by_label("With a search field").is_checked()
    expect(page.locator("kuajing-faq [part=faq]")).to_have_attribute("lang", "zh-Hant")


def test_copying(kuajing: str, opened: Opening) -> None:
    """A button puts its snippet on the clipboard and says so."""
    page = ready(opened(f"{kuajing}/embed/?locale=en", permissions=["clipboard-read", "clipboard-write"]))
    page.get_by_role("button", name="Copy").first.click()
    expect(page.locator("#copied")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#element").input_value()


def test_without_script(kuajing: str, opened: Opening) -> None:
    """Without script the form loads the choice, the questions are there, and no button is that does nothing."""
    page = opened(f"{kuajing}/embed/?locale=es", java_script_enabled=False)
    page.get_by_label("Modelo de negocio").select_option("b2b")
    page.get_by_role("button", name="Mostrar").click()
    expect(page.locator("kuajing-faq summary").first).to_contain_text("B2B")
    assert "about=b2b" in page.locator("#element").input_value()
    assert page.get_by_role("button", name="Copiar").count() == 0


def test_nothing_moves(kuajing: str, opened: Opening) -> None:
    """What the script adds has its room: nothing on the page moves."""
    page = opened()
    page.add_init_script(WATCH)
    page.goto(f"{kuajing}/embed/?locale=en&about=b2b")
    ready(page)
    page.wait_for_timeout(300)
    assert page.evaluate("shifts") == []
