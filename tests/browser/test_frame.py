"""The page for an iframe: its height, whom it listens to, and what it does without script."""

import html

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Opening
from tests.browser.hosting import Host, document
from tests.browser.widgets import WATCH, violations

pytestmark = pytest.mark.browser

STRETCHED = "Math.abs(document.querySelector('iframe').offsetHeight - {height}) < 2"


def framed(kuajing: str) -> str:
    """The snippet of the embed page for a frame, with its script."""
    snippet: str = httpx.get(f"{kuajing}/embed/?format=json&about=b2b&lang=es&search=true").json()["frame"]
    return snippet.replace(' loading="lazy"', "")


def height(page: Page) -> int:
    """The height of the document in the frame."""
    frame = page.frames[1]
    frame.wait_for_load_state()
    measured: int = frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    return measured


def test_a_frame_grows_with_its_content(kuajing: str, host: Host, opened: Opening) -> None:
    """The frame is as high as what it holds, and follows when an answer opens; no policy is broken."""
    policy = f"default-src 'none'; script-src {kuajing}; frame-src {kuajing}; require-trusted-types-for 'script'"
    page = opened()
    page.add_init_script(WATCH)
    page.goto(host.put("/", document(framed(kuajing)), policy))
    before = height(page)
    page.wait_for_function(STRETCHED.format(height=before))
    page.frames[1].locator("summary").first.click()
    after = height(page)
    assert after > before
    page.wait_for_function(STRETCHED.format(height=after))
    assert host.reports == []
    assert page.evaluate("violations") == page.frames[1].evaluate("violations") == []


def test_a_frame_of_later_grows_too(kuajing: str, host: Host, opened: Opening) -> None:
    """A frame that a page adds when the script has long run is sized as well."""
    script = framed(kuajing).partition("\n")[2]
    page = opened(host.put("/", document(script)))
    page.wait_for_load_state()
    page.evaluate(
        """(address) => {
          const frame = document.createElement("iframe");
          frame.src = address;
          document.body.append(frame);
        }""",
        f"{kuajing}/embed/faq?about=b2b",
    )
    page.wait_for_function("document.querySelector('iframe').offsetHeight > 200")


def test_a_foreign_frame_is_passed_over(kuajing: str, host: Host, opened: Opening) -> None:
    """A frame whose address is none does not keep ours, loaded already and behind it, from its height."""
    html, _, script = framed(kuajing).partition("\n")
    page = opened(host.put("/", document('<iframe src="http://["></iframe>' + html)))
    page.wait_for_load_state()
    page.evaluate(
        """(address) => {
          const script = document.createElement("script");
          Object.assign(script, { type: "module", src: address });
          document.body.append(script);
        }""",
        script.partition('src="')[2].partition('"')[0],
    )
    page.wait_for_function("document.querySelectorAll('iframe')[1].style.height")


def test_nobody_else_sizes_a_frame(kuajing: str, host: Host, opened: Opening) -> None:
    """A height that comes from another origin, or is no number, changes nothing."""
    page = opened(host.put("/", document(framed(kuajing))))
    page.wait_for_function(STRETCHED.format(height=height(page)))
    before = page.locator("iframe").bounding_box()
    page.evaluate("postMessage({ 'kuajing:height': 9999 }, '*')")
    page.frames[1].evaluate("parent.postMessage({ 'kuajing:height': '9999px' }, '*')")
    elsewhere = "<script>parent.postMessage({ 'kuajing:height': 9999 }, '*')</script>"
    page.evaluate("(address) => { frames[0].location = address; }", host.put("/elsewhere", document(elsewhere)))
    page.wait_for_timeout(200)
    assert page.locator("iframe").bounding_box() == before


def test_a_frame_speaks_to_whom_it_may(kuajing: str, host: Host, opened: Opening) -> None:
    """The frame tells its height only to an origin that may hold it, and to no page that does not ask."""
    html = document(f'<iframe src="{kuajing}/embed/faq?about=b2b"></iframe>')
    page = opened()
    page.add_init_script("window.told = []; addEventListener('message', ({ data }) => told.push(data));")
    page.goto(host.put("/", html))
    frame = page.frames[1]
    frame.wait_for_load_state()
    page.wait_for_timeout(200)
    assert page.evaluate("told") == []
    page.evaluate(f"frames[0].postMessage('kuajing:connect', '{kuajing}')")
    page.wait_for_function("told.length > 0")


@pytest.mark.parametrize(
    ("ancestors", "allowed"),
    [
        ("*", True),
        ("http://localhost:{port}", True),
        ("localhost:{port}", True),
        ("https://shop.example", False),
        ("", False),
    ],
)
def test_who_may_hold_a_frame(kuajing: str, host: Host, opened: Opening, ancestors: str, allowed: bool) -> None:
    """The list of allowed pages is read as a browser reads `frame-ancestors`."""
    listed = ancestors.format(port=host.origin.rpartition(":")[2])
    page = opened()
    page.add_init_script("window.told = []; addEventListener('message', ({ data }) => told.push(data));")
    page.route(
        f"{kuajing}/embed/faq?*",
        lambda route: route.fulfill(
            status=200,
            content_type="text/html",
            body=httpx.get(route.request.url).text.replace('data-ancestors="*"', f'data-ancestors="{listed}"'),
        ),
    )
    page.goto(host.put("/", document(f'<iframe src="{kuajing}/embed/faq?about=b2b"></iframe>')))
    page.frames[1].wait_for_load_state()
    page.evaluate(f"frames[0].postMessage('kuajing:connect', '{kuajing}')")
    page.wait_for_timeout(200)
    assert bool(page.evaluate("told.length")) is allowed


def test_a_link_opens_an_answer_without_script(kuajing: str, opened: Opening) -> None:
    """A fragment leads into a closed answer, which the browser opens by itself."""
    page = opened(f"{kuajing}/embed/faq?about=b2b&locale=es#faq-b2b-vs-b2c", java_script_enabled=False)
    expect(page.locator("#faq-b2b-vs-b2c")).to_be_in_viewport()
    assert page.locator("details[open]").count() == 1


def test_searching_without_script(kuajing: str, opened: Opening) -> None:
    """The form finds questions by the server alone and keeps model, language and field."""
    page = opened(f"{kuajing}/embed/faq?locale=zh-Hant&search=true", java_script_enabled=False)
    page.get_by_role("searchbox").fill("haiwaicang")
    page.get_by_role("button", name="搜尋").click()
    expect(page.locator("summary").first).to_contain_text("海外倉")
    assert "locale=zh-Hant" in page.url
    assert page.get_by_role("searchbox").input_value() == "haiwaicang"


def test_print_has_the_answers(kuajing: str, opened: Opening) -> None:
    """On paper nothing can be opened: each answer is there."""
    page = opened(f"{kuajing}/embed/faq?about=b2b&search=true")
    page.emulate_media(media="print")
    assert page.locator("details[open]").count() == 0
    heights = page.locator("details > div").evaluate_all("(all) => all.map((each) => each.offsetHeight)")
    assert min(heights) > 100
    assert page.locator("form").is_hidden()


@pytest.mark.parametrize(
    "address", ["/en/terms/overseas-warehouse", "/es/models/b2b", "/zh-hans/processes/b2b-transaction"]
)
def test_a_card_is_high_enough(kuajing: str, opened: Opening, address: str) -> None:
    """What oEmbed says is high enough for one entry, and not by much too high."""
    card = httpx.get(f"{kuajing}/oembed", params={"url": kuajing + address}).json()
    page = opened(f"{kuajing}/oembed", viewport={"width": card["width"], "height": card["height"]})
    page.goto(html.unescape(card["html"].partition('src="')[2].partition('"')[0]))
    shown = page.evaluate("document.documentElement.getBoundingClientRect().height")
    assert shown <= card["height"] < shown + 100


@pytest.mark.parametrize("locale", ["en", "es", "zh-Hans", "zh-Hant"])
def test_a_frame_fits_a_phone(kuajing: str, opened: Opening, locale: str) -> None:
    """At 320 pixels, with text of twice the size, nothing is wider than the frame, and axe finds nothing."""
    page = opened(f"{kuajing}/embed/faq?locale={locale}&search=true", viewport=PHONE)
    for summary in page.locator("summary").all()[:3]:
        summary.click()
    assert violations(page) == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
