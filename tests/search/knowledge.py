"""A small knowledge base, and a source over entries that counts its revisions."""

from collections.abc import Iterable, Iterator, Mapping

from app.content.entry import Entry, Ref, Text
from app.locales.fallback import Locale, Locales
from app.search.source import Change

LOCALES = Locales(
    "en",
    (
        Locale("en"),
        Locale("es", ("en",), source="en"),
        Locale("zh-Hans", ("en",), source="en"),
        Locale("zh-Hant", ("zh-Hans", "en"), source="en", convert="zh-Hans"),
    ),
)


def entry(
    kind: str,
    slug: str,
    texts: Mapping[str, Mapping[str, Text]],
    position: int = 0,
    relations: Mapping[str, tuple[str, ...]] | None = None,
    attributes: Mapping[str, str] | None = None,
) -> Entry:
    """An entry of a kind, with its texts by locale and field."""
    ref = Ref(kind, slug)
    return Entry(ref, position, texts=texts, relations=relations or {}, attributes=attributes or {})


class MemorySource:
    """Entries in memory, by kind and position as given; each change is a revision."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.ref: entry for entry in entries}
        self._log: list[Change] = []
        self.rebuilds = 0

    def revision(self) -> int:
        """One for what it began with, and one for each change."""
        return 1 + len(self._log)

    def entries(self) -> Iterator[Entry]:
        """All entries; counts how often they were all wanted."""
        self.rebuilds += 1
        yield from self._entries.values()

    def changes(self, since: int) -> Iterator[Change]:
        """The last change to each entry after a revision."""
        last = {change.ref: change for change in self._log if change.revision > since}
        yield from last.values()

    def put(self, changed: Entry) -> None:
        """Add or replace an entry."""
        self._entries[changed.ref] = changed
        self._log.append(Change(self.revision() + 1, "put", changed.ref, changed))

    def delete(self, ref: Ref) -> None:
        """Remove an entry."""
        del self._entries[ref]
        self._log.append(Change(self.revision() + 1, "delete", ref))


ENTRIES = (
    entry(
        "model",
        "b2b",
        {
            "en": {"name": "B2B model", "aliases": ("business-to-business",), "definition": "Trade between firms."},
            "es": {"name": "Modelo B2B", "definition": "Comercio entre empresas."},
            "zh-Hans": {"name": "B2B 模式", "definition": "企业之间的交易。"},
            "zh-Hant": {"name": "B2B 模式", "definition": "企業之間的交易。"},
        },
        attributes={"abbreviation": "B2B"},
    ),
    entry(
        "process",
        "b2b-transaction",
        {"en": {"title": "How a deal runs"}, "zh-Hans": {"title": "交易流程"}},
        relations={"model": ("b2b",)},
    ),
    entry(
        "step",
        "b2b-register",
        {"en": {"title": "Supplier registers", "body": "The maker opens an account."}},
        relations={"process": ("b2b-transaction",)},
    ),
    entry(
        "faq",
        "warehouse-pros-cons",
        {
            "en": {"question": "What speaks for an overseas warehouse?", "answer": "Goods arrive **sooner**."},
            "es": {"question": "¿Qué ventajas tiene un almacén en el extranjero?", "answer": "Llega antes."},
            "zh-Hans": {"question": "用海外仓有什么好处？", "answer": "到货更快，退货也方便。"},
            "zh-Hant": {"question": "用海外倉有什麼好處？", "answer": "到貨更快，退貨也方便。"},
        },
        relations={"about": ("b2b",)},
    ),
    entry(
        "term",
        "overseas-warehouse",
        {
            "en": {"name": "Overseas warehouse", "definition": "Storage in the market of the buyer."},
            "es": {"name": "Almacén en el extranjero", "definition": "Un depósito en el mercado de destino."},
            "zh-Hans": {"name": "海外仓", "definition": "设在目标市场的仓库。"},
            "zh-Hant": {"name": "海外倉", "definition": "設在目標市場的倉庫。"},
        },
    ),
    entry(
        "term",
        "logistics",
        {
            "en": {"name": "Logistics", "definition": "Moving goods."},
            "es": {"name": "Logística", "definition": "Mover mercancías."},
            "zh-Hans": {"name": "物流", "definition": "货物的运输与储存。"},
            "zh-Hant": {"name": "物流", "definition": "貨物的運輸與儲存。"},
        },
        position=1,
    ),
    entry(
        "term",
        "dropshipping",
        {
            "en": {"name": "Dropshipping", "definition": "Selling without stock."},
            "zh-Hans": {"name": "一件代发", "definition": "不囤货的卖法。"},
        },
        position=2,
    ),
)
"""Entries of several kinds; some lack a language."""
