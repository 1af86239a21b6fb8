"""The language of the widget: which one it takes, and how it marks what is in another."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.hosting import Host, document
from tests.browser.knowledge import planted
from tests.browser.widgets import element, put, questions, ready, strict
from tests.serving import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def partial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose texts are not complete."""
    folder = tmp_path_factory.mktemp("partial")
    with serving(folder, KUAJING_DATA=str(planted(folder))) as address:
        yield address


@pytest.mark.parametrize(
    ("lang", "first", "search"),
    [
        ("en", "Which kinds", "Search questions"),
        ("es-MX", "¿A qué", "Buscar preguntas"),
        ("zh-CN", "跨境 B2B 模式", "搜索问题"),
        ("zh-TW", "跨境 B2B 適合", "搜尋問題"),
    ],
)
def test_the_language_of_the_page(
    kuajing: str, host: Host, opened: Opening, lang: str, first: str, search: str
) -> None:
    """Questions and our own words are in the page's language."""
    page = ready(opened(put(host, kuajing, "about=b2b search", lang=lang)))
    expect(questions(page).first).to_contain_text(first)
    assert page.get_by_role("combobox").get_attribute("aria-label") == search


@pytest.mark.parametrize(
    ("page_lang", "around", "attribute", "reader", "expected"),
    [
        ("en", "", "locale=es", "en", "es"),
        ("en", "es", "", "en", "es"),
        ("en", "es", "locale=zh_TW", "en", "zh-Hant"),
        ("", "", "", "es-PE", "es"),
        ("fr", "", "", "es", "es"),
        ("fr", "", "", "fr", "en"),
        ("not a tag", "", "", "es", "es"),
        ("en", "", "locale=x", "zh-HK", "zh-Hant"),
    ],
)
def test_which_language_is_taken(
    kuajing: str,
    host: Host,
    opened: Opening,
    page_lang: str,
    around: str,
    attribute: str,
    reader: str,
    expected: str,
) -> None:
    """The attribute wins, then the nearest `lang`, then the browser; a language that we lack gives way to the next."""
    inner = f'<div lang="{around}">{element(kuajing, attribute)}</div>' if around else element(kuajing, attribute)
    page = ready(opened(host.put("/", document(inner, lang=page_lang), strict(kuajing)), locale=reader))
    assert page.locator("kuajing-faq [part=faq]").get_attribute("lang") == expected


def test_a_language_that_we_lack_costs_no_second_request(kuajing: str, host: Host, opened: Opening) -> None:
    """On a page in a language that we lack, what its readers read besides is found with the first request."""
    page, asked = opened(locale="es"), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(put(host, kuajing, "limit=3", lang="fr"))
    ready(page)
    assert [url.partition("/v1/")[2] for url in asked if "/v1/" in url] == ["faqs?limit=3"]
    assert page.locator("kuajing-faq [part=faq]").get_attribute("lang") == "es"


def test_a_lang_outside_of_a_shadow_root(kuajing: str, host: Host, opened: Opening) -> None:
    """In a component of the page, the language around that component counts."""
    page = opened(host.put("/", document(f'<div id="shop" lang="es"></div>{element(kuajing)}'), strict(kuajing)))
    page.evaluate(
        """() => {
          const widget = document.querySelector("kuajing-faq");
          document.getElementById("shop").attachShadow({ mode: "open" }).append(widget);
        }"""
    )
    expect(page.locator("kuajing-faq [part=faq]")).to_have_attribute("lang", "es")


@pytest.mark.parametrize(
    ("lang", "slug", "question", "answer", "note"),
    [
        ("es", "customs", None, None, None),
        ("es", "returns", None, "en", None),
        ("es", "parcels", "en", "en", "inglés"),
        ("zh-TW", "returns", None, None, None),
        ("zh-TW", "customs", None, None, None),
        ("zh-TW", "parcels", "en", "en", "英文"),
        ("ar", "customs", "ar", "ar", None),
        ("ar", "parcels", None, None, "English"),
    ],
)
def test_what_is_in_another_language_says_so(
    partial: str,
    host: Host,
    opened: Opening,
    lang: str,
    slug: str,
    question: str | None,
    answer: str | None,
    note: str | None,
) -> None:
    """Each text that differs from our own words has its `lang`; a fallback is named, a converted script is not."""
    page = ready(opened(put(host, partial, lang=lang)))
    button = page.locator(f"kuajing-faq #faq-{slug}")
    body = page.locator(f"kuajing-faq #faq-{slug}-panel .prose")
    assert button.locator("span").get_attribute("lang") == question
    assert body.get_attribute("lang") == answer
    assert button.locator("small").all_inner_texts() == ([note] if note else [])
    if question == "ar":
        assert button.locator("span").get_attribute("dir") == body.get_attribute("dir") == "rtl"


def test_traditional_from_simplified_is_traditional(partial: str, host: Host, opened: Opening) -> None:
    """What was converted between the scripts is shown in the reader's script."""
    page = ready(opened(put(host, partial, lang="zh-Hant")))
    expect(page.locator("kuajing-faq #faq-customs")).to_contain_text("誰付關稅")
