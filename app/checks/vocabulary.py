"""Words that belong to another locale, by the lists of `structure/vocabulary.yaml`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.checks.knowledge import Knowledge, Vocabulary
from app.checks.rule import Finding, Rule, quoted
from app.locales.tags import is_within
from app.text.scripts import is_unspaced


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is not wanted, the one to use, and what finds it: a longer word in which it is right comes first."""

    unwanted: str
    use: str
    pattern: re.Pattern[str]

    def position(self, text: str) -> int | None:
        """Where the word first stands by itself."""
        if self.unwanted not in text:
            return None
        return next((match.start(1) for match in self.pattern.finditer(text) if match[1] is not None), None)


def unwanted_word(knowledge: Knowledge) -> Iterator[Finding]:
    """A word of a locale's list, outside the longer words that its line allows; aliases may be what people type."""
    lists = {tag: _words(tag, knowledge.vocabulary) for tag in knowledge.locales.tags}
    any_of = {tag: re.compile("|".join(re.escape(word.unwanted) for word in words)) for tag, words in lists.items()}
    for passage in knowledge.passages:
        words = lists[passage.locale]
        if not words or passage.is_alias or not any_of[passage.locale].search(passage.text):
            continue
        for word in words:
            at = word.position(passage.text)
            if at is not None:
                context = quoted(passage.text, at, at + len(word.unwanted))
                message = f"{word.unwanted} is not usual here; write {word.use}, in {context!r}"
                yield Finding(passage.ref, passage.locale, passage.field.name, message)


def _words(tag: str, vocabulary: Vocabulary) -> list[Word]:
    return [
        Word(unwanted, use, _pattern(unwanted, exceptions))
        for listed, words in vocabulary.items()
        if is_within(tag, listed)
        for unwanted, (use, exceptions) in words.items()
    ]


def _pattern(unwanted: str, exceptions: tuple[str, ...]) -> re.Pattern[str]:
    word = re.escape(unwanted)
    if not is_unspaced(unwanted):
        word = rf"(?<!\w){word}(?!\w)"
    return re.compile("|".join([*map(re.escape, sorted(exceptions, key=len, reverse=True)), f"({word})"]))


RULES = (Rule("unwanted-word", unwanted_word),)
