"""The pages that `type` points to."""

from html import unescape
from html.parser import HTMLParser

import pytest

from app.web.messages import shipped
from app.web.problem_types import STATUSES
from app.web.problems import MEDIA_TYPE
from tests.web.asking import ask, faulty

APP = faulty()


class Links(HTMLParser):
    """The addresses that a page links to, and its language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.language: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a start tag says of links and of the language."""
        named = dict(attrs)
        self.found += [named["href"] or ""] if tag == "a" else []
        self.language = self.language or named.get("lang")


@pytest.mark.parametrize("locale", shipped().messages)
@pytest.mark.parametrize("code", STATUSES)
def test_each_problem_type_has_a_page(code: str, locale: str) -> None:
    """The address of a problem type is a page that says, in the reader's locale, what it means and what to do."""
    answer = ask(APP, "GET", f"/problems/{code}", headers={"Accept-Language": locale})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-language"] == Links(answer.text).language == locale
    assert answer.headers["vary"] == "Accept-Language"
    for part in ("title", "meaning", "remedy"):
        assert shipped().text(locale, f"{code}.{part}") in unescape(answer.text)


def test_the_list_links_to_every_page() -> None:
    """The list of problem types links to the page of each."""
    assert Links(ask(APP, "GET", "/problems").text).found == [f"/problems/{code}" for code in STATUSES]


def test_pages_answer_head() -> None:
    """HEAD is answered where GET is."""
    assert ask(APP, "HEAD", "/problems/not-found").status_code == 200


@pytest.mark.parametrize("path", ["/problems/nonsense", "/problems/..", "/problems/not-found.title"])
def test_an_unknown_problem_type_is_a_problem(path: str) -> None:
    """A code that there is not is a 404 like any other."""
    answer = ask(APP, "GET", path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, MEDIA_TYPE)
