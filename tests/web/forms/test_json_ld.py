"""Linked data: valid for every entry, complete, and safe to stand in a page."""

import json
from typing import Any

import pytest

from app.content.entry import Ref
from app.content.kind import Kind
from app.content.kinds import KINDS
from app.store.library import Library
from app.web.forms.json_ld import entry_document, write
from app.web.forms.json_ld_lists import list_document, search_document
from tests.web.forms.conftest import BASE, readings
from tests.web.forms.linked_data import check, nodes
from tests.web.forms.wild import TAG

TAGS = ("en", "es", "zh-Hans", "zh-Hant")


def document(library: Library, kind: str, slug: str, locale: str = "en", **options: Any) -> Any:
    """An entry as linked data, from the bytes that are sent."""
    reading = readings(library)(locale, **options)
    return json.loads(write(entry_document(reading, library.entry(Ref(kind, slug)))))


@pytest.mark.parametrize("locale", TAGS)
def test_every_entry_is_valid(shipped_library: Library, wild_library: Library, locale: str) -> None:
    """Each entry of each kind, and each list, uses only what schema.org has for its types, with absolute names."""
    for library in (shipped_library, wild_library):
        reading = readings(library)(locale)
        for kind in KINDS.values():
            entries = library.every(kind, {})
            for entry in entries:
                check(json.loads(write(entry_document(reading, entry))), BASE)
            check(json.loads(write(list_document(reading, kind, entries[:20], len(entries), f"{BASE}/list"))), BASE)
            check(json.loads(write(search_document(reading, "q", entries[:5], 5, f"{BASE}/search"))), BASE)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_an_entry_is_of_the_type_that_its_kind_declares(shipped_library: Library, kind: Kind) -> None:
    """The document of an entry has the type of its kind's declaration; a step that has steps is a section."""
    reading = readings(shipped_library)("en")
    types = {entry_document(reading, entry)["@type"] for entry in shipped_library.every(kind, {})}
    assert types - {"HowToSection"} == {kind.schema_org}


def test_a_question_is_a_page_with_its_answer(shipped_library: Library) -> None:
    """One faq is a FAQPage in its language, dated, translated and about models, with one question and its answer."""
    page = document(shipped_library, "faq", "b2b-vs-b2c", "es")
    assert page["@type"] == "FAQPage"
    assert page["@id"] == f"{BASE}/v1/faqs/b2b-vs-b2c?locale=es"
    assert page["inLanguage"] == "es"
    assert page["dateModified"]
    assert [each["inLanguage"] for each in page["workTranslation"]] == ["en", "zh-Hans", "zh-Hant"]
    assert [model["@id"] for model in page["about"]] == [
        f"{BASE}/v1/models/{m}?locale=es#model" for m in ("b2b", "b2c")
    ]
    (question,) = page["mainEntity"]
    assert question["@type"] == "Question"
    assert question["name"] == page["name"]
    assert "B2B" in question["acceptedAnswer"]["text"]
    assert "**" not in question["acceptedAnswer"]["text"]


def test_a_list_of_questions_is_one_page(shipped_library: Library) -> None:
    """The faq list is one FAQPage with every question of the part; other lists are an ItemList in order."""
    reading = readings(shipped_library)("zh-Hant")
    faqs = shipped_library.every(KINDS["faq"], {})[:7]
    page = list_document(reading, KINDS["faq"], faqs, 43, f"{BASE}/v1/faqs?limit=7&locale=zh-Hant")
    assert page["@type"] == "FAQPage"
    assert [each["name"] for each in page["mainEntity"]] == [reading.title(faq).text for faq in faqs]
    terms = shipped_library.every(KINDS["term"], {})[:3]
    items = list_document(reading, KINDS["term"], terms, 233, f"{BASE}/v1/terms")
    assert (items["@type"], items["numberOfItems"]) == ("ItemList", 233)
    assert [each["position"] for each in items["itemListElement"]] == [1, 2, 3]
    assert {each["item"]["@type"] for each in items["itemListElement"]} == {"DefinedTerm"}


def test_a_process_is_a_how_to_with_nested_steps(wild_library: Library) -> None:
    """Steps keep their order and depth: one with substeps is a section, one without a step."""
    how_to = document(wild_library, "process", "run")
    assert how_to["@type"] == "HowTo"
    first, last = how_to["step"]
    assert (first["@type"], first["name"], first["position"]) == ("HowToSection", "First", 1)
    assert (last["@type"], last["name"], last["position"], last["text"]) == ("HowToStep", "Last", 2, "Two.")
    (part,) = first["itemListElement"]
    (piece,) = part["itemListElement"]
    assert (part["@type"], piece["@type"], piece["text"]) == ("HowToSection", "HowToStep", "One A I.")


def test_a_model_is_a_term_with_features_and_value_chain(shipped_library: Library) -> None:
    """A model is a DefinedTerm in the set of models; its page lists its features and the parties of its value chain."""
    model = document(shipped_library, "model", "b2b")
    assert (model["@type"], model["termCode"]) == ("DefinedTerm", "B2B")
    assert model["inDefinedTermSet"]["@id"] == f"{BASE}/v1/models?locale=en"
    assert model["sameAs"] == [f"{BASE}/v1/models/b2b?locale={tag}" for tag in ("es", "zh-Hans", "zh-Hant")]
    page = model["mainEntityOfPage"]
    features = shipped_library.every(KINDS["feature"], {"model": "b2b"})
    assert len(page["hasPart"]["hasDefinedTerm"]) == len(features)
    chain = next(each for each in page["mentions"] if each["@type"] == "ItemList")
    assert [len(station["item"]) for station in chain["itemListElement"]] == [2, 1, 1, 1]


def test_a_text_that_fell_back_has_its_language(wild_library: Library) -> None:
    """A text of another locale says which; one whose script was converted is the reader's; neither is a translation."""
    spanish = document(wild_library, "model", "one", "es")
    assert spanish["name"] == "Uno"
    assert spanish["description"]["@language"] == "en"
    traditional = document(wild_library, "model", "one", "zh-Hant")
    assert traditional["name"] == "一號模式"
    assert traditional["description"] == "企業之間的交易。"
    assert [each["inLanguage"] for each in traditional["mainEntityOfPage"]["workTranslation"]] == [
        "en",
        "es",
        "zh-Hans",
    ]
    faq = document(wild_library, "faq", "which", "es")
    assert faq["mainEntity"][0]["name"]["@language"] == "en"


def test_without_fallback_nothing_is_borrowed(wild_library: Library) -> None:
    """With `fallback=none` no node has a language of its own beside the reader's."""
    for kind in KINDS.values():
        for entry in wild_library.every(kind, {}):
            found = document(wild_library, kind.name, entry.slug, "es", fallback=False)
            assert "@language" not in json.dumps(found)


def test_nothing_ends_a_script_block(wild_library: Library) -> None:
    """The bytes hold no `<`, and mean the same as if they did."""
    reading = readings(wild_library)("en")
    written = write(entry_document(reading, wild_library.entry(Ref("faq", "which"))))
    assert b"<" not in written
    assert any(TAG in str(node.get("name")) for node in nodes(json.loads(written)))
