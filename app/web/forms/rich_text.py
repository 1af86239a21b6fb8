"""The Markdown of texts (CommonMark) as HTML that is safe in any page, and as plain text."""

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Without raw HTML; and a picture would load from wherever a text says.
_PARSER = MarkdownIt("commonmark", {"html": False}).disable("image")
_BLOCK_ENDS = {"paragraph_close", "heading_close", "fence", "code_block"}


def to_html(text: str) -> str:
    """A text as HTML: what looks like a tag is text, and a link with a scheme that could run code is none.

    >>> to_html("**a** <b>")
    '<p><strong>a</strong> &lt;b&gt;</p>'
    """
    return str(_PARSER.render(text)).strip()


def to_plain(text: str) -> str:
    """A text without marks: paragraphs apart by an empty line, members of a list each with its marker.

    >>> to_plain("Two kinds:\\n\\n- **B2B:** firms\\n- B2C")
    'Two kinds:\\n\\n- B2B: firms\\n- B2C'
    """
    return re.sub(r"\n{3,}", "\n\n", "".join(_plain(_PARSER.parse(text)))).strip()


def _plain(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "list_item_open":
            yield f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "inline":
            yield "".join(_words(token.children or ()))
        elif token.type in ("fence", "code_block"):
            yield token.content
        if token.type in _BLOCK_ENDS:
            yield "\n" if token.hidden else "\n\n"
        elif token.type.endswith("_list_close"):
            yield "\n"


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        yield "\n" if token.type in ("softbreak", "hardbreak") else token.content
