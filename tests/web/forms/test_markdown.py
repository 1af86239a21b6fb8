"""Markdown: whole, in the reader's language, and shown as it was meant whatever the texts hold."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.content.entry import Entry, Ref
from app.content.kinds import KINDS
from app.store.library import Library
from app.web.forms.markdown import escape, heading, item, table
from app.web.forms.markdown_entries import entry_page
from app.web.forms.markdown_lists import list_page, search_page
from app.web.forms.rich_text import to_html, to_plain
from tests.web.forms.conftest import BASE, readings
from tests.web.forms.wild import TAG

TAGS = ("en", "es", "zh-Hans", "zh-Hant")
GITHUB = MarkdownIt("commonmark").enable("table")
PIECES = (
    r"""< > " ' & * _ [ ] ( ) ` ! : / - # a <img <script> </p> javascript: data:text/html, onload= ](JaVaScRiPt:x)"""
)
plain_texts = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" *_[]()<>|&#`\\~!-+.=:;"), max_size=40
)


def page(library: Library, kind: str, slug: str, locale: str = "en", *include: str, fallback: bool = True) -> str:
    """An entry's Markdown."""
    entry = library.entry(Ref(kind, slug))
    return entry_page(readings(library)(locale, fallback=fallback), entry, include).decode()


def headings(text: str) -> list[tuple[str, str]]:
    """The headings of a page with their levels."""
    return re.findall(r"^(#{1,6}) (.*)$", text, re.MULTILINE)


class Shown(HTMLParser):
    """What a browser shows of a piece of HTML, and the elements in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.elements, self.addresses = "", set[str](), list[str]()
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        """Add to the text."""
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add an element and where it leads."""
        self.elements.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]


@given(plain_texts)
def test_an_escaped_text_is_shown_as_it_is(text: str) -> None:
    """Behind an emphasized label and in a table, a plain text is shown with every character and without any element."""
    shown = Shown(GITHUB.render(f"- **a**: {escape(text)}"))
    assert " ".join(shown.text.split()) == " ".join(f"a: {text}".split())
    assert shown.elements == {"ul", "li", "strong"}
    row = Shown(GITHUB.render(table(["h"], [[escape(text)]])))
    assert " ".join(row.text.split()) == " ".join(f"h {text}".split())


@given(plain_texts)
@example("- a")
@example("+ a")
@example("1. a")
@example("2024) a")
@example("# a")
@example("#")
@example("---")
@example("~~~")
@example("> a")
def test_a_text_alone_is_a_paragraph(text: str) -> None:
    """As a block of its own, whatever it begins with, a plain text is one paragraph, also inside a list."""
    shown = Shown(GITHUB.render(escape(text)))
    assert shown.elements <= {"p"}
    assert " ".join(shown.text.split()) == " ".join(text.split())
    inside = Shown(GITHUB.render(item("-", ["a", escape(text)])))
    assert inside.elements <= {"ul", "li", "p"}
    assert " ".join(inside.text.split()) == " ".join(f"a {text}".split())


@given(plain_texts)
def test_a_heading_is_one(text: str) -> None:
    """A title as a heading is one heading with that title."""
    shown = Shown(GITHUB.render(heading(2, escape(text))))
    assert (shown.elements, " ".join(shown.text.split())) == ({"h2"}, " ".join(text.split()))


@given(st.lists(st.sampled_from([*PIECES.split(), " ", "\n"]), max_size=12).map("".join))
def test_html_of_a_text_runs_and_loads_nothing(text: str) -> None:
    """Whatever a text holds, its HTML has only elements of text, and no address that runs code or loads by itself."""
    shown = Shown(to_html(text))
    allowed = set("p ul ol li strong em code pre a blockquote h1 h2 h3 h4 h5 h6 hr br".split())
    assert shown.elements <= allowed
    assert not [each for each in shown.addresses if each.lower().startswith(("javascript:", "data:", "vbscript:"))]


def test_plain_text_has_no_marks() -> None:
    """Emphasis and links leave their words; lists keep their markers."""
    assert to_plain("**Two** [kinds](x):\n\n1. `a`\n2. *b*\n\n- c\n\nend") == "Two kinds:\n\n1. a\n2. b\n\n- c\n\nend"


def test_a_model_holds_everything(shipped_library: Library) -> None:
    """A model's page has summary, definition, features by aspect in order, value chain, examples and sources."""
    library = shipped_library
    reading = readings(library)("zh-Hant")
    model = library.entry(Ref("model", "b2b"))
    text = page(library, "model", "b2b", "zh-Hant")
    for field in ("summary", "definition"):
        assert (reading.text(model, field) or pytest.fail(field)).text in text
    for feature in library.every(KINDS["feature"], {"model": "b2b"}):
        assert f"- **{reading.title(feature).text}**：" in text
    found = [name for level, name in headings(text)]
    assert found == ["B2B 模式", "特性", "經營要求", "適用對象", "價值鏈", "流程", "常見問題", "相關內容", "資料來源"]
    assert "1. [製造商](https://kuajing.example/v1/terms/manufacturer?format=md&locale=zh-Hant) / [供應商]" in text
    assert "- 跨境电商的运营模式是什么（簡體中文）" in text


def test_what_is_included_is_whole(shipped_library: Library) -> None:
    """`include` puts whole entries where there are links else."""
    bare, whole = (page(shipped_library, "model", "b2b", "en", *include) for include in ((), ("processes", "faqs")))
    assert "### How a B2B deal runs" not in bare
    assert "### How a B2B deal runs" in whole
    assert re.search(r"^1\. \*\*.*\*\*\n\n   \S", whole, re.MULTILINE)


def test_steps_are_numbered_and_nested(wild_library: Library) -> None:
    """Substeps stand indented under their step, each depth with numbers of its own."""
    text = page(wild_library, "process", "run")
    assert "1. **First**\n\n   One:\n\n   - a\n   - b\n\n   1. **Part**\n\n      One A.\n\n      1. **Piece**" in text
    assert "\n\n2. **Last**\n\n   Two." in text


def test_a_term_has_its_formula_and_a_topic_its_response(wild_library: Library) -> None:
    """What a kind has of its own is there, under words of the reader's language."""
    assert r"**Formula**: a \* b \< c" in page(wild_library, "term", "trader")
    assert "## How to respond\n\n- Insure." in page(wild_library, "topic", "risk")
    assert "## Cómo responder" in page(wild_library, "topic", "risk", "es")


def test_a_text_that_fell_back_says_so(wild_library: Library) -> None:
    """A borrowed text names its language in the reader's, a converted one what it was converted from."""
    spanish = page(wild_library, "model", "one", "es")
    assert "*(inglés)*\n\n**Bold**" in spanish
    assert "- **Rápido**: Es rápido." in spanish
    assert "# 一號模式（由簡體中文轉換）" in page(wild_library, "model", "one", "zh-Hant")
    assert "inglés" not in page(wild_library, "model", "one", "es", fallback=False)


@pytest.mark.parametrize("locale", TAGS)
def test_no_word_of_the_program_is_missing(shipped_library: Library, wild_library: Library, locale: str) -> None:
    """No page of any entry shows the key of a message, and each has exactly one heading of the first level."""
    for library in (shipped_library, wild_library):
        for kind in KINDS.values():
            for entry in library.every(kind, {}):
                text = page(library, kind.name, entry.slug, locale, "terms", "faqs", "processes")
                assert "form." not in re.sub(r"\S*https?:\S*|\w*form\.(?=\s|$)", "", text)
                assert [level for level, _ in headings(text)].count("#") == 1


def test_lists_and_results_lead_on(wild_library: Library) -> None:
    """A list has each entry under its heading and a link to what follows; results are numbered, with their snippets."""
    reading = readings(wild_library)("en")
    entries = wild_library.every(KINDS["term"], {})
    text = list_page(reading, KINDS["term"], entries, 9, "/v1/terms?cursor=x&format=md").decode()
    assert [name for level, name in headings(text)] == ["Terms", "Maker", r"Trader \<b\>", "Shop"]
    assert text.endswith(f"[Next part]({BASE}/v1/terms?cursor=x&format=md)\n")
    found: list[tuple[Entry, str | None]] = [(entries[0], "who *makes*"), (entries[1], None)]
    text = search_page(reading, f"a{TAG}", found, 2, None).decode()
    assert "script" not in Shown(GITHUB.render(text)).elements
    assert "1. [Maker](" in text
    assert r"   who \*makes\*" in text
    assert "Next part" not in text
