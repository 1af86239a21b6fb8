"""Punctuation marks of the right kind, and in pairs.

Chinese: full-width marks and the quotation marks of its standard (GB/T 15834 for Simplified, the Ministry of
Education's revised handbook of punctuation for Traditional). Spanish: opening marks (Ortografía de la lengua española,
3.4.9). Aliases are what people type and are only held to pairs.
"""

import re
from collections.abc import Iterator

from app.checks.knowledge import Passage
from app.checks.markup import plain
from app.checks.rule import Rule, each_text, quoted
from app.text.scripts import HAN

FULL_WIDTH = dict(zip(",.;:?!()\"'[]~", "，。；：？！（）“‘［］～", strict=True))
ASCII_MARK = re.compile(f"[{re.escape(''.join(FULL_WIDTH))}]")
HALF_WIDTH = re.compile(
    rf"(?<=[{HAN}])(?P<after>[ ]?[,;:()\"'\[\]~]|[.?!])|(?P<before>[,.;:?!()\"'\[\]~])(?=[{HAN}])"
    r"|(?<=[A-Za-z0-9%])(?P<between>[,;])(?=\s|$)"
)
HAS_HAN = re.compile(f"[{HAN}]")
QUOTATION_MARKS = {"Hant": ("“”‘’", "「」『』"), "Hans": ("「」『』", "“”‘’")}
"""By script, the marks that are not its own and the ones that are, in the same order."""

PAIRS = {
    ")": "(",
    "]": "[",
    "}": "{",
    "）": "（",
    "］": "［",
    "」": "「",
    "』": "『",
    "》": "《",
    "〉": "〈",
    "】": "【",
}
BRACKET = re.compile(f"[{re.escape(''.join((*PAIRS, *PAIRS.values())))}]")
ENUMERATOR = re.compile(r"(?:^|(?<=[\s;；,，:：]))[A-Za-z0-9]{1,3}(?=\))", re.MULTILINE)
TWINS = {"“„‟”": "“”", "«»": "«»", '"': '""'}
"""Quotation marks that stand in twos, in whichever order a language has them, and how to name them."""
IN_PAIRS = re.compile(f"[{re.escape(''.join((*PAIRS, *PAIRS.values(), *TWINS)))}]")
INCHES = re.compile(r"(?<=\d)\"")
OPENING = {"?": "¿", "!": "¡", "¿": "?", "¡": "!"}
ASKED = re.compile(r"¿[^¿?]*\?|¡[^¡!]*!|¿[^¿?!]*!|¡[^¡!?]*\?")
NEXT_MARK = re.compile(r"[¿?¡!]")


def half_width_punctuation(passage: Passage) -> Iterator[str]:
    """A mark of ASCII beside Han, or between Latin words of a Chinese sentence."""
    if not passage.is_chinese or passage.is_alias:
        return
    if not ASCII_MARK.search(passage.text):
        return
    text = _bare(passage)
    found = HALF_WIDTH.search(text) if HAS_HAN.search(text) else None
    if found:
        mark = found[0].strip()
        right = FULL_WIDTH[mark]
        yield f"{mark} is half-width; write {right} in {quoted(text, found.start(), found.end())!r}"


def quotation_marks(passage: Passage) -> Iterator[str]:
    """Quotation marks of the other Chinese standard."""
    if not passage.is_chinese or passage.is_alias:
        return
    foreign, own = QUOTATION_MARKS[passage.writing.script]
    for wrong, right in zip(foreign, own, strict=True):
        at = passage.text.find(wrong)
        if at >= 0 and not _is_apostrophe(passage.text, at):
            yield f"{wrong} is not a quotation mark here; write {right} in {quoted(passage.text, at, at + 1)!r}"
            return


def unbalanced_brackets(passage: Passage) -> Iterator[str]:
    """Brackets and quotation marks that are opened and not closed, or closed and not opened."""
    if not IN_PAIRS.search(passage.text):
        return
    text = _bare(passage)
    at = _unpaired_bracket(text)
    if at is not None:
        yield f"{text[at]} has no partner in {quoted(text, at, at + 1)!r}; write both or none"
    for marks, name in TWINS.items():
        counted = INCHES.sub("", text) if marks == '"' else text
        if sum(map(counted.count, marks)) % 2:
            at = max(map(text.rfind, marks))
            yield f"a quotation mark of {name} has no partner in {quoted(text, at, at + 1)!r}; write both or none"


def spanish_marks(passage: Passage) -> Iterator[str]:
    """A Spanish question or exclamation that is not opened, or not closed."""
    if passage.writing.language != "es" or passage.is_alias or not NEXT_MARK.search(passage.text):
        return
    text = ASKED.sub(lambda match: " " * len(match[0]), re.sub(r"(?<=[?!])[?!]+", "", _bare(passage)))
    found = NEXT_MARK.search(text)
    if found:
        context = quoted(_bare(passage), found.start(), found.end())
        yield f"{found[0]} stands without {OPENING[found[0]]} in {context!r}; write both"


def _bare(passage: Passage) -> str:
    return plain(passage.text).replace("*", "") if passage.field.markdown else passage.text


def _is_apostrophe(text: str, at: int) -> bool:
    return text[at] == "’" and text[at - 1 : at].isascii() and text[at - 1 : at].isalpha()


def _unpaired_bracket(text: str) -> int | None:
    if not BRACKET.search(text):
        return None
    opened: list[int] = []
    enumerators = {match.end() for match in ENUMERATOR.finditer(text)}
    for match in BRACKET.finditer(text):
        at = match.start()
        if match[0] not in PAIRS:
            opened.append(at)
        elif opened and text[opened[-1]] == PAIRS[match[0]]:
            opened.pop()
        elif at not in enumerators:
            return at
    return opened[0] if opened else None


RULES = (
    Rule("half-width-punctuation", each_text(half_width_punctuation)),
    Rule("quotation-marks", each_text(quotation_marks)),
    Rule("unbalanced-brackets", each_text(unbalanced_brackets)),
    Rule("spanish-marks", each_text(spanish_marks)),
)
