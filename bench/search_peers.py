"""Other ways to search the same titles, measured in the same run: rapidfuzz, SQLite FTS5, tantivy's own tokenizer."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

import tantivy
from rapidfuzz import fuzz, process

from app.content.entry import Entry
from app.text.fold import fold
from bench.search_sets import Asked

ROWS = 30
"""Titles asked for, to fill ten entries."""

Answer = Callable[[Asked], Sequence[str]]


def peers(base: list[Entry]) -> dict[str, Answer]:
    """Each peer over a row for every title of every locale; an entry stands where its best row stands."""
    rows = [
        (str(entry.ref), text) for entry in base for fields in entry.texts.values() for text in _titles(entry, fields)
    ]
    names = [name for name, _ in rows]
    texts = [text for _, text in rows]
    searches = {
        "rapidfuzz token_set_ratio": _rapidfuzz(texts),
        "SQLite FTS5 trigram": _fts5(texts),
        "tantivy": _tantivy(texts),
    }
    return {name: _named(search, names) for name, search in searches.items()}


def _titles(entry: Entry, fields: object) -> Iterator[str]:
    assert isinstance(fields, dict)
    for field in entry.kind.texts:
        if field.role != "body" and field.name in fields:
            value = fields[field.name]
            yield from (value,) if isinstance(value, str) else value


def _named(search: Callable[[str], Iterable[int]], names: list[str]) -> Answer:
    def answer(asked: Asked) -> list[str]:
        return list(dict.fromkeys(names[row] for row in search(asked.text)))

    return answer


def _rapidfuzz(texts: list[str]) -> Callable[[str], Iterable[int]]:
    """Every title compared, folded beforehand."""
    folded = [" ".join(fold(text).split()) for text in texts]

    def search(text: str) -> list[int]:
        found = process.extract(" ".join(fold(text).split()), folded, scorer=fuzz.token_set_ratio, limit=ROWS)
        return [row for _, score, row in found if score > 0]

    return search


def _fts5(texts: list[str]) -> Callable[[str], Iterable[int]]:
    """BM25 over the trigrams that a query shares with a title."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table title using fts5(text, tokenize='trigram')")
    database.executemany("insert into title(rowid, text) values (?, ?)", enumerate(texts))

    def search(text: str) -> list[int]:
        grams = {text[at : at + 3].replace('"', '""') for at in range(len(text) - 2)}
        grams = {gram for gram in grams if "\0" not in gram}
        if not grams:
            return []
        match = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        sql = "select rowid from title where title match ? order by rank limit ?"
        return [row for (row,) in database.execute(sql, (match, ROWS))]

    return search


def _tantivy(texts: list[str]) -> Callable[[str], Iterable[int]]:
    """BM25 over words in lower case, as tantivy cuts them."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("row", fast=True)
    builder.add_text_field("text")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(15_000_000, 1)
    for row, text in enumerate(texts):
        writer.add_document(tantivy.Document(row=row, text=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(text: str) -> list[int]:
        words = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", word))
            for word in re.findall(r"[^\W_]+", text.lower())
        ]
        hits = searcher.search(tantivy.Query.boolean_query(words), ROWS).hits if words else []
        return [int(row or 0) for row in searcher.fast_field_values("row", [address for _, address in hits])]

    return search
