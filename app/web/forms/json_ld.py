"""Entries as linked data in the schema.org vocabulary (JSON-LD 1.1).

An entry's address in a locale is the `@id` of its page there. Kinds that schema.org counts as creative works (FAQPage,
HowTo, HowToStep, Article) are that page; a DefinedTerm is no work, so it has an `@id` of its own on it, and the page,
with language, date and translations, is its `mainEntityOfPage`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson

from app.content.entry import Entry, Ref
from app.content.kinds import KINDS
from app.web.forms.reading import Reading, Said
from app.web.forms.rich_text import to_plain
from app.web.step_trees import StepTree

Node = dict[str, Any]

CONTEXT = "https://schema.org"


def entry_document(reading: Reading, entry: Entry) -> Node:
    """An entry with what it holds, as the whole answer."""
    return {"@context": CONTEXT} | thing(reading, entry)


def write(document: Mapping[str, Any]) -> bytes:
    """A document as bytes that can stand in a script block of a page as they are."""
    return orjson.dumps(document).replace(b"<", rb"\u003c")


def thing(reading: Reading, entry: Entry, *, whole: bool = True) -> Node:
    """The node of an entry; without `whole` it lacks what it holds of other kinds, as in lists."""
    match entry.kind.schema_org:
        case "FAQPage":
            return _faq_page(reading, entry)
        case "HowTo":
            return _how_to(reading, entry, whole=whole)
        case "HowToStep":
            return _single_step(reading, entry, whole=whole)
        case "Article":
            return _article(reading, entry)
    return _model(reading, entry, whole=whole) if entry.kind.has_value_chain else _defined_term(reading, entry)


def question(reading: Reading, faq: Entry) -> Node:
    """A question with its answer."""
    node: Node = {"@type": "Question", "@id": f"{reading.url(faq.ref)}#question", "name": _title(reading, faq)}
    if (answer := _text(reading, faq, "answer")) is not None:
        node["acceptedAnswer"] = {"@type": "Answer", "text": answer}
    return node


def said(reading: Reading, text: Said | None) -> Any:
    """A text as a value: plain in the reader's locale, with its language elsewhere."""
    if text is None:
        return None
    return text.text if text.locale == reading.locale else {"@value": text.text, "@language": text.locale}


def page(reading: Reading, kind: str, address: str, entries: Iterable[Entry]) -> Node:
    """A page of a type at an address: its language and when anything on it was last changed."""
    node: Node = {"@type": kind, "@id": address, "url": address, "inLanguage": reading.locale}
    modified = reading.modified(entries)
    if modified:
        node["dateModified"] = modified.isoformat(timespec="seconds")
    return node


def filled(node: Node) -> Node:
    """A node without the properties that say nothing."""
    return {name: value for name, value in node.items() if value not in (None, [], ())}


def _work(reading: Reading, kind: str, entry: Entry, held: Iterable[Entry] = ()) -> Node:
    node = page(reading, kind, reading.url(entry.ref), (entry, *held))
    node["workTranslation"] = [
        {"@type": kind, "@id": reading.url(entry.ref, locale=tag), "inLanguage": tag}
        for tag in reading.translations(entry)
    ]
    node["about"] = [_mention(reading, model) for model in _models(reading, entry)]
    node["mentions"] = [_mention(reading, term) for term in reading.named("term", entry.terms)]
    sources = (source for source in reading.library.sources if source.slug in entry.sources)
    node["citation"] = [
        filled(
            {
                "@type": "CreativeWork",
                "name": source.title,
                "inLanguage": source.language,
                "datePublished": source.date,
            }
        )
        for source in sources
    ]
    return filled(node)


def _models(reading: Reading, entry: Entry) -> list[Entry]:
    slugs = entry.relations.get("about", ()) + entry.relations.get("model", ())
    return reading.named("model", slugs)


def _mention(reading: Reading, entry: Entry) -> Node:
    return {"@type": entry.kind.schema_org, "@id": _term_id(reading, entry.ref), "name": _title(reading, entry)}


def _faq_page(reading: Reading, faq: Entry) -> Node:
    return _work(reading, faq.kind.schema_org, faq) | {
        "name": _title(reading, faq),
        "mainEntity": [question(reading, faq)],
    }


def _article(reading: Reading, topic: Entry) -> Node:
    node = _work(reading, topic.kind.schema_org, topic)
    node |= {"headline": _title(reading, topic), "articleBody": _text(reading, topic, "body")}
    kind = topic.attributes.get("kind")
    node["articleSection"] = said(reading, reading.label("topic_kinds", kind)) if kind else None
    if (response := _text(reading, topic, "response")) is not None:
        node["hasPart"] = {"@type": "CreativeWork", "name": reading.word("response"), "text": response}
    return filled(node)


def _how_to(reading: Reading, process: Entry, *, whole: bool) -> Node:
    trees = reading.steps(process) if whole else ()
    node = _work(reading, process.kind.schema_org, process, _all(trees))
    node |= {"name": _title(reading, process), "description": _text(reading, process, "summary")}
    node["step"] = [_step(reading, tree, number) for number, tree in enumerate(trees, 1)]
    return filled(node)


def _single_step(reading: Reading, step: Entry, *, whole: bool) -> Node:
    trees = reading.steps(step) if whole else ()
    kind = "HowToSection" if trees else step.kind.schema_org
    node = _work(reading, kind, step, _all(trees))
    node |= {"name": _title(reading, step), "text": _text(reading, step, "body")}
    for process in reading.named("process", step.relations.get("process", ())):
        node["isPartOf"] = {
            "@type": process.kind.schema_org,
            "@id": reading.url(process.ref),
            "name": _title(reading, process),
        }
    node["itemListElement"] = [_step(reading, tree, number) for number, tree in enumerate(trees, 1)]
    return filled(node)


def _step(reading: Reading, tree: StepTree, position: int) -> Node:
    """A step among others: one that consists of further steps is a section (schema.org/HowToSection)."""
    node = {
        "@type": "HowToSection" if tree.substeps else tree.step.kind.schema_org,
        "@id": reading.url(tree.step.ref),
        "position": position,
        "name": _title(reading, tree.step),
        "text": _text(reading, tree.step, "body"),
        "itemListElement": [_step(reading, below, number) for number, below in enumerate(tree.substeps, 1)],
    }
    return filled(node)


def _all(trees: Iterable[StepTree]) -> list[Entry]:
    return [entry for tree in trees for entry in (tree.step, *_all(tree.substeps))]


def _defined_term(reading: Reading, entry: Entry, held: Iterable[Entry] = (), **more: Any) -> Node:
    bodies = [name for name in ("definition", "body", "formula") if entry.kind.text(name)]
    descriptions = [text for name in bodies if (text := _text(reading, entry, name)) is not None]
    node = {
        "@type": entry.kind.schema_org,
        "@id": _term_id(reading, entry.ref),
        "url": reading.url(entry.ref),
        "name": _title(reading, entry),
        "alternateName": _many(reading, entry, "aliases"),
        "description": descriptions if len(descriptions) > 1 else next(iter(descriptions), None),
        "termCode": entry.attributes.get("abbreviation"),
        "inDefinedTermSet": _term_set(reading, entry),
        "sameAs": [reading.url(entry.ref, locale=tag) for tag in reading.translations(entry)],
        "mainEntityOfPage": _work(reading, "WebPage", entry, held),
    }
    return filled(node | more)


def _term_set(reading: Reading, entry: Entry) -> Node:
    """The set that a term is in: a feature those of its model, a term those of its category."""
    kind = entry.kind
    whole = _set(reading, reading.list_url(kind), reading.label("kinds", kind.name))
    if category := entry.attributes.get("category"):
        address = reading.list_url(kind, category=category)
        return _set(reading, address, reading.label("categories", category)) | {"isPartOf": whole}
    for model in reading.named("model", entry.relations.get("model", ())):
        address = reading.list_url(kind, model=model.slug)
        return _set(reading, address, reading.title(model)) | {"isPartOf": whole}
    return whole


def _set(reading: Reading, address: str, name: Said) -> Node:
    return {"@type": "DefinedTermSet", "@id": address, "name": said(reading, name), "inLanguage": reading.locale}


def _model(reading: Reading, model: Entry, *, whole: bool) -> Node:
    if not whole:
        return _defined_term(reading, model, disambiguatingDescription=_text(reading, model, "summary"))
    features = reading.belonging("feature", "model", model)
    node = _defined_term(reading, model, features, disambiguatingDescription=_text(reading, model, "summary"))
    about = node["mainEntityOfPage"]
    about["mentions"] = [*about.get("mentions", []), *_value_chain(reading, model)]
    if features:
        address = reading.list_url(KINDS["feature"], model=model.slug)
        about["hasPart"] = _set(reading, address, reading.label("kinds", "feature")) | {
            "hasDefinedTerm": [_feature(reading, feature) for feature in features]
        }
    node["mainEntityOfPage"] = filled(about)
    return node


def _feature(reading: Reading, feature: Entry) -> Node:
    body = _text(reading, feature, "body")
    return filled(_mention(reading, feature) | {"url": reading.url(feature.ref), "description": body})


def _value_chain(reading: Reading, model: Entry) -> Sequence[Node]:
    if not model.value_chain:
        return ()
    stations = [
        {
            "@type": "ListItem",
            "position": position,
            "item": [_mention(reading, actor) for actor in reading.named("term", station.actors)],
        }
        for position, station in enumerate(model.value_chain, 1)
    ]
    return ({"@type": "ItemList", "name": reading.word("value-chain"), "itemListElement": stations},)


def _term_id(reading: Reading, ref: Ref) -> str:
    return f"{reading.url(ref)}#{ref.kind}"


def _title(reading: Reading, entry: Entry) -> Any:
    return said(reading, reading.title(entry))


def _text(reading: Reading, entry: Entry, field: str) -> Any:
    found, declared = reading.text(entry, field), entry.kind.text(field)
    if found and declared and declared.markdown:
        found = replace(found, text=to_plain(found.text))
    return said(reading, found)


def _many(reading: Reading, entry: Entry, field: str) -> list[Any]:
    return [said(reading, one) for one in reading.texts(entry, field)] if entry.kind.text(field) else []
