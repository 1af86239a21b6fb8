"""Titles and aliases for what is typed so far, in tiers: whole, beginning, start of a word, inside, pinyin."""

from collections.abc import Iterable, Iterator

from tantivy import Occur

from app.content.kinds import KINDS
from app.search.card import Card
from app.search.documents import START, initials, spelled
from app.search.highlight import whole
from app.search.index import Snapshot
from app.search.query import Range, Suggestion, SuggestQuery
from app.search.reading import squeezed
from app.search.retrieval import Clause, Retrieval
from app.search.schema import BARRIER
from app.text.analyze import words
from app.text.fold import Offsets, fold
from app.text.pinyin import read, without_tones
from app.text.scripts import is_han, is_unspaced

WHOLE, BEGINNING, WORD, INSIDE, PINYIN = range(5)

_MOST = 64
"""Entries that are looked at for a tier."""

Found = tuple[int, int, int, str]
"""Tier, length of the title, number of the title, what was found in it: sorts suggestions."""


def suggest(snapshot: Snapshot, retrieval: Retrieval, query: SuggestQuery) -> list[Suggestion]:
    """The suggestions for a query, at most `limit`, one for each entry."""
    typed = squeezed(query.text)
    if not typed:
        return []
    chosen: dict[int, tuple[Found, Found, Card]] = {}
    for tier, clauses in _tiers(retrieval, typed, query):
        for card in map(snapshot.records.card, retrieval.find(clauses, _MOST)):
            if card.address not in chosen and (found := _found(card, typed)):
                chosen[card.address] = (min(found), _shown(card, found, query), card)
        if sum(best[0] <= tier for best, _, _ in chosen.values()) >= query.limit:
            break
    ranked = sorted(chosen.values(), key=lambda item: (item[0][:2], item[2].rank))
    return [_suggestion(card, shown, typed) for _, shown, card in ranked[: query.limit]]


def _tiers(retrieval: Retrieval, typed: str, query: SuggestQuery) -> Iterator[tuple[int, list[Clause]]]:
    """What to ask for each tier; the start of a title or word is a term, what is longer a phrase of pieces."""
    only = retrieval.filters(query.kind, query.model)
    part = retrieval.part(typed)
    longer = [(Occur.Must, part)] if part is not None and len(typed) > START else []
    yield WHOLE, [*only, (Occur.Must, retrieval.term("whole", typed))]
    yield BEGINNING, [*only, (Occur.Must, retrieval.term("starts", f"^{typed[:START]}")), *longer]
    first = next(iter(words(query.text)))
    yield WORD, [*only, (Occur.Must, retrieval.term("starts", f"~{first[:START]}")), *longer]
    yield INSIDE, [*only, (Occur.Must, retrieval.inside(typed) if part is None else part)]
    if typed.isascii():
        yield PINYIN, [*only, (Occur.Must, retrieval.term("starts", f"!{without_tones(typed)[:START]}"))]


def _found(card: Card, typed: str) -> list[Found]:
    """The titles of an entry that are like what was typed."""
    titles = card.squeezed.split(BARRIER)
    return [hit for number, title in enumerate(titles) if (hit := _like(card, number, title, typed))]


def _shown(card: Card, found: list[Found], query: SuggestQuery) -> Found:
    """The title to show: the entry's own in the caller's locale, where it has what was typed.

    Else the one that is most like it; of equals one in the script typed, then one in the caller's locale.
    """
    best = min(found)[0]
    own = KINDS[card.kind].title.name
    said = query.text.strip().casefold() if is_unspaced(query.text) else ""

    def order(hit: Found) -> tuple[bool, int, bool, bool, int]:
        locale, field, text = card.titles[hit[2]]
        is_own = (locale, field) == (query.locale, own) and (hit[0] < PINYIN or best == PINYIN)
        return not is_own, hit[0], said not in text.casefold(), locale != query.locale, hit[1]

    return min(found, key=order)


def _like(card: Card, number: int, title: str, typed: str) -> Found | None:
    if typed in title:
        if typed == title:
            return WHOLE, len(title), number, typed
        if title.startswith(typed):
            return BEGINNING, len(title), number, typed
        starts = _at_word(card.titles[number][2], typed)
        return WORD if starts else INSIDE, len(title), number, typed
    letters = without_tones(typed)
    if not letters.isascii():
        return None
    syllables, _ = spelled(card.syllables.split(BARRIER)[number])
    if syllables and ("".join(syllables).startswith(letters) or initials(syllables)[1:].startswith(letters)):
        return PINYIN, len(title), number, letters
    return None


def _at_word(text: str, typed: str) -> bool:
    at = whole(text, typed)
    return at is not None and not is_unspaced(text[at[0]]) and (at[0] == 0 or not text[at[0] - 1].isalnum())


def _suggestion(card: Card, found: Found, typed: str) -> Suggestion:
    tier, _, number, letters = found
    locale, _, text = card.titles[number]
    where = _heard(text, letters) if tier == PINYIN else whole(text, typed)
    return Suggestion(card.ref, text, locale, (where,) if where else ())


def _heard(text: str, letters: str) -> Range | None:
    """The characters at the beginning of a text whose pinyin, or its initials, the letters spell."""
    folded = fold(text)
    han = [at for at, character in enumerate(folded) if is_han(character)]
    syllables = read("".join(folded[at] for at in han))
    spelled = _spelled(syllables, letters)
    count = len(letters) if spelled is None else spelled
    count = min(count, len(han))
    return Offsets(text).source(han[0], han[count - 1] + 1) if count else None


def _spelled(syllables: Iterable[str], letters: str) -> int | None:
    """How many syllables the letters begin to spell; None where they do not."""
    rest, count = letters, 0
    for syllable in syllables:
        if not rest:
            break
        if not (rest.startswith(syllable) or syllable.startswith(rest)):
            return None
        rest, count = rest[len(syllable) :], count + 1
    return count if not rest[:1] or count else None
