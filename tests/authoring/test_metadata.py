"""Locales, labels and sources: they follow the folder that brought them, and no other."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from app.content.entry import Entry
from app.locales.fallback import Locale
from app.store.metadata import Metadata, Source
from tests.store.looking import look
from tests.store.stocking import empty_store, stock, term

EN, ES, PT = Locale("en"), Locale("es", ("en",), source="en"), Locale("pt", ("es", "en"), source="en")
ASPECTS = {"risk": "Risk", "advantage": "Advantage", "model": "Model"}
FOLDER = Metadata(
    default_locale="en",
    locales=(EN, ES),
    declared=frozenset({"en", "es"}),
    labels={"en": {"aspects": ASPECTS, "kinds": {"faq": "Question"}}, "es": {"kinds": {"faq": "P"}}},
    sources=(Source("s0", "Facts", "en", "2024-12-23"), Source("s1", "More facts")),
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A store with what a folder brought."""
    made = empty_store(database_url)
    stock(made, [cited("a", "s0")], metadata=FOLDER)
    yield made
    made.dispose()


def cited(slug: str, *sources: str, locale: str = "en") -> Entry:
    """A term with sources and a name in one locale."""
    return replace(term(slug), sources=sources, texts={locale: {"name": slug}})


def test_what_a_folder_declares_is_there(engine: Engine) -> None:
    """Locales, labels and sources come back as they were given, in their order."""
    assert look(engine).metadata == FOLDER


@pytest.mark.parametrize(
    "changed",
    [
        replace(FOLDER, default_locale="es"),
        replace(FOLDER, default_locale=None),
        replace(FOLDER, locales=(ES, EN)),
        replace(FOLDER, locales=(EN, replace(ES, fallback=(), convert="en"))),
        replace(FOLDER, locales=(EN, PT, ES), declared=frozenset({"en", "es", "pt"})),
        replace(FOLDER, locales=(EN,), declared=frozenset({"en"}), labels={}),
        replace(FOLDER, default_locale=None, declared=frozenset()),
        replace(FOLDER, labels={"es": {"kinds": {"faq": "Pregunta"}}}),
        replace(FOLDER, labels={}),
        replace(FOLDER, labels={"en": {"aspects": dict(sorted(ASPECTS.items()))}}),
        replace(FOLDER, sources=(Source("s0", "Facts, again"),)),
        replace(FOLDER, sources=(Source("s1", "More facts"), Source("s0", "Facts", "es"))),
    ],
    ids=range(12),
)
def test_they_follow_their_folder(sqlite_url: str, changed: Metadata) -> None:
    """Whatever the folder says otherwise the next time is so, and is a revision; the time after that it is none."""
    engine = empty_store(sqlite_url)
    stock(engine, [cited("a", "s0")], metadata=FOLDER)
    outcome = stock(engine, [cited("a", "s0")], metadata=changed)
    assert (outcome.is_new, outcome.metadata_changed, outcome.kept) == (True, True, 1)
    assert look(engine).metadata == changed
    assert not stock(engine, [cited("a", "s0")], metadata=changed).is_new
    engine.dispose()


def test_labels_in_another_order_are_a_revision(engine: Engine) -> None:
    """The order that labels stand in is read, so another one changes how every entry reads; the same one nothing."""
    before = look(engine).revision
    assert list(look(engine).metadata.labels["en"]["aspects"]) == ["risk", "advantage", "model"]
    turned = {slug: ASPECTS[slug] for slug in ("model", "risk", "advantage")}
    labels = {**FOLDER.labels, "en": {**FOLDER.labels["en"], "aspects": turned}}
    outcome = stock(engine, [cited("a", "s0")], metadata=replace(FOLDER, labels=labels))
    assert (outcome.metadata_changed, outcome.revision) == (True, before + 1)
    assert list(look(engine).metadata.labels["en"]["aspects"]) == ["model", "risk", "advantage"]
    assert not stock(engine, [cited("a", "s0")], metadata=replace(FOLDER, labels=labels)).is_new


def test_two_folders_share_a_section(engine: Engine) -> None:
    """Labels of two folders stand in one order, whichever of them is loaded again."""
    second = Metadata(locales=(EN,), labels={"en": {"aspects": {"zeal": "Zeal", "risk": "Peril", "art": "Art"}}})
    stock(engine, [cited("b")], "second", second)
    aspects = list(look(engine).metadata.labels["en"]["aspects"].items())
    assert [slug for slug, _ in aspects if slug in ASPECTS] == list(ASPECTS)
    assert [name for _, name in aspects if name not in ASPECTS.values()] == ["Zeal", "Art"]
    assert not stock(engine, [cited("a", "s0")], metadata=FOLDER).is_new
    assert not stock(engine, [cited("b")], "second", second).is_new
    assert list(look(engine).metadata.labels["en"]["aspects"].items()) == aspects


def test_a_file_of_entries_adds_what_it_needs(engine: Engine) -> None:
    """New locales come after the declared ones, new sources go by their slug; what is there keeps its name."""
    brought = Metadata(
        locales=(Locale("en"), Locale("fr", ("en",), "en")), sources=(Source("s0", "s0"), Source("s9", "s9"))
    )
    stock(engine, [cited("b", "s0", "s9", locale="fr")], "more", brought, whole=False)
    found = look(engine).metadata
    assert found.locales == (EN, ES, Locale("fr", ("en",), "en"))
    assert found.declared == {"en", "es"}
    assert found.labels == FOLDER.labels
    assert found.sources[0] == FOLDER.sources[0]
    assert Source("s9", "s9") in found.sources
    stock(engine, [cited("b")], "more", Metadata(locales=(EN,)), whole=False)
    assert [locale.tag for locale in look(engine).metadata.locales] == ["en", "es"]


def test_a_second_folder_takes_nothing_away(engine: Engine) -> None:
    """It adds its locales, labels and sources, and takes along only its own when it goes."""
    second = Metadata(
        locales=(EN, Locale("fr", ("en",), "en")),
        labels={"en": {"kinds": {"faq": "Query", "term": "Word"}}, "fr": {"kinds": {"faq": "Question"}}},
        sources=(Source("s0", "Other facts"), Source("s7", "A book")),
    )
    stock(engine, [cited("b", "s7", locale="fr")], "second", second)
    found = look(engine).metadata
    assert (found.default_locale, set(found.declared)) == ("en", {"en", "es"})
    assert found.locales[:2] == (EN, ES)
    assert found.labels["en"] == {"aspects": ASPECTS, "kinds": {"faq": "Question", "term": "Word"}}
    assert found.labels["fr"] == {"kinds": {"faq": "Question"}}
    assert {source.slug: source.title for source in found.sources}["s0"] == "Facts"
    assert not stock(engine, [cited("a", "s0")], metadata=FOLDER).is_new
    stock(engine, [], "second", Metadata())
    assert look(engine).metadata == FOLDER


def test_a_locale_with_texts_stays(engine: Engine) -> None:
    """A locale that its folder does not declare any more stays while another origin has texts in it."""
    stock(engine, [cited("b", locale="es")], "more", Metadata(locales=(ES,)), whole=False)
    alone = replace(FOLDER, locales=(EN,), declared=frozenset({"en"}), labels={})
    stock(engine, [cited("a", "s0")], metadata=alone)
    assert [locale.tag for locale in look(engine).metadata.locales] == ["en", "es"]
