"""The widget as one module: its source files, its style and its words joined, so that one hash covers all of it."""

import json
import re
import string
from collections.abc import Iterator
from pathlib import Path

from app.web.messages import Catalogues

STATIC = Path(__file__).parent / "static"

PARTS = ("faq-prose.js", "faq-search.js", "faq-source.js", "faq-element.js", "faq-define.js")
"""The source files, each behind those that it imports."""
STYLE = "faq.css"
EXPORTED = "FaqElement"
"""What the module offers to whoever imports it; the files import more of each other."""
WORDS = "embed.widget."
"""What the keys of the widget's own words begin with."""

_IMPORT = re.compile(r'^import .* from "\./[a-z-]+\.js";$')
_EXPORT = re.compile(rf"^export (?!class {EXPORTED}\b)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_QUOTED = re.compile(r'="([a-z-]+)"\]')
_BLANKS = re.compile(r"\s*([{};,>])\s*|\s+")
_TEXT = re.compile(r"""("(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`)""")
_LOOSE = re.compile(r" ?([=*<>!?:;,&|(){}\[\]]+) ?")
_ZERO = re.compile(r"(?<![\d.])0(?=\.\d)")
_PRIVATE = re.compile(r"#([A-Za-z]+)\b")
_JOINT = re.compile(r"(?<=[{;,(])\n(?!export)|;?\n(?=})")


def module(catalogues: Catalogues) -> bytes:
    """The module as browsers get it, the same bytes for the same sources and words."""
    data = {"WORDS": dict(words(catalogues)), "STYLE": compact_style((STATIC / STYLE).read_text(encoding="utf-8"))}
    constants = (f"const {name}={_json(content)};\n" for name, content in data.items())
    lines = (line for name in PARTS for line in joined((STATIC / name).read_text(encoding="utf-8")))
    return ("".join(constants) + shorten_private(_JOINT.sub("", "\n".join(lines))) + "\n").encode()


def words(catalogues: Catalogues) -> Iterator[tuple[str, dict[str, str]]]:
    """The widget's own words by locale, for each locale that has all of them."""
    keys = {key for messages in catalogues.messages.values() for key in messages if key.startswith(WORDS)}
    for locale, messages in sorted(catalogues.messages.items()):
        if keys <= messages.keys():
            yield locale, {key.removeprefix(WORDS): messages[key] for key in sorted(keys)}


def joined(source: str) -> Iterator[str]:
    """The lines of one source file as they stand in the module: no imports, no comment lines, few exports and blanks.

    >>> list(joined('// Why.\\nimport { a } from "./a.js";\\n\\nexport const b = a;'))
    ['const b=a;']
    """
    for line in source.splitlines():
        if line.strip() and not line.lstrip().startswith("//") and not _IMPORT.match(line):
            yield compact_line(_EXPORT.sub("", line.strip()))


def compact_line(line: str) -> str:
    """A line of script without blanks that mean nothing; one with a slash, which may begin a pattern, as it is.

    >>> compact_line('if (a > b) return { c: "d = /e" };'), compact_line("a = /b = c/;")
    ('if(a>b)return{c:"d = /e"};', 'a = /b = c/;')
    """
    if "/" in _TEXT.sub("", line):
        return line
    return "".join(part if at % 2 else _LOOSE.sub(r"\1", part) for at, part in enumerate(_TEXT.split(line)))


def shorten_private(script: str) -> str:
    """A script with a letter or two for each private name, which nothing outside of its class can know.

    >>> shorten_private("class A { #count = 0; get #next() { return this.#count + 1; } }")
    'class A { #a = 0; get #b() { return this.#a + 1; } }'
    """
    short: dict[str, str] = {}
    letters = (first + second for second in ("", *string.ascii_letters) for first in string.ascii_letters)
    return _PRIVATE.sub(lambda found: f"#{short.get(found[1]) or short.setdefault(found[1], next(letters))}", script)


def compact_style(style: str) -> str:
    """A style sheet without comments, and without blanks and zeros that mean nothing.

    >>> compact_style('/* Why. */ :host([a="b"]) > c {\\n  margin: 0.5em 10.5em;\\n}')
    ':host([a=b])>c{margin:.5em 10.5em}'
    """
    closed = _BLANKS.sub(lambda found: found[1] or " ", _COMMENT.sub("", style)).strip()
    return _ZERO.sub("", _QUOTED.sub(r"=\1]", closed.replace(": ", ":").replace(";}", "}")))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
