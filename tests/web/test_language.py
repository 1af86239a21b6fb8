"""Which locale a request is in, also where nothing about it is in order."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from starlette.requests import Request

from app.bootstrap import open_store
from app.errors import InvalidLocale
from app.loader.loading import load
from app.store.library import Library
from app.web.language import Language, accept_language, language, language_of_problem
from tests.serving import settings_in, write


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Reads over a store with English, Spanish and Traditional Chinese."""
    root = tmp_path_factory.mktemp("languages")
    text = "faqs:\n  a: {question: Q, answer: A}\n"
    write(root / "kb", {f"{folder}/faqs.yaml": text for folder in ("en", "es", "zh/Hant")})
    engine = open_store(settings_in(root))
    load(engine, root / "kb")
    yield Library(engine)
    engine.dispose()


def request(query: str = "", *lines: str, library: Library | None = None) -> Request:
    """A request with a query and lines of `Accept-Language`, to an application over a library."""
    state = SimpleNamespace(context=SimpleNamespace(library=library)) if library else SimpleNamespace()
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": "/v1",
            "query_string": query.encode(),
            "headers": [(b"accept-language", line.encode("latin-1")) for line in lines],
            "app": SimpleNamespace(state=state),
        }
    )


def test_the_header_is_one_list() -> None:
    """Lines of the header are joined; without one there is none, and an empty one is not none."""
    assert accept_language(request()) is None
    assert accept_language(request("", "")) == ""
    assert accept_language(request("", "es", "en;q=0.5")) == "es, en;q=0.5"


def test_the_parameter_comes_first(library: Library) -> None:
    """`?locale=` decides and makes the answer's address name the locale; else the header does, else the default."""
    assert language(request("locale=zh_TW", "es"), library) == Language("zh-Hant", explicit=True)
    assert language(request("", "es-MX"), library) == Language("es", explicit=False)
    assert language(request(), library) == Language("en", explicit=False)


@pytest.mark.parametrize(
    "query", ["locale=", "locale=fr", "locale=*", "locale=es,en", "locale=es&locale=es", "locale=%00"]
)
def test_a_parameter_that_is_no_tag_of_ours(library: Library, query: str) -> None:
    """Anything but one tag that matches is refused, and the locales are named."""
    with pytest.raises(InvalidLocale) as caught:
        language(request(query, "es"), library)
    assert caught.value.context["allowed"] == "en, es, zh-Hant"


@pytest.mark.parametrize(
    ("query", "line", "locale"),
    [
        ("", "es", "es"),
        ("locale=fr", "zh-TW", "zh-Hant"),
        ("locale=es&locale=en", "zh-TW", "es"),
        ("locale=%00", "\xff", "en"),
        ("locale=zh-HK", "es", "zh-Hant"),
    ],
)
def test_a_problem_is_always_told_in_some_language(library: Library, query: str, line: str, locale: str) -> None:
    """Whatever is wrong with what was asked, there is a locale to say so in, with those to try after it."""
    found, chain = language_of_problem(request(query, line, library=library))
    assert found == locale
    assert chain == library.locales.chains[locale]


def test_a_problem_before_there_are_services() -> None:
    """Where the application has not started, or could not, a problem is told in English."""
    assert language_of_problem(request("", "es")) == ("en", ())
