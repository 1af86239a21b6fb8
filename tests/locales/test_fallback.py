"""Which locale stands in for which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.locales.fallback import Locale, Locales, UnknownLocale

TAGS = st.lists(
    st.sampled_from(["en", "es", "zh-Hans", "zh-Hant", "pt-BR", "pt-PT", "sr-Latn", "sr-Cyrl", "fr"]), min_size=1
)


@pytest.mark.parametrize(
    ("tags", "given_default", "chains"),
    [
        ("en", None, {"en": "en"}),
        ("zh-Hans", None, {"zh-Hans": "zh-Hans"}),
        ("es en", None, {"es": "es en", "en": "en es"}),
        ("es pt", None, {"es": "es pt", "pt": "pt es"}),
        ("en es zh-Hans zh-Hant", None, {"zh-Hant": "zh-Hant zh-Hans en es", "es": "es en zh-Hans zh-Hant"}),
        ("en zh-Hans zh-Hant", "zh-Hans", {"zh-Hant": "zh-Hant zh-Hans en", "en": "en zh-Hans zh-Hant"}),
        ("en sr-Latn sr-Cyrl", None, {"sr-Latn": "sr-Latn sr-Cyrl en"}),
        ("en pt-BR pt-PT", None, {"pt-PT": "pt-PT pt-BR en"}),
        ("en zh-Hans zh-Hant zh-Hant-HK", None, {"zh-Hant-HK": "zh-Hant-HK zh-Hant zh-Hans en"}),
    ],
)
def test_locales_without_lines(tags: str, given_default: str | None, chains: dict[str, str]) -> None:
    """A locale that is not declared falls back to its own language, nearest first, then to the default."""
    locales = Locales.from_tags(tags.split(), given_default)
    for tag, chain in chains.items():
        assert " ".join(locales.chains[tag]) == chain


@pytest.mark.parametrize(
    ("tags", "given_default", "expected"),
    [("es en", None, "en"), ("es zh-Hans", None, "es"), ("en es", "es", "es"), ("", None, "en")],
)
def test_the_default(tags: str, given_default: str | None, expected: str) -> None:
    """The default given wins, then English, then the first; it is the source of all others."""
    locales = Locales.from_tags(tags.split(), given_default)
    assert locales.default == expected
    assert {locales.source(tag) for tag in locales.tags} <= {expected}
    assert all(locale.source is None for locale in locales.members if locale.tag == expected)


@given(TAGS)
def test_every_chain_reaches_every_locale(tags: list[str]) -> None:
    """A chain begins with its locale and holds each locale once."""
    locales = Locales.from_tags(tags)
    for tag, chain in locales.chains.items():
        assert chain[0] == tag
        assert sorted(chain) == sorted(set(tags))


def test_declared_locales() -> None:
    """A line gives fallback, source and conversion; an empty one makes an original."""
    locales = Locales.from_file(
        {
            "default": "es",
            "locales": {
                "es": None,
                "zh-Hans": {},
                "zh-Hant": {"fallback": ["zh-Hans"], "source": "es", "convert": "zh-Hans"},
            },
        }
    )
    assert locales.members == (
        Locale("es"),
        Locale("zh-Hans"),
        Locale("zh-Hant", fallback=("zh-Hans",), source="es", convert="zh-Hans"),
    )
    assert locales.chains["zh-Hant"] == ("zh-Hant", "zh-Hans", "es")
    assert (locales.source("zh-Hant"), locales.source("es"), locales.source("fr")) == ("es", "es", "fr")


def test_the_setting_wins_over_the_file() -> None:
    """A default that is given goes before the one of the file."""
    assert Locales.from_file({"default": "es", "locales": {"es": {}, "en": {}}}, "en").default == "en"
    assert Locales.from_file({"locales": {"es": {}, "en": {}}}).default == "en"
    assert Locales.from_file({}).tags == ()


def test_locales_are_added_without_lines() -> None:
    """What comes later keeps what is declared and falls back as a locale without a line does."""
    declared = Locales.from_file({"default": "en", "locales": {"en": {}, "zh-Hans": {"source": "en"}}})
    more = declared.with_undeclared(["zh-Hant", "en"])
    assert more.tags == ("en", "zh-Hans", "zh-Hant")
    assert more.members[:2] == declared.members
    assert more.chains["zh-Hant"] == ("zh-Hant", "zh-Hans", "en")


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        ({"en": {"fallback": ["fr"]}}, "fallback of en"),
        ({"en": {"source": "fr"}}, "source of en"),
        ({"en": {"convert": "fr"}}, "convert of en"),
    ],
)
def test_a_name_of_no_locale_is_refused(lines: dict[str, dict[str, object]], role: str) -> None:
    """A fallback, source or conversion that names none of the locales is refused, and the error says which."""
    members = tuple(Locale(tag, **line) for tag, line in lines.items())  # type: ignore[arg-type]  # any of the three
    with pytest.raises(UnknownLocale, match=f"{role} 'fr' is none of the locales en"):
        Locales("en", members)


def test_a_default_of_no_locale_is_refused() -> None:
    """A default that is given and not there is refused."""
    with pytest.raises(UnknownLocale, match="default 'fr' is none of the locales en, es"):
        Locales.from_tags(["en", "es"], "fr")
