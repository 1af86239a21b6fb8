"""The widget on a page of somebody else, and what a browser reports about it."""

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.browser.hosting import Host, document

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
window.shifts = [];
new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value)))
  .observe({ type: "layout-shift", buffered: true });
"""
"""Collects on `window` what breaks a policy and what moves."""


def strict(kuajing: str) -> str:
    """The strictest policy under which the widget has to run."""
    return f"default-src 'none'; script-src {kuajing}; connect-src {kuajing}; require-trusted-types-for 'script'"


def element(kuajing: str, attributes: str = "", inside: str = "", script: str = "/embed/faq.js") -> str:
    """The widget and its script."""
    loading = f'<script type="module" src="{kuajing}{script}" crossorigin></script>'
    return f"<kuajing-faq {attributes}>{inside}</kuajing-faq>{loading}"


def put(host: Host, kuajing: str, attributes: str = "", lang: str = "en", before: str = "<h1>Shop</h1>") -> str:
    """The address of a page under the strict policy with the widget in it."""
    return host.put("/", document(before + element(kuajing, attributes), lang=lang), strict(kuajing))


def questions(page: Page) -> Locator:
    """The buttons of the questions that are shown."""
    return page.locator("kuajing-faq [part=question]")


def ready(page: Page) -> Page:
    """The page, once its widget shows questions."""
    questions(page).first.wait_for()
    return page


def violations(page: Page) -> list[str]:
    """What axe finds wrong: each rule with the elements that break it."""
    found: Iterable[dict[str, object]] = Axe().run(page).response["violations"]
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]  # type: ignore[attr-defined]  # JSON of axe
