"""The module of the widget: what is in it, what is not, and how large it is."""

import gzip
import re

import pytest

from app.embed.assets import WIDGET, assets
from app.embed.questions import BODIES
from app.embed.widget import PARTS, STATIC, compact_style, module, words
from app.web.messages import Catalogues, shipped

MODULE = module(shipped()).decode()
LARGEST = 8_000
SINKS = """
innerHTML outerHTML insertAdjacentHTML document.write eval( Function( setTimeout(" DOMParser srcdoc .style "style"
cookie localStorage
""".split()


def test_the_module_is_small() -> None:
    """The widget with its words in every locale takes less than 8 kB of gzip."""
    assert len(gzip.compress(MODULE.encode(), 6)) < LARGEST


def test_the_module_is_one() -> None:
    """It imports nothing, offers its class alone, and registers once."""
    assert not re.search(r"^import\b|\bimport\(", MODULE, flags=re.MULTILINE)
    assert re.findall(r"^export (?:default )?(?:async )?(\w+ \w+)", MODULE, flags=re.MULTILINE) == ["class FaqElement"]
    assert MODULE.count("customElements.define(") == 1


@pytest.mark.parametrize("sink", SINKS)
def test_the_module_uses_no_sink(sink: str) -> None:
    """Nothing in it makes a document or code of a text (W3C Trusted Types)."""
    assert sink not in MODULE


def test_only_registering_has_an_effect() -> None:
    """Loading the class registers nothing; the file that does so has nothing else in it."""
    assert [name for name in PARTS if "customElements" in (STATIC / name).read_text(encoding="utf-8")] == [PARTS[-1]]


def test_the_module_has_no_comments() -> None:
    """What explains the sources stays in them."""
    assert not re.search(r"^\s*//|/\*", MODULE, flags=re.MULTILINE)


def test_the_same_sources_make_the_same_module() -> None:
    """Its hash changes with its sources and words alone."""
    assert module(shipped()) == assets()[WIDGET].content
    changed = {tag: dict(messages) for tag, messages in shipped().messages.items()}
    changed["es"]["embed.widget.more"] = "Más"
    assert module(Catalogues(changed)) != module(shipped())


def test_every_locale_has_all_words() -> None:
    """The widget speaks each language of the catalogues; one whose words are not complete is left out."""
    found = dict(words(shipped()))
    assert found.keys() == shipped().messages.keys()
    sources = "".join((STATIC / name).read_text(encoding="utf-8") for name in PARTS)
    used = set(re.findall(r"(?<!-)words\.(\w+)\b(?!\()", sources))
    assert used == set(found["en"])
    partial = Catalogues({**shipped().messages, "fr": {"embed.widget.more": "Encore"}})
    assert "fr" not in dict(words(partial))


def test_script_and_server_show_the_same_field() -> None:
    """Which text answers is decided alike in the widget and on the pages."""
    listed = re.search(r"const BODIES ?= ?\[(.*?)\]", MODULE)
    assert listed
    assert tuple(re.findall(r'"(\w+)"', listed[1])) == BODIES


def test_a_style_keeps_its_meaning() -> None:
    """Blanks that separate selectors and values stay."""
    assert compact_style("a :is(b, c) + d { e: f g; h: calc(1px + 2px); }") == "a :is(b,c) + d{e:f g;h:calc(1px + 2px)}"
