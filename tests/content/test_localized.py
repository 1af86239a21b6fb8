"""What a reader of one locale sees of an entry, field by field."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.entry import Entry, Ref, Text
from app.content.kinds import KINDS
from app.content.localized import LocalizedEntry, is_missing, localize
from app.locales.fallback import Locales

FILE = json.loads((Path(__file__).parent / "cases" / "localized.json").read_text(encoding="utf-8"))
LOCALES = Locales.from_file(FILE["locales"])


def entry(kind: str, texts: Mapping[str, Mapping[str, Any]]) -> Entry:
    """An entry with these texts, lists made tuples."""
    return Entry(
        Ref(kind, "x"),
        texts={
            tag: {name: tuple(text) if isinstance(text, list) else text for name, text in fields.items()}
            for tag, fields in texts.items()
        },
    )


def seen(case: Mapping[str, Any]) -> LocalizedEntry:
    """What the reader of a case sees."""
    return localize(entry(case["kind"], case["texts"]), case["locale"], LOCALES, fallback=case.get("fallback", True))


def plain(text: Text | None) -> object:
    """A text as the file of cases spells it."""
    return list(text) if isinstance(text, tuple) else text


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["says"])
def test_each_case(case: dict[str, Any]) -> None:
    """Every case of the file holds: the texts wanted, every other field empty, and the fallbacks marked."""
    found = seen(case)
    empty: dict[str, object] = {
        field.name: [] if field.many and not field.falls_back else None for field in KINDS[case["kind"]].texts
    }
    assert {name: plain(text) for name, text in found.texts.items()} == empty | case["want"]
    marked = {name: [one.locale, one.reason] for name, one in found.fallbacks.items()}
    assert marked == case.get("fallbacks", {})


def test_a_title_that_is_missing_is_none() -> None:
    """The title of an entry is what its kind says, and None where no locale has it."""
    assert localize(entry("faq", {"en": {"question": "Why?"}}), "es", LOCALES).title == "Why?"
    assert localize(entry("faq", {}), "es", LOCALES).title is None


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry of any kind with any of its texts in any of the locales."""
    kind = draw(st.sampled_from(list(KINDS.values())))
    texts: dict[str, dict[str, Text]] = {}
    for tag in draw(st.sets(st.sampled_from(LOCALES.tags))):
        for field in kind.texts:
            if draw(st.booleans()):
                texts.setdefault(tag, {})[field.name] = (f"{tag} 仓",) if field.many else f"{tag} 仓"
    return Entry(Ref(kind.name, "x"), texts=texts)


@given(entries(), st.sampled_from(LOCALES.tags))
def test_a_text_is_either_own_or_marked(one: Entry, locale: str) -> None:
    """Whatever is shown is the locale's own text, or is marked with another locale that has one."""
    found = localize(one, locale, LOCALES)
    for field in one.kind.texts:
        own = one.texts.get(locale, {}).get(field.name)
        marked = found.fallbacks.get(field.name)
        if marked:
            assert own is None
            assert marked.locale != locale
            assert field.name in one.texts[marked.locale]
        else:
            assert found.texts[field.name] in (own, None, ())


@given(entries(), st.sampled_from(LOCALES.tags))
def test_what_is_missing_is_shown_where_anybody_has_it(one: Entry, locale: str) -> None:
    """A missing text stays empty only where no locale has it."""
    found = localize(one, locale, LOCALES)
    for field in one.kind.texts:
        if is_missing(one, field, locale, LOCALES):
            somewhere = any(field.name in texts for texts in one.texts.values())
            assert (found.texts[field.name] is not None) == somewhere


@given(entries(), st.sampled_from(LOCALES.tags))
def test_without_fallback_only_own_texts_are_shown(one: Entry, locale: str) -> None:
    """Without fallback a reader sees the texts of the locale, and nothing is marked."""
    found = localize(one, locale, LOCALES, fallback=False)
    assert not found.fallbacks
    shown = {name: text for name, text in found.texts.items() if text}
    assert shown == one.texts.get(locale, {})
