"""Markdown in the widget, which makes nodes of it, against the page for a frame, which makes HTML."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opening
from tests.browser.hosting import Host
from tests.browser.widgets import put, ready
from tests.serving import serving, write

pytestmark = pytest.mark.browser

CASES: dict[str, str] = json.loads((Path(__file__).parent / "cases" / "prose.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose answers are the cases."""
    folder = tmp_path_factory.mktemp("written")
    texts = {name: {"question": name, "answer": text} for name, text in CASES.items()}
    data = write(folder / "data", {"en/faqs.yaml": json.dumps({"faqs": texts}, ensure_ascii=False)})
    with serving(folder, KUAJING_DATA=str(data)) as address:
        yield address


@pytest.fixture(scope="module")
def pages(written: str) -> dict[str, str]:
    """The HTML of each answer as the server makes it."""
    page = httpx.get(f"{written}/embed/faq?limit=100&format=html").text
    found = re.findall(r'<div id="faq-([a-z-]+)"[^>]*>\n(.*?)\n</div>\n</details>', page, flags=re.DOTALL)
    return dict(found)


@pytest.fixture
def page(written: str, host: Host, opened: Opening) -> Page:
    """A page with the widget over these answers, under the strict policy."""
    return ready(opened(put(host, written, "limit=100")))


def test_both_write_the_same(written: str, page: Page, pages: dict[str, str]) -> None:
    """Paragraphs, lists, bold, italics, code and links come out the same, and all else as it was written."""
    assert set(pages) == set(CASES)
    for name in CASES:
        made = page.locator(f"kuajing-faq #faq-{name}-panel .prose").evaluate("(node) => node.innerHTML")
        assert normal(made).replace(f'href="{written}/', 'href="/') == normal(pages[name]), name


def normal(markup: str) -> str:
    """HTML without what does not show: blanks between blocks, and the paragraph that alone fills an item."""
    text = re.sub(r"\s*(</?(?:p|ul|ol|li)>)\s*", r"\1", html.unescape(markup)).replace(' rel="noopener"', "")
    return re.sub(r"<li><p>((?:(?!</?p>).)*)</p>(?=</li>|<[uo]l>)", r"<li>\1", text, flags=re.DOTALL)
