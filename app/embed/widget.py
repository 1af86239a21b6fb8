"""The widget as one module: its source files, its style and its words joined, so that one hash covers all of it."""

import json
import re
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


def module(catalogues: Catalogues) -> bytes:
    """The module as browsers get it, the same bytes for the same sources and words."""
    lines = [
        f"const WORDS={_json(dict(words(catalogues)))};",
        f"const STYLE={_json(compact_style((STATIC / STYLE).read_text(encoding='utf-8')))};",
    ]
    for name in PARTS:
        lines += joined((STATIC / name).read_text(encoding="utf-8"))
    return ("\n".join(lines) + "\n").encode()


def words(catalogues: Catalogues) -> Iterator[tuple[str, dict[str, str]]]:
    """The widget's own words by locale, for each locale that has all of them."""
    keys = {key for messages in catalogues.messages.values() for key in messages if key.startswith(WORDS)}
    for locale, messages in sorted(catalogues.messages.items()):
        if keys <= messages.keys():
            yield locale, {key.removeprefix(WORDS): messages[key] for key in sorted(keys)}


def joined(source: str) -> Iterator[str]:
    """The lines of one source file as they stand in the module: no imports, no comment lines, few exports.

    >>> list(joined('// Why.\\nimport { a } from "./a.js";\\n\\nexport const b = a;'))
    ['const b = a;']
    """
    for line in source.splitlines():
        if line.strip() and not line.lstrip().startswith("//") and not _IMPORT.match(line):
            yield _EXPORT.sub("", line.strip())


def compact_style(style: str) -> str:
    """A style sheet without comments and without blanks that mean nothing.

    >>> compact_style('/* Why. */ :host([a="b"]) > c {\\n  color: red;\\n}')
    ':host([a=b])>c{color:red}'
    """
    closed = _BLANKS.sub(lambda found: found[1] or " ", _COMMENT.sub("", style)).strip()
    return _QUOTED.sub(r"=\1]", closed.replace(": ", ":").replace(";}", "}"))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
