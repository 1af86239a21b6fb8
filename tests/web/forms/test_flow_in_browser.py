"""The picture in a browser, with the fonts of this machine."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from app.content.entry import Ref
from app.content.kinds import KINDS
from app.store.library import Library
from app.web.forms.flow import read_flow
from app.web.forms.svg import write_svg
from tests import chromium
from tests.web.forms.conftest import readings

OUTSIDE = """() => {
  const cards = [...document.querySelectorAll('rect:not(.paper)')].map(card => card.getBoundingClientRect());
  const paper = document.querySelector('.paper').getBoundingClientRect();
  return [...document.querySelectorAll('text')].filter(text => {
    const own = text.getBoundingClientRect(), x = (own.left + own.right) / 2, y = (own.top + own.bottom) / 2;
    const around = cards.find(c => c.left <= x && x <= c.right && c.top <= y && y <= c.bottom) || paper;
    return own.left < around.left || own.right > around.right || own.top < around.top || own.bottom > around.bottom;
  }).map(text => text.textContent);
}"""
COLOURS = """() => ['.paper', 'text.name'].map(name => getComputedStyle(document.querySelector(name)).fill)"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page of a browser that asks no other host."""
    program = chromium.find()
    if program is None:
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*chromium.FLAGS])
        yield browser.new_page(offline=True)
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("locale", ["en", "es", "zh-Hans", "zh-Hant"])
def test_no_text_leaves_its_card(page: Page, shipped_library: Library, locale: str) -> None:
    """As a browser draws it, each text lies within its card, and within the picture where it has none."""
    reading = readings(shipped_library)(locale)
    for model in shipped_library.every(KINDS["model"], {}):
        page.set_content(write_svg(read_flow(reading, model)).decode())
        assert page.evaluate(OUTSIDE) == [], model.slug


@pytest.mark.browser
def test_the_picture_follows_light_and_dark(page: Page, shipped_library: Library) -> None:
    """What is light on dark for those who want it dark is dark on light for the others."""
    reading = readings(shipped_library)("en")
    page.set_content(write_svg(read_flow(reading, shipped_library.entry(Ref("model", "b2b")))).decode())
    page.emulate_media(color_scheme="light")
    assert page.evaluate(COLOURS) == ["rgb(255, 254, 251)", "rgb(30, 37, 40)"]
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(COLOURS) == ["rgb(27, 33, 36)", "rgb(232, 228, 218)"]
