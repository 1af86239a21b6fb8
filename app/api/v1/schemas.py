"""The shapes of answers as OpenAPI has them, one per kind, made from the kinds' declarations."""

from types import GenericAlias
from typing import Any, ForwardRef, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from app.content.kind import Kind
from app.content.kinds import KINDS


class Fallback(BaseModel):
    """Where a text came from that is missing in the locale of the answer."""

    locale: str = Field(examples=["en"])
    reason: str = Field(examples=["missing", "converted"])


class TermReference(BaseModel):
    """A term by slug; in the answer about one entry also by name."""

    slug: str
    name: str | None = None
    fallbacks: dict[str, Fallback] = Field(default_factory=dict)
    url: str | None = None


class ValueChainNode(BaseModel):
    """One station of a value chain: alternative actors and examples of them."""

    actors: list[TermReference]
    examples: list[TermReference]


class Match(BaseModel):
    """The text in which a query was found, and where: code-point ranges into it, as it is stored."""

    locale: str
    field: str
    text: str
    ranges: list[tuple[int, int]]
    how: list[str] = Field(examples=[["pinyin"]])


class Whole(BaseModel):
    """The model that a feature, or the process that a step, is a part of."""

    kind: str
    slug: str
    title: str | None
    fallbacks: dict[str, Fallback]
    url: str


class Hit(BaseModel):
    """One entry that a query finds."""

    kind: str
    slug: str
    title: str | None
    snippet: str | None
    score: float = Field(ge=0, le=1)
    match: Match
    fallbacks: dict[str, Fallback]
    url: str
    part_of: Whole | None = Field(default=None, description="of features and steps, which may have one title")
    explanation: dict[str, Any] | None = None


class SearchAnswer(BaseModel):
    """A part of what a query finds, best first."""

    query: str
    locale: str
    revision: int = Field(description="the revision of the knowledge base")
    total: int
    items: list[Hit]
    next: str | None


class SuggestItem(BaseModel):
    """One title or alias for what is typed so far."""

    kind: str
    slug: str
    title: str | None
    text: str
    text_locale: str = Field(description="the locale of `text`, which may be an alias in another than the caller's")
    ranges: list[tuple[int, int]]
    fallbacks: dict[str, Fallback]
    url: str
    part_of: Whole | None = Field(default=None, description="of features and steps, which may have one title")


class SuggestAnswer(BaseModel):
    """Titles and aliases for what is typed so far."""

    query: str
    locale: str
    items: list[SuggestItem]


class LocaleAnswer(BaseModel):
    """One locale: its name for the caller and for itself, and how much of the content it has."""

    tag: str
    name: str
    native_name: str
    direction: str
    default: bool
    fallback: list[str]
    complete: float = Field(ge=0, le=1, description="share of the texts that ought to be there")
    texts: int
    counts: dict[str, int] = Field(description="entries that have a title in this locale, by kind")
    url: str


class LocalesAnswer(BaseModel):
    """Every locale of the knowledge base."""

    locale: str
    items: list[LocaleAnswer]


class CandidateAnswer(BaseModel):
    """A locale in a negotiation; `distance` is CLDR's, null where no member of the header speaks for it."""

    locale: str
    distance: int | None
    member: str | None
    excluded: bool
    reason: str


class NegotiationAnswer(BaseModel):
    """Which locale a request gets and why."""

    header: str | None
    parameter: str | None
    locale: str
    reason: str
    candidates: list[CandidateAnswer]


class HomeAnswer(BaseModel):
    """What is here."""

    name: str
    version: str
    locale: str
    revision: int
    locales: list[str]
    default_locale: str
    kinds: list[dict[str, Any]]
    links: dict[str, str]


class ChangeAnswer(BaseModel):
    """What became of one entry; `entry` is as lists have it, null for one that was deleted."""

    revision: int
    op: Literal["put", "delete"]
    kind: str
    slug: str
    entry: dict[str, Any] | None


class ChangesAnswer(BaseModel):
    """A part of what changed; a copy that applied the last part is at `revision`."""

    locale: str
    revision: int
    items: list[ChangeAnswer]
    next: str | None


def item_schema(kind: Kind) -> type[BaseModel]:
    """The shape of an entry of a kind, as lists have it."""
    return ITEMS[kind.name]


def entry_schema(kind: Kind) -> type[BaseModel]:
    """The shape of an entry of a kind, as its own address has it."""
    return ENTRIES[kind.name]


def list_schema(kind: Kind) -> type[BaseModel]:
    """The shape of a list of a kind."""
    return LISTS[kind.name]


def _item(kind: Kind) -> type[BaseModel]:
    fields: dict[str, Any] = {"kind": (str, Field(examples=[kind.name])), "slug": (str, ...)}
    fields |= {"locale": (str, Field(examples=["zh-Hant"])), "revision": (int, ...)}
    for text in kind.texts:
        fields[text.name] = (list[str] if text.many and not text.falls_back else _optional(text.many), ...)
    for attribute in kind.attributes:
        fields[attribute.wire] = (str | None, ...)
        if attribute.labels:
            fields[f"{attribute.wire}_label"] = (str | None, ...)
    for relation in kind.relations:
        fields[relation.name] = (list[str] if relation.many else str | None, ...)
    if kind.has_value_chain:
        fields |= {"value_chain": (list[ValueChainNode], ...), "examples": (list[TermReference], ...)}
    fields |= {"terms": (list[str], ...), "related": (list[str], Field(examples=[["model:b2b"]]))}
    fields |= {"sources": (list[str], ...), "beyond_source": (bool, ...)}
    fields |= {"fallbacks": (dict[str, Fallback], ...), "url": (str, ...)}
    config = ConfigDict(extra="forbid")
    return create_model(f"{kind.name.title()}Item", __config__=config, __doc__=_about(kind, "in a list"), **fields)


def _optional(many: bool) -> Any:
    return list[str] | None if many else str | None


def _entry(kind: Kind, items: dict[str, type[BaseModel]]) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    if kind.name != "term":
        terms = list[str] | _list_of(items["term"])
        fields["terms"] = (terms, Field(description="slugs; whole terms with include=terms"))
    if kind.name == "model":
        fields["features"] = (_list_of(items["feature"]), ...)
        about = "with include=processes, steps and all"
        fields["processes"] = (_list_of(_entry(KINDS["process"], items)) | None, Field(None, description=about))
        fields["faqs"] = (_list_of(items["faq"]) | None, Field(None, description="with include=faqs"))
    if kind.name in ("process", "step"):
        fields["steps"] = (_list_of(NESTED_STEP), Field(description="steps, each with its own `steps` inside"))
    about = _about(kind, "with what it holds")
    return create_model(kind.name.title(), __base__=items[kind.name], __doc__=about, **fields)


def _list_of(schema: type[BaseModel] | ForwardRef) -> Any:
    return GenericAlias(list, (schema,))


def _list(kind: Kind, item: type[BaseModel]) -> type[BaseModel]:
    return create_model(
        f"{kind.name.title()}List",
        __doc__=f"A part of the list of {kind.plural}.",
        locale=(str, ...),
        total=(int, ...),
        revision=(int, Field(description="the revision of the knowledge base")),
        items=(_list_of(item), ...),
        next=(str | None, Field(description="the address of the next part")),
    )


def _about(kind: Kind, where: str) -> str:
    return f"A {kind.name} {where}."


ITEMS: dict[str, type[BaseModel]] = {name: _item(kind) for name, kind in KINDS.items()}
NESTED_STEP = create_model(
    "NestedStep",
    __base__=ITEMS["step"],
    __doc__="A step inside its process.",
    steps=(_list_of(ForwardRef("NestedStep")), ...),
)
ENTRIES: dict[str, type[BaseModel]] = {name: _entry(kind, ITEMS) for name, kind in KINDS.items()}
LISTS: dict[str, type[BaseModel]] = {name: _list(kind, ITEMS[name]) for name, kind in KINDS.items()}
