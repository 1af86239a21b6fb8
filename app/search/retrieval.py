"""From a query to the addresses of candidates, by tantivy."""

from typing import Any

from tantivy import DocAddress, Occur, Query, Schema

from app.search.documents import process_term
from app.search.index import Snapshot
from app.search.units import Reading, Way
from app.text.analyze import LETTERS_OF_PIECE, grams, is_short
from app.text.scripts import is_unspaced

BLOCK = 64
"""Promised entries that are ranked together; blocks follow each other as tantivy finds them."""

WHOLE_BOOST = 1000.0
LIGHT = 0.25
"""A unit that weighs less than this part of an equal share fetches no candidates: nearly all entries have it."""

_PAIR = 2

Clause = tuple[Occur, Query]


class Retrieval:
    """Candidates of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._schema: Schema = snapshot.schema
        self._searcher = snapshot.searcher
        self._records = snapshot.records

    def filters(self, kind: str | None, model: str | None) -> list[Clause]:
        """What a document must be, whatever it says; nothing in it counts for the score."""
        must = []
        if kind:
            must.append(self.term("kind", kind))
        if model:
            must.append(self._of_model(model))
        return [(Occur.Must, Query.const_score_query(part, 0.0)) for part in must]

    def promised(self, together: str, filters: list[Clause], most: int) -> tuple[list[int], int]:
        """Addresses of entries that hold the query in a title as it is, whole titles first, and how many they are.

        One or two letters are held by a title that is nothing else.
        """
        whole = self.term("whole", together)
        part = whole if is_short(together) else self.part(together)
        if part is None:
            return [], 0
        clauses = [*filters, (Occur.Must, part), (Occur.Should, Query.boost_query(whole, WHOLE_BOOST))]
        found = self._searcher.search(Query.boolean_query(clauses), most)
        count: int = found.count  # type: ignore[attr-defined]  # missing from the stubs
        return self._addresses(found.hits), count

    def candidates(self, reading: Reading, filters: list[Clause], most: int) -> list[int]:
        """Addresses of the entries that share most with a reading, by BM25."""
        if reading.lacking:
            return self._foreign(reading, filters, most)
        least = LIGHT / len(reading.units)
        ways = (way for unit in reading.units if unit.weight >= least for way in unit.ways)
        clauses = [clause for way in ways for clause in self._clauses(way)]
        loose = {character for unit in reading.units if not unit.ways for character, _ in unit.characters}
        clauses += [(Occur.Should, self.term("characters", character)) for character in sorted(loose)]
        if not clauses:
            return []
        words = Query.boolean_query(clauses)
        query = Query.boolean_query([*filters, (Occur.Must, words)]) if filters else words
        return self._addresses(self._searcher.search(query, most, count=False).hits)

    def _foreign(self, reading: Reading, filters: list[Clause], most: int) -> list[int]:
        """Addresses of entries that lack a language and share most with the translations of a reading."""
        lacks = Query.const_score_query(self.term("lacks", reading.lacking), 0.0)
        words = [
            (Occur.Should, self.term("lone", term, way.quality))
            for unit in reading.units
            for way in unit.ways
            if not way.sound
            for term in way.terms
        ]
        query = Query.boolean_query([*filters, (Occur.Must, lacks), (Occur.Must, Query.boolean_query(words))])
        return self._addresses(self._searcher.search(query, most, count=False).hits)

    def _clauses(self, way: Way) -> list[Clause]:
        lone = len(way.pattern) == 1
        field = "pinyin" if way.sound else "characters" if lone else "text"
        return [(Occur.Should, self.term(field, term, way.quality)) for term in way.terms]

    def term(self, field: str, term: str, boost: float = 1.0) -> Query:
        """A query for one term of a field."""
        query = Query.term_query(self._schema, field, term)
        return query if boost == 1.0 else Query.boost_query(query, boost)

    def find(self, clauses: list[Clause], most: int) -> list[int]:
        """Addresses of the entries that satisfy clauses, best by BM25 first."""
        return self._addresses(self._searcher.search(Query.boolean_query(clauses), most, count=False).hits)

    def part(self, together: str) -> Query | None:
        """A query for titles that hold these characters in this order; None for fewer than three letters.

        Of a piece that the end cuts short, the beginning is looked for.
        """
        if len(together) == 1:
            return self.term("characters", together) if is_unspaced(together) else None
        if is_short(together):
            return None
        pieces, cut = _pieces(together)
        if not pieces:
            return self.inside(cut[1]) if cut else None
        if cut:
            # Folded characters mean nothing in a regular expression but themselves.
            phrase: list[str | tuple[int, str]] = [*pieces, (cut[0], f"{cut[1]}.*")]
            return Query.regex_phrase_query(self._schema, "grams", phrase)
        if len(pieces) == 1:
            return self.term("grams", pieces[0][1])
        return Query.phrase_query(self._schema, "grams", [*pieces])

    def inside(self, letters: str) -> Query:
        """A query for titles that hold one or two letters: the pieces that begin with them are terms."""
        pieces = [piece for piece, _ in self._searcher.terms_with_prefix("grams", letters)]
        return Query.term_set_query(self._schema, "grams", pieces)

    def _of_model(self, model: str) -> Query:
        belongs = self.term("models", model)
        processes = Query.boolean_query([(Occur.Must, self.term("kind", "process")), (Occur.Must, belongs)])
        found = self._searcher.search(processes, 1000)
        slugs = [self._records.card(address).slug for address in self._addresses(found.hits)]
        steps = [(Occur.Should, self.term("models", process_term(slug))) for slug in slugs]
        return Query.boolean_query([(Occur.Should, belongs), *steps])

    def _addresses(self, hits: list[tuple[Any, DocAddress]]) -> list[int]:
        found = self._searcher.fast_field_values("at", [address for _, address in hits])
        return [int(at) for at in found if at]


Piece = tuple[int, str]
"""Where a piece starts, and the piece."""


def _pieces(together: str) -> tuple[list[Piece], Piece | None]:
    """The whole pieces that cover a query, and the one that its end cuts short, where the whole ones leave some of it.

    >>> _pieces("海外仓")
    ([(0, '海外'), (1, '外仓')], None)
    >>> _pieces("海外b2")
    ([(0, '海外'), (1, '外b')], (2, 'b2'))
    """
    every = list(enumerate(grams(together)))
    whole = [(at, piece) for at, piece in every if len(piece) == (_PAIR if is_unspaced(piece[0]) else LETTERS_OF_PIECE)]
    end = _end(whole[-1]) if whole else 0
    return _thinned(whole), None if end == len(together) else every[len(whole)]


def _end(piece: Piece) -> int:
    return piece[0] + len(piece[1])


def _thinned(pieces: list[Piece]) -> list[Piece]:
    """Pieces enough to cover every character once: of a long query every second or third."""
    kept: list[Piece] = []
    end = 0
    for number, (at, piece) in enumerate(pieces):
        following = pieces[number + 1][0] if number + 1 < len(pieces) else None
        if following is None or following > end:
            kept.append((at, piece))
            end = _end((at, piece))
    return kept
