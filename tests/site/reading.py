"""Pages as a test reads them: elements with their attributes, and what stands in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass
class Element:
    """One element of a page."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    path: tuple[str, ...] = ()


@dataclass
class _Parser(HTMLParser):
    found: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, path=tuple(one.name for one in self.open))
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def elements(html: str) -> list[Element]:
    """Every element of a page, in its order; fails where one is not closed as it was opened."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert not parser.open, f"<{parser.open[-1].name}> is not closed"
    return parser.found


def links(found: list[Element], rel: str) -> dict[str, str]:
    """The `<link>` elements of a relation: `href` by `hreflang`, or by `type` where there is none."""
    own = (one.attributes for one in found if one.name == "link" and one.attributes.get("rel") == rel)
    return {one.get("hreflang") or one.get("type", ""): one["href"] for one in own}
