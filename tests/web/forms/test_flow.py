"""Pictures of how a model runs: well-formed, whole, marked with their languages, nothing outside its card."""

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

import pytest

from app.content.entry import Ref
from app.content.kinds import KINDS
from app.store.library import Library
from app.web.forms.flow import Card, Flow, Lane, read_flow
from app.web.forms.flow_layout import SIZES, WIDTH, Box, Words, lay_out
from app.web.forms.mermaid import write_mermaid
from app.web.forms.reading import Said
from app.web.forms.svg import write_svg
from app.web.forms.wrapping import width
from tests.web.forms.conftest import readings
from tests.web.forms.wild import TAG

TAGS = ("en", "es", "zh-Hans", "zh-Hant")
SVG = "{http://www.w3.org/2000/svg}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def flow(library: Library, slug: str, locale: str = "en") -> Flow:
    """What there is to show of a model."""
    return read_flow(readings(library)(locale), library.entry(Ref("model", slug)))


def flows(*libraries: Library) -> Iterator[Flow]:
    """The flow of every model in every locale."""
    for library in libraries:
        for model in library.every(KINDS["model"], {}):
            yield from (flow(library, model.slug, locale) for locale in TAGS)


def test_every_picture_is_well_formed(shipped_library: Library, wild_library: Library) -> None:
    """A picture is XML with a title and a description that name it, without script, link, font or picture in it."""
    for each in flows(shipped_library, wild_library):
        root = ElementTree.fromstring(write_svg(each))
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= set(
            "svg title desc style rect text tspan circle polyline polygon".split()
        )
        title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert desc is not None
        assert (title.text, desc.text) == (each.title, each.described())
        assert (root.get("role"), root.get("lang"), root.get(LANG)) == ("img", each.locale, each.locale)
        assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), desc.get("id"))
        assert not any(name.startswith("on") or "href" in name for one in root.iter() for name in one.attrib)
        assert "url(" not in (root.findtext(f"{SVG}style") or "")


def test_every_text_is_in_the_picture(shipped_library: Library) -> None:
    """Each head, note and number is there as text, whole, in its card."""
    for each in flows(shipped_library):
        root = ElementTree.fromstring(write_svg(each))
        shown = ["".join("".join(text.itertext()).split()) for text in root.iter(f"{SVG}text")]
        cards = [card for lane in each.lanes for card in lane.cards]
        said = [
            each.name,
            *(lane.title for lane in each.lanes),
            *(s for card in cards for s in card.heads + card.notes),
        ]
        for one in said:
            assert "".join(one.text.split()) in shown
        assert [text for text in shown if text.isdigit()] == [str(card.number) for card in cards if card.number]


def test_cards_hold_their_texts_and_stand_apart(shipped_library: Library, wild_library: Library) -> None:
    """By estimated widths no line leaves its card, no card another's place, and nothing the picture."""
    for each in flows(shipped_library, wild_library):
        picture = lay_out(each)
        boxes = [shape for shape in picture.shapes if isinstance(shape, Box)]
        for box in boxes:
            assert box.x >= 0
            assert box.x + box.width <= WIDTH
            assert box.y + box.height <= picture.height
        for one, other in combinations(boxes, 2):
            beside = one.x + one.width < other.x or other.x + other.width < one.x
            assert beside or one.y + one.height < other.y or other.y + other.height < one.y
        for words in (shape for shape in picture.shapes if isinstance(shape, Words)):
            extent = max((width(line) * SIZES[words.role] for line in words.lines), default=0)
            start = words.x - extent / 2 if words.centred else words.x
            around = [box for box in boxes if box.x <= words.x <= box.x + box.width and _beside(box, words)]
            left, right = (around[0].x, around[0].x + around[0].width) if around else (0, WIDTH)
            assert left <= start
            assert start + extent <= right


def _beside(box: Box, words: Words) -> bool:
    return box.y <= words.y <= box.y + box.height


def test_a_text_of_another_language_says_so(wild_library: Library) -> None:
    """What fell back carries its language, and the style has the fonts of each script that is shown."""
    written = write_svg(flow(wild_library, "one", "zh-Hant")).decode()
    assert 'lang="en" xml:lang="en"' in written
    assert ":lang(zh-Hant)" in written
    assert "PingFang TC" in written
    assert "PingFang SC" not in written
    assert "lang=" not in re.sub(r"<svg[^>]*>", "", write_svg(flow(wild_library, "one", "en")).decode())


def test_light_and_dark_are_in_the_picture(shipped_library: Library) -> None:
    """The style gives every class that has a colour one for light and one for dark."""
    style = ElementTree.fromstring(write_svg(flow(shipped_library, "b2b"))).findtext(f"{SVG}style") or ""
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    coloured = re.compile(r"([.\w, ]+) \{ (?:fill|stroke): #")
    assert set(coloured.findall(light)) == {name.strip() for name in coloured.findall(dark)} != set()


def test_a_model_without_a_flow_says_so(shipped_library: Library) -> None:
    """Where nothing is on record the picture and the chart say that in the reader's language."""
    empty = flow(shipped_library, "b2c-marketplace", "es")
    assert "No consta" in write_svg(empty).decode()
    assert "No consta" in write_mermaid(empty).decode()


def test_a_cycle_comes_back(wild_library: Library) -> None:
    """The last step of a cycle leads to its first; substeps stand in their step."""
    chart = write_mermaid(flow(wild_library, "one")).decode()
    assert "lane3n2 --> lane3n1" in chart
    assert 'lane3n1["1 · First<br/>Part<br/>Piece"]' in chart
    assert "lane1 ~~~ lane2 ~~~ lane3" in chart


def test_a_chart_is_not_broken_by_its_texts() -> None:
    """Whatever a text holds, a label is one quoted string in which Mermaid finds nothing of its own."""
    said = Said(f'x "]; end %% {TAG} #quot; `a` | (b) [c] {{d}}\n& e', "en")
    lane = Lane(said, (Card((said,), (said,), 1), Card((said,))), closed=True)
    chart = write_mermaid(Flow("x", "en", said, said.text, (lane,), "")).decode()
    for line in chart.splitlines()[3:]:
        label = re.fullmatch(r'\s+(?:subgraph )?lane1(?:n\d)?\["(.*)"\]', line)
        assert label or re.fullmatch(r"\s+(direction LR|end|lane1n\d --> lane1n\d)", line), line
        if label:
            assert not re.search(r'["<>&`\[\]{}()|]', label[1].replace("<br/>", ""))
            assert re.fullmatch(r"(?:[^#;]|#\d+;)*", label[1])


@pytest.mark.parametrize("slug", ["b2b", "cross-border-ecommerce"])
def test_a_right_to_left_picture_is_mirrored(shipped_library: Library, slug: str) -> None:
    """For a script from right to left the same cards stand the other way round."""
    whole = flow(shipped_library, slug)
    mirrored = Flow(whole.slug, "ar", whole.name, whole.title, whole.lanes, whole.empty)

    def starts(of: Flow) -> list[float]:
        root = ElementTree.fromstring(write_svg(of))
        rects = [one for one in root.iter(f"{SVG}rect") if one.get("class") in ("station", "step")]
        return [float(one.get("x", "")) + float(one.get("width", "")) / 2 for one in rects]

    assert starts(mirrored) == pytest.approx([WIDTH - x for x in starts(whole)])
    assert b'direction="rtl"' in write_svg(mirrored)
