"""A knowledge base whose texts are missing here and there and hold what each form has to escape."""

from pathlib import Path

from tests.serving import write

TAG = "</script><script>alert(1)</script>"

FILES = {
    "structure/locales.yaml": """
default: en
locales:
  en: {}
  es: {fallback: [en], source: en}
  zh-Hans: {fallback: [en], source: en}
  zh-Hant: {fallback: [zh-Hans, en], source: en, convert: zh-Hans}
""",
    "structure/sources.yaml": 'sources: {s0: {title: "Fuente | <uno>", language: es, date: "2024-12-23"}}\n',
    "structure/all.yaml": """
models:
  one: {kind: model, value_chain: [{actors: [maker, trader], examples: [shop]}, {actors: [trader]}], sources: [s0]}
  two: {kind: model, value_chain: [{actors: [maker]}]}
  three: {kind: sub-model, parent: one}
  four: {kind: sub-model, parent: one}
features:
  one-fast: {model: one, aspect: advantage, terms: [maker], related: ["feature:two-slow"]}
  one-dear: {model: one, aspect: unheard-of}
  two-slow: {model: two, aspect: disadvantage}
  two-fast: {model: two, aspect: advantage, terms: [shop]}
processes:
  run: {model: one, kind: cycle}
steps:
  first: {process: run}
  part: {process: run, parent: first}
  piece: {process: run, parent: part}
  last: {process: run, terms: [trader]}
faqs:
  which: {about: [one, two], sources: [s0]}
  why: {about: [one]}
terms:
  maker: {category: actor}
  trader: {category: actor}
  shop: {category: actor, abbreviation: "<S>"}
topics:
  risk: {kind: challenge, terms: [shop]}
""",
    "en/labels.yaml": """
aspects: {disadvantage: Disadvantage, advantage: Advantage}
kinds: {model: Model, faq: Question}
""",
    "es/labels.yaml": "kinds: {model: Modelo}\n",
    "en/all.yaml": f"""
models:
  one:
    name: "One *star* _under_ [link](x) | `code` {TAG}"
    summary: 'A "summary" & more; end'
    definition: "**Bold** and {TAG}.\\n\\n- a\\n- b"
    journey: ["order; #1", "ship %% {{it}}"]
  two: {{name: Two, definition: The second.}}
  three: {{name: Three, definition: The third.}}
  four: {{name: Four, definition: The fourth.}}
features:
  one-fast: {{title: "Fast | {TAG}", body: "It is **fast** | [x](javascript:alert(1)) {TAG}"}}
  one-dear: {{title: Dear, body: It costs.}}
  two-slow: {{title: Slow, body: It is slow.}}
  two-fast: {{title: Fast too, body: "![p](https://elsewhere.example/p.png)"}}
processes:
  run: {{title: "How it runs [\\"];"}}
steps:
  first: {{title: First, body: "One:\\n\\n- a\\n- b"}}
  part: {{title: Part, body: One A.}}
  piece: {{title: Piece, body: One A I.}}
  last: {{title: Last, body: Two.}}
faqs:
  which: {{question: "One or two? {TAG}", answer: "It **depends** {TAG}"}}
  why: {{question: Why?, answer: So.}}
terms:
  maker: {{name: Maker, definition: Who makes.}}
  trader: {{name: "Trader <b>", definition: Who trades., formula: "a * b < c"}}
  shop: {{name: Shop, definition: Where.}}
topics:
  risk: {{title: Risk, body: It may fail., response: "- Insure."}}
""",
    "es/all.yaml": """
models:
  one: {name: Uno}
features:
  one-fast: {title: Rápido, body: Es rápido.}
faqs:
  why: {question: ¿Por qué?, answer: Así.}
terms:
  maker: {name: Fabricante, definition: Quien fabrica.}
""",
    "zh/Hans/all.yaml": """
models:
  one: {name: 一号模式, definition: 企业之间的交易。}
terms:
  maker: {name: 制造商, definition: 制造货物的人。}
""",
}


def folder(root: Path) -> Path:
    """The data folder of the wild knowledge base."""
    return write(root / "wild", FILES)
