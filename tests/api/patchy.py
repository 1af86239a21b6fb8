"""A knowledge base with holes: what is there in which locale differs from entry to entry and from field to field."""

from pathlib import Path

from tests.serving import write

FILES = {
    "structure/locales.yaml": """
default: en
locales:
  en: {}
  es: {fallback: [en], source: en}
  zh-Hans: {fallback: [zh-Hant, en], source: en}
  zh-Hant: {fallback: [zh-Hans, en], source: en, convert: zh-Hans}
""",
    "structure/all.yaml": """
models:
  b2b:
    kind: model
    value_chain:
      - actors: [maker, trader]
        examples: [rate]
      - actors: [trader]
    examples: [rate]
    terms: [maker]
features:
  fast: {model: b2b, aspect: advantage}
  slow: {model: b2b, aspect: disadvantage}
  alone: {model: b2b, aspect: advantage}
processes:
  deal: {model: b2b, kind: procedure, terms: [trader]}
steps:
  second-part: {process: deal, parent: first}
  first: {process: deal}
  first-part: {process: deal, parent: first}
  deepest: {process: deal, parent: first-part, terms: [maker]}
  last: {process: deal}
faqs:
  why: {about: [b2b]}
  porque: {about: [b2b], related: ["model:b2b"]}
terms:
  maker: {category: actor}
  trader: {category: actor}
  rate: {category: kpi, beyond_source: true}
""",
    "en/labels.yaml": "aspects: {advantage: Advantage}\ncategories: {actor: Party}\nkinds: {model: Model}\n",
    "es/labels.yaml": "aspects: {advantage: Ventaja}\n",
    "zh/Hans/labels.yaml": "categories: {actor: 参与者}\n",
    "en/all.yaml": """
models:
  b2b: {name: B2B model, aliases: [business-to-business], definition: Trade between firms., journey: [order, ship]}
features:
  fast: {title: Fast, body: It is fast.}
  slow: {title: Slow, body: It is slow.}
processes:
  deal: {title: How a deal runs}
steps:
  first: {title: First, body: One.}
  first-part: {title: First part, body: One A.}
  second-part: {title: Second part, body: One B.}
  deepest: {title: Deepest, body: One A I.}
  last: {title: Last, body: Two.}
faqs:
  why: {question: Why?, answer: So.}
terms:
  maker: {name: Maker, aliases: [producer], definition: Who makes.}
  trader: {name: Trader, definition: Who trades.}
  rate: {name: Rate, definition: A share., formula: a / b}
""",
    "es/all.yaml": """
models:
  b2b: {name: Modelo B2B}
features:
  fast: {title: Rápido, body: Es rápido.}
  alone: {title: Solo, body: Solo en español.}
faqs:
  porque: {question: ¿Por qué?, answer: Así.}
terms:
  maker: {name: Fabricante, definition: Quien fabrica.}
""",
    "zh/Hans/all.yaml": """
models:
  b2b: {name: B2B 模式, aliases: [企业对企业], definition: 企业之间的交易。}
terms:
  maker: {name: 制造商, definition: 制造货物的人。}
""",
    "zh/Hant/all.yaml": "terms:\n  trader: {name: 貿易商, definition: 做買賣的人。}\n",
}


def folder(root: Path) -> Path:
    """The data folder of the knowledge base with holes."""
    return write(root / "patchy", FILES)
