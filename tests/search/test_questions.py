"""Questions in everyday words, which share few words with their answers, asked of the shipped content."""

import csv
from pathlib import Path

import pytest

from app.search.engine import SearchEngine
from app.search.query import SearchQuery
from bench.search_sets import LOCALES, FixedSource, shipped

LEAST = 0.45
"""The mean reciprocal rank of the first right answer, over all questions of a language."""

with (Path(__file__).parent / "cases" / "questions.tsv").open(encoding="utf-8", newline="") as lines:
    QUESTIONS = list(csv.DictReader(lines, delimiter="\t"))


@pytest.fixture(scope="module")
def engine() -> SearchEngine:
    """An engine over the shipped content."""
    made = SearchEngine.open(None, FixedSource(shipped()), LOCALES)
    made.catch_up()
    return made


def reciprocal_rank(engine: SearchEngine, question: dict[str, str]) -> float:
    """One over the place of the first right answer among ten; nothing where there is none."""
    hits = engine.search(SearchQuery(question["question"], question["locale"])).hits
    right = question["answers"].split()
    return next((1 / place for place, hit in enumerate(hits, 1) if str(hit.ref) in right), 0.0)


def test_every_answer_is_an_entry() -> None:
    """What the questions expect is there."""
    entries = {str(entry.ref) for entry in shipped()}
    assert {ref for question in QUESTIONS for ref in question["answers"].split()} <= entries


@pytest.mark.parametrize("locale", LOCALES.tags)
def test_loosely_worded_questions_find_their_answers(engine: SearchEngine, locale: str) -> None:
    """In each language the answer stands first or near it, most of the time."""
    ranks = [reciprocal_rank(engine, question) for question in QUESTIONS if question["locale"] == locale]
    assert len(ranks) >= 15
    assert sum(ranks) / len(ranks) >= LEAST
