"""A small knowledge base in which some texts are missing, in locales of which one has no words of ours."""

from pathlib import Path

from tests.serving import write

FILES = {
    "structure/locales.yaml": """
default: en
locales:
  en: {}
  es: {source: en, fallback: [en]}
  zh-Hans: {source: en, fallback: [en]}
  zh-Hant: {source: en, fallback: [zh-Hans, en], convert: zh-Hans}
  ar: {source: en, fallback: [en]}
""",
    "structure/faqs.yaml": "faqs:\n  customs: {}\n  returns: {}\n  parcels: {}\n",
    "en/faqs.yaml": """
faqs:
  customs: {question: Who pays customs?, answer: The buyer.}
  returns: {question: Who pays returns?, answer: The **seller**.}
  parcels: {question: How do parcels travel?, answer: By air.}
""",
    "es/faqs.yaml": """
faqs:
  customs: {question: ¿Quién paga la aduana?, answer: El comprador.}
  returns: {question: ¿Quién paga la devolución?}
""",
    "zh/Hans/faqs.yaml": "faqs:\n  customs: {question: 谁付关税？, answer: 买家支付。}\n",
    "zh/Hant/faqs.yaml": "faqs:\n  returns: {question: 誰負擔退貨？, answer: 賣家。}\n",
    "ar/faqs.yaml": "faqs:\n  customs: {question: من يدفع الجمارك؟, answer: المشتري.}\n",
}


def planted(folder: Path) -> Path:
    """The data folder of that knowledge base, below another folder."""
    return write(folder / "data", FILES)
