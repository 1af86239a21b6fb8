"""Titles and aliases for what is typed so far, in tiers: whole, beginning, start of a word, inside, pinyin."""

from collections.abc import Iterable, Iterator

from tantivy import Occur

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
HOW = (("exact",), ("prefix",), ("prefix",), ("substring",), ("pinyin",))

_MOST = 64
"""Entries that are looked at for a tier."""

Found = tuple[int, int, int, str]
"""Tier, length of the title, number of the title, what was found in it: sorts suggestions."""


def suggest(snapshot: Snapshot, retrieval: Retrieval, query: SuggestQuery) -> list[Suggestion]:
    """The suggestions for a query, at most `limit`, one for each entry."""
    typed = squeezed(query.text)
    if not typed:
        return []
    chosen: dict[int, tuple[Found, Card]] = {}
    for tier, clauses in _tiers(retrieval, typed, query):
        for card in map(snapshot.records.card, retrieval.find(clauses, _MOST)):
            found = _best(card, typed, query)
            if found and card.address not in chosen:
                chosen[card.address] = (found, card)
        if sum(found[0] <= tier for found, _ in chosen.values()) >= query.limit:
            break
    best = sorted(chosen.values(), key=lambda item: (item[0][:2], item[1].rank))
    return [_suggestion(card, found, typed) for found, card in best[: query.limit]]


def _tiers(retrieval: Retrieval, typed: str, query: SuggestQuery) -> Iterator[tuple[int, list[Clause]]]:
    """What to ask for each tier; the start of a title or word is a term, what is longer a phrase of pieces."""
    only = [(Occur.Must, retrieval.term("kind", query.kind))] if query.kind else []
    part = retrieval.part(typed)
    longer = [(Occur.Must, part)] if part is not None and len(typed) > START else []
    yield WHOLE, [*only, (Occur.Must, retrieval.term("whole", typed))]
    yield BEGINNING, [*only, (Occur.Must, retrieval.term("starts", f"^{typed[:START]}")), *longer]
    first = next(iter(words(query.text)))
    yield WORD, [*only, (Occur.Must, retrieval.term("starts", f"~{first[:START]}")), *longer]
    yield INSIDE, [*only, (Occur.Must, retrieval.inside(typed) if part is None else part)]
    if typed.isascii():
        yield PINYIN, [*only, (Occur.Must, retrieval.term("starts", f"!{without_tones(typed)[:START]}"))]


def _best(card: Card, typed: str, query: SuggestQuery) -> Found | None:
    """The title of an entry that is most like what was typed; of equals one in the script typed, then the caller's."""
    titles = card.squeezed.split(BARRIER)
    found = [hit for number, title in enumerate(titles) if (hit := _like(card, number, title, typed))]
    if len(found) < 2:
        return found[0] if found else None
    said = query.text.strip().casefold() if is_unspaced(typed) else ""

    def order(hit: Found) -> tuple[int, bool, bool, int]:
        locale, _, text = card.titles[hit[2]]
        return hit[0], said not in text.casefold(), locale != query.locale, hit[1]

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
    return Suggestion(card.ref, text, locale, (where,) if where else (), HOW[tier])


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
