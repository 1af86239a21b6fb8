"""The fields of the index. Their terms come from our analysis, separated by spaces; tantivy only splits them there."""

import tantivy

TERMS = ("models", "words", "text", "characters", "lone", "lacks", "pinyin", "starts")
"""Fields of terms: slugs of models; words of alphabets, wherever they stand; terms of titles and, once for their twice,
of bodies; characters of titles in unspaced script; terms of titles of entries that lack a language, and which they
lack; pinyin; beginnings of titles and of their words."""

EXACT = ("key", "kind")
"""Fields of one term: `kind:slug`, and the kind."""

BARRIER = "|"
"""A term between texts, which no text holds, so that no phrase reaches from one into the next."""

META = "meta"
"""The key of the document that says what the index is and how far it has come."""


def build() -> tantivy.Schema:
    """The schema; `whole` holds titles written together, `grams` their pieces, `at` the address of the record."""
    builder = tantivy.SchemaBuilder()
    for name in EXACT:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in TERMS:
        builder.add_text_field(name, tokenizer_name="space", index_option="freq")
    builder.add_text_field("whole", tokenizer_name="space", index_option="basic")
    builder.add_text_field("grams", tokenizer_name="space", index_option="position")
    builder.add_integer_field("at", fast=True)
    builder.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def prepare(index: tantivy.Index) -> tantivy.Index:
    """The index with the tokenizer that its fields name."""
    index.register_tokenizer("space", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index
