"""Models beside each other: what is shared, what differs, and both in every form."""

from html.parser import HTMLParser
from itertools import combinations
from typing import Any

import pytest

from app.content.entry import Entry, Ref
from app.content.kinds import KINDS
from app.store.library import Library
from app.web.forms.comparison import Comparison, compare
from app.web.forms.comparison_json import comparison_shape
from app.web.forms.comparison_views import comparison_fragment, comparison_page
from app.web.forms.reading import Reading
from tests.web.forms.conftest import readings

VOID = {"br", "img", "hr"}


def models(library: Library, *slugs: str) -> list[Entry]:
    """Models by slug."""
    return [library.entry(Ref("model", slug)) for slug in slugs]


def compared(library: Library, *slugs: str, locale: str = "en") -> tuple[Reading, Comparison]:
    """Models beside each other for a reader."""
    reading = readings(library)(locale)
    return reading, compare(reading, models(library, *slugs))


class Fragment(HTMLParser):
    """The elements of a fragment, each with its attributes and whether all were closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of the elements of a name."""
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_matrix_holds_every_feature_once(shipped_library: Library) -> None:
    """Each feature of each model stands in the row of its aspect and the column of its model, and nowhere else."""
    slugs = ("b2b", "b2c", "d2c", "flash-sale", "independent-site", "cross-border-ecommerce")
    _, comparison = compared(shipped_library, *slugs)
    labels = list(shipped_library.labels["en"]["aspects"])
    assert [row.aspect for row in comparison.rows] == sorted((r.aspect for r in comparison.rows), key=labels.index)
    for column, slug in enumerate(slugs):
        features = [feature for row in comparison.rows for feature in row.cells[column]]
        wanted = shipped_library.every(KINDS["feature"], {"model": slug})
        assert sorted(feature.ref for feature in features) == sorted(feature.ref for feature in wanted)
        assert all(f.attributes["aspect"] == row.aspect for row in comparison.rows for f in row.cells[column])


def test_what_is_shared_is_what_all_have(shipped_library: Library) -> None:
    """For any two models, shared things are those of both, differing ones those of one, and none is missing."""
    every = [model.slug for model in shipped_library.every(KINDS["model"], {})]
    for one, other in list(combinations(every, 2))[::7]:
        _, comparison = compared(shipped_library, one, other)
        _, reverse = compared(shipped_library, other, one)
        for name, facet in comparison.facets.items():
            shared, different = comparison.shared().get(name, ()), comparison.different().get(name, ())
            assert [one for one in facet if one in shared or one in different] == list(facet)
            assert len(shared) + len(different) == len(facet)
            assert all(set(common.models) == {one, other} for common in shared)
            assert all(len(common.models) == 1 for common in different)
            assert len(reverse.shared().get(name, ())) == len(shared)


def test_each_head_reads_what_it_says(wild_library: Library) -> None:
    """Parties, terms, aspects, questions, related features and parents are found where the content has them."""
    _, comparison = compared(wild_library, "one", "two")

    def told(facets: Any) -> Any:
        return {
            name: [(c.word or [e.slug for e in c.entries], c.models) for c in facet] for name, facet in facets.items()
        }

    both = ("one", "two")
    assert told(comparison.shared()) == {
        "aspects": [("advantage", both)],
        "features": [(["one-fast", "two-slow"], both)],
        "actors": [(["maker"], both)],
        "faqs": [(["which"], both)],
    }
    assert told(comparison.different()) == {
        "aspects": [("disadvantage", ("two",)), ("unheard-of", ("one",))],
        "actors": [(["trader"], ("one",))],
        "examples": [(["shop"], ("one",))],
        "terms": [(["maker"], ("one",)), (["trader"], ("one",)), (["shop"], ("two",))],
        "sources": [("s0", ("one",))],
    }
    _, siblings = compared(wild_library, "three", "four")
    assert told(siblings.shared()) == {"parents": [(["one"], ("three", "four"))]}
    assert siblings.rows == ()


def test_json_says_who_has_what(wild_library: Library) -> None:
    """The shape names models, labelled rows with whole features, and holders of all that is shared or differs."""
    shape = comparison_shape(*compared(wild_library, "one", "two", locale="es"))
    assert [model["name"] for model in shape["models"]] == ["Uno", "Two"]
    assert [(row["aspect"], row["label"]) for row in shape["rows"]] == [
        ("disadvantage", "Disadvantage"),
        ("advantage", "Advantage"),
        ("unheard-of", "unheard-of"),
    ]
    (fast,), (too,) = shape["rows"][1]["cells"]
    assert (fast["title"], fast["fallbacks"]) == ("Rápido", {})
    assert too["fallbacks"]["title"] == {"locale": "en", "reason": "missing"}
    assert shape["shared"]["actors"][0]["models"] == ("one", "two")
    assert shape["differences"]["sources"] == [{"models": ("one",), "slug": "s0", "title": "Fuente | <uno>"}]


@pytest.mark.parametrize("locale", ["en", "es", "zh-Hans", "zh-Hant"])
def test_the_fragment_is_a_table_that_is_whole(wild_library: Library, locale: str) -> None:
    """The fragment closes what it opens, has a head for each row and column, and no element that a text brought."""
    fragment = Fragment(comparison_fragment(*compared(wild_library, "one", "two", locale=locale)).decode())
    assert fragment.open == []
    assert [head["scope"] for head in fragment.all("th")] == ["col"] * 3 + ["row"] * 3
    assert len(fragment.all("td")) == 6
    assert {name for name, _ in fragment.elements} <= set(
        "section table caption thead tbody tr th td div strong p ul li h3 h4 span small a".split()
    )
    assert not any(str(a.get("href", "")).startswith("javascript") for a in fragment.all("a"))
    assert fragment.elements[0][1] == {"class": "kuajing-comparison", "lang": locale, "dir": "ltr"}


def test_the_fragment_marks_other_languages(wild_library: Library) -> None:
    """A text that fell back stands in an element with its language, one of the reader's in one without."""
    html = comparison_fragment(*compared(wild_library, "one", "two", locale="es")).decode()
    assert '<th scope="col" data-model="one">Uno</th>' in html
    assert '<th scope="col" data-model="two" lang="en">Two</th>' in html
    assert "<strong>Rápido</strong>" in html
    assert '<strong lang="en">Slow</strong>' in html
    assert '<span lang="es">' not in html


def test_the_page_has_table_and_lists(wild_library: Library) -> None:
    """The Markdown page has a row for each aspect, one cell a model, and what is shared before what differs."""
    text = comparison_page(*compared(wild_library, "one", "two", locale="zh-Hant")).decode()
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + 3
    assert all(len(row.replace(r"\|", "").split("|")) == 5 for row in rows)
    assert text.index("## 共同點") < text.index("## 不同之處")
    apart = comparison_page(*compared(wild_library, "two", "three")).decode()
    assert "Nothing on record is common to all of them." in apart
