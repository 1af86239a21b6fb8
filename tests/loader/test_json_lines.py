"""JSON Lines, written and read again, whole and broken."""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.entry import Entry
from app.loader.json_lines import read_json_lines, write_json_lines
from app.loader.loading import errors_in, origin_of, read
from tests.loader.entries import LOCALES, knowledge_bases

LINE = b'{"kind":"faq","slug":"a","texts":{"en":{"question":"A?","answer":"A."}}}\n'


@settings(max_examples=40)
@given(entries=knowledge_bases(), name=st.sampled_from(["x.jsonl", "x.jsonl.gz"]))
def test_what_is_written_is_read_again(
    entries: list[Entry], name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Entries of every kind come back equal, and written again they are the same bytes."""
    folder = tmp_path_factory.mktemp("round")
    first, second = folder / name, folder / f"again-{name}"
    assert write_json_lines(entries, LOCALES, first) == len(entries)
    content = read_json_lines(first)
    assert errors_in(content) == []
    assert list(content.entries) == entries
    write_json_lines(content.entries, LOCALES, second)
    assert second.read_bytes() == first.read_bytes()


def test_a_compressed_file_is_read_as_the_plain_one(tmp_path: Path) -> None:
    """The entries and the digest are the same, compressed or not; the name decides."""
    (tmp_path / "x.jsonl").write_bytes(LINE)
    (tmp_path / "x.jsonl.gz").write_bytes(gzip.compress(LINE))
    plain, compressed = read(tmp_path / "x.jsonl"), read(tmp_path / "x.jsonl.gz")
    assert errors_in(compressed) == []
    assert (compressed.entries, compressed.digest) == (plain.entries, plain.digest)
    assert origin_of(tmp_path / "x.jsonl.gz") == origin_of(tmp_path / "x.jsonl") == "x"


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """A file that begins with a byte order mark is read as if it had none."""
    (tmp_path / "x.jsonl").write_bytes(b"\xef\xbb\xbf" + LINE)
    content = read(tmp_path / "x.jsonl")
    assert errors_in(content) == []
    assert [str(entry.ref) for entry in content.entries] == ["faq:a"]


@pytest.mark.parametrize(
    "broken",
    [LINE, gzip.compress(LINE * 99)[:-9], gzip.compress(LINE)[:5], gzip.compress(LINE)[:-8] + b"12345678", b""],
    ids=["not compressed", "cut off", "cut off in the header", "wrong checksum", "empty"],
)
def test_a_file_that_does_not_decompress_is_a_flaw(tmp_path: Path, broken: bytes) -> None:
    """Whatever is wrong with the compression, it is told as a flaw of the file, and no exception."""
    (tmp_path / "x.jsonl.gz").write_bytes(broken)
    assert {flaw.rule for flaw in errors_in(read(tmp_path / "x.jsonl.gz"))} & {"unreadable", "no-entries"}


def test_what_stands_before_the_break_is_checked_too(tmp_path: Path) -> None:
    """The flaws of the lines before a file breaks off are told together with the break."""
    lines = b'{"kind":"article"}\n' * 2_000
    (tmp_path / "x.jsonl.gz").write_bytes(gzip.compress(lines, compresslevel=0)[:-20])
    rules = {flaw.rule for flaw in errors_in(read(tmp_path / "x.jsonl.gz"))}
    assert rules == {"unknown-kind", "missing-field", "unreadable"}


def test_nesting_without_end_is_a_flaw(tmp_path: Path) -> None:
    """A line that is nested deeper than any program bears is told as a flaw of that line."""
    deep = b'{"kind":"faq","slug":"a","about":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    (tmp_path / "x.jsonl").write_bytes(LINE + deep)
    assert [(flaw.line, flaw.rule) for flaw in errors_in(read(tmp_path / "x.jsonl"))] == [(2, "syntax")]


def test_huge_values_are_read_or_told_in_a_few_words(tmp_path: Path) -> None:
    """A text of a megabyte is a text; a key or a number of a megabyte gives a message that fits on a page."""
    long = "x" * 1_000_000
    (tmp_path / "x.jsonl").write_bytes(LINE.replace(b"A.", long.encode()))
    content = read(tmp_path / "x.jsonl")
    assert errors_in(content) == []
    assert content.entries[0].texts["en"]["answer"] == long
    for line in (f'{{"{long}":1,"kind":"faq","slug":"a"}}', f'{{"kind":"{long}"}}', f'{{"kind":{"1" * 4_000}}}'):
        (tmp_path / "x.jsonl").write_text(line)
        flaws = errors_in(read(tmp_path / "x.jsonl"))
        assert flaws
        assert all(len(flaw.message) < 1_000 for flaw in flaws)


def test_a_file_that_cannot_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    """Where the entries break off, the file that was there stays, and nothing is left beside it."""
    path = tmp_path / "x.jsonl"
    path.write_bytes(LINE)
    with pytest.raises(ZeroDivisionError):
        write_json_lines(_breaking_off(read(path).entries), ["en"], path)
    assert [file.name for file in tmp_path.iterdir()] == ["x.jsonl"]
    assert path.read_bytes() == LINE


def _breaking_off(entries: Sequence[Entry]) -> Iterator[Entry]:
    yield from entries
    raise ZeroDivisionError
