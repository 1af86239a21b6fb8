"""One example a path for the OpenAPI document, in the shapes that the addresses answer with."""

from typing import Any

from app.content.kind import Kind

Example = dict[str, Any]

COMMON: Example = {"terms": [], "related": [], "sources": ["s0"], "beyond_source": False, "fallbacks": {}}
CASES: dict[str, Example] = {
    "model": {
        "slug": "b2b",
        "name": "B2B model",
        "aliases": ["business-to-business"],
        "summary": "Firms sell to firms across borders.",
        "definition": "Trade between one business and another.",
        "journey": None,
        "model_kind": "model",
        "model_kind_label": "Model",
        "abbreviation": "B2B",
        "parent": None,
        "examples": [{"slug": "alibaba-com"}],
        "value_chain": [{"actors": [{"slug": "manufacturer"}], "examples": []}],
    },
    "feature": {
        "slug": "b2b-bulk-trade",
        "title": "Bulk trade",
        "body": "Deals involve large quantities.",
        "aspect": "characteristic",
        "aspect_label": "Characteristic",
        "model": "b2b",
    },
    "process": {
        "slug": "b2b-transaction",
        "title": "How a B2B deal runs",
        "summary": "From the first listing to the inspection of the goods.",
        "process_kind": "procedure",
        "process_kind_label": "Procedure",
        "model": "b2b",
    },
    "step": {
        "slug": "b2b-sign-contract",
        "title": "Contract",
        "body": "Both sides sign a contract of sale.",
        "process": "b2b-transaction",
        "parent": None,
    },
    "faq": {
        "slug": "b2b-suitable-companies",
        "question": "Which companies does B2B suit?",
        "answer": "Manufacturers, wholesalers and large suppliers.",
        "about": ["b2b"],
    },
    "term": {
        "slug": "overseas-warehouse",
        "name": "Overseas warehouse",
        "aliases": ["foreign warehouse"],
        "definition": "A warehouse in the market where the goods are sold.",
        "formula": None,
        "category": "logistics-method",
        "category_label": "Logistics method",
        "group": None,
        "group_label": None,
        "abbreviation": None,
    },
    "topic": {
        "slug": "challenge-logistics",
        "title": "Logistics",
        "body": "Long distances make delivery slow and costly.",
        "response": "- Use an overseas warehouse.",
        "topic_kind": "challenge",
        "topic_kind_label": "Challenge",
    },
}
NAMED: Example = {"name": "Manufacturer", "fallbacks": {}, "url": "/v1/terms/manufacturer"}


def item_example(kind: Kind) -> Example:
    """An entry as lists have it."""
    case = CASES[kind.name]
    head = {"kind": kind.name, "slug": case["slug"], "locale": "en", "revision": 1}
    return {**head, **case, **COMMON, "url": f"/v1/{kind.plural}/{case['slug']}"}


def entry_example(kind: Kind) -> Example:
    """An entry as its own address has it."""
    example = item_example(kind)
    if kind.name == "model":
        example["features"] = [_of("feature")]
        example["value_chain"] = [{"actors": [{"slug": "manufacturer", **NAMED}], "examples": []}]
    if kind.name in ("process", "step"):
        example["steps"] = [{**_of("step"), "steps": []}] if kind.name == "process" else []
    return example


def list_example(kind: Kind) -> Example:
    """A list with one item."""
    return {"locale": "en", "total": 1, "revision": 1, "items": [item_example(kind)], "next": None}


def _of(kind: str) -> Example:
    case = CASES[kind]
    head = {"kind": kind, "slug": case["slug"], "locale": "en", "revision": 1}
    return {**head, **case, **COMMON, "url": f"/v1/{kind}s/{case['slug']}"}


SEARCH: Example = {
    "query": "haiwaicang",
    "locale": "es",
    "revision": 12,
    "total": 1,
    "items": [
        {
            "kind": "term",
            "slug": "overseas-warehouse",
            "title": "Almacén en el extranjero",
            "snippet": "Almacén situado en el mercado de destino.",
            "score": 0.97,
            "match": {
                "locale": "zh-Hans",
                "field": "name",
                "text": "海外仓",
                "ranges": [[0, 3]],
                "how": ["pinyin"],
            },
            "fallbacks": {},
            "url": "/v1/terms/overseas-warehouse",
        }
    ],
    "next": None,
}
SUGGEST: Example = {
    "query": "hai",
    "locale": "zh-Hant",
    "items": [
        {
            "kind": "term",
            "slug": "overseas-warehouse",
            "title": "海外倉",
            "text": "海外倉",
            "text_locale": "zh-Hant",
            "ranges": [[0, 1]],
            "fallbacks": {},
            "url": "/v1/terms/overseas-warehouse",
        }
    ],
}
LOCALES: Example = {
    "locale": "es",
    "items": [
        {
            "tag": "zh-Hant",
            "name": "chino tradicional",
            "native_name": "繁體中文",
            "direction": "ltr",
            "default": False,
            "fallback": ["zh-Hans", "en"],
            "complete": 1.0,
            "texts": 1214,
            "counts": {"model": 20},
            "url": "/v1?locale=zh-Hant",
        }
    ],
}
NEGOTIATION: Example = {
    "header": "zh-TW,zh;q=0.9",
    "parameter": None,
    "locale": "zh-Hant",
    "reason": "exact",
    "candidates": [
        {"locale": "zh-Hant", "distance": 0, "member": "zh-TW", "excluded": False, "reason": "exact"},
        {"locale": "en", "distance": None, "member": None, "excluded": False, "reason": "too-far"},
    ],
}
HOME: Example = {
    "name": "Kuajing",
    "version": "0.1.0",
    "locale": "en",
    "revision": 1,
    "locales": ["en", "es", "zh-Hans", "zh-Hant"],
    "default_locale": "en",
    "kinds": [{"kind": "model", "label": "Model", "total": 20, "url": "/v1/models"}],
    "links": {"search": "/v1/search", "openapi": "/openapi.json"},
}

CHANGES: Example = {
    "locale": "en",
    "revision": 3,
    "items": [
        {"revision": 2, "op": "put", "kind": "faq", "slug": "b2b-vs-b2c", "entry": {"question": "..."}},
        {"revision": 3, "op": "delete", "kind": "term", "slug": "fax-order", "entry": None},
    ],
    "next": None,
}
