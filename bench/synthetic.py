"""Made-up knowledge bases of any size in four locales, as JSON Lines: the same bytes for the same size."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import orjson

Texts = dict[str, str | list[str]]

SUBJECTS = {
    "en": ["the seller", "a bonded warehouse", "the customs broker", "a freight forwarder", "the overseas buyer"],
    "es": ["el vendedor", "un almacén aduanero", "el agente de aduanas", "un transitario", "el comprador"],
    "zh-Hans": ["卖家", "保税仓", "报关行", "货运代理", "海外买家"],
    "zh-Hant": ["賣家", "保稅倉", "報關行", "貨運代理", "海外買家"],
}
DEEDS = {
    "en": ["declares the parcel", "refunds the duty", "holds the stock", "settles in local currency"],
    "es": ["declara el paquete", "devuelve el arancel", "guarda las existencias", "liquida en moneda local"],
    "zh-Hans": ["申报包裹", "退还关税", "备货", "以当地货币结算"],
    "zh-Hant": ["申報包裹", "退還關稅", "備貨", "以當地貨幣結算"],
}
CLAUSES = {
    "en": ["before the goods leave", "within thirty days", "when the value is low", "at its own risk"],
    "es": ["antes de la salida", "en treinta días", "si el valor es bajo", "por su cuenta y riesgo"],
    "zh-Hans": ["在发货之前", "在三十天内", "在货值较低时", "自担风险"],
    "zh-Hant": ["在發貨之前", "在三十天內", "在貨值較低時", "自擔風險"],
}
SENTENCES = 4


def write_corpus(path: Path, size: int) -> int:
    """Write a knowledge base of `size` entries; gives the number of its units."""
    units = 0
    with path.open("wb") as out:
        for kind, slug, structure, texts in _entries(Random(size), size):
            out.write(orjson.dumps({"kind": kind, "slug": slug, **structure, "texts": texts}) + b"\n")
            units += sum(1 if isinstance(text, str) else len(text) for of in texts.values() for text in of.values())
    return units


def _entries(random: Random, size: int) -> Iterator[tuple[str, str, dict[str, object], dict[str, Texts]]]:
    models = [f"model-{number}" for number in range(max(1, size // 100))]
    terms = [f"term-{number}" for number in range(size // 3)]
    for slug in models:
        yield "model", slug, {"abbreviation": slug.upper()}, _texts(random, "name", "definition")
    for slug in terms:
        yield "term", slug, {"category": "kpi"}, _texts(random, "name", "definition", "aliases")
    for number in range(size - len(models) - len(terms)):
        links: dict[str, object] = {"terms": random.sample(terms, min(2, len(terms))), "sources": ["s0"]}
        model = random.choice(models)
        if number % 4:
            yield "faq", f"faq-{number}", {"about": [model], **links}, _texts(random, "question", "answer")
        else:
            structure: dict[str, object] = {"model": model, "aspect": "advantage", **links}
            yield "feature", f"feature-{number}", structure, _texts(random, "title", "body")


def _texts(random: Random, title: str, body: str, many: str = "") -> dict[str, Texts]:
    found: dict[str, Texts] = {}
    for locale in SUBJECTS:
        texts: Texts = {title: _sentence(random, locale), body: _paragraph(random, locale)}
        found[locale] = texts | ({many: [_sentence(random, locale), f"{locale} {random.random()}"]} if many else {})
    return found


def _sentence(random: Random, locale: str) -> str:
    space = "" if locale.startswith("zh") else " "
    return space.join(random.choice(words[locale]) for words in (SUBJECTS, DEEDS, CLAUSES))


def _paragraph(random: Random, locale: str) -> str:
    end = "。" if locale.startswith("zh") else ". "
    return end.join(_sentence(random, locale) for _ in range(SENTENCES)).strip()
