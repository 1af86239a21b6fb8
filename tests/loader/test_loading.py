"""From a path to the store, on both databases: what is loaded, what is refused, and that it can go out and in again."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from sqlalchemy import Engine

from app.authoring.publishing import Outcome, loaded_digest
from app.content.entry import Entry
from app.errors import InvalidContent, StillReferred
from app.loader.folder import folder_digest
from app.loader.json_lines import write_json_lines
from app.loader.loading import load
from tests.loader.entries import LOCALES, knowledge_bases
from tests.loader.folders import read_cases
from tests.store.looking import changes_since, contents, look, slugs
from tests.store.stocking import empty_store

SHIPPED = Path(__file__).resolve().parents[2] / "data"
FILES = {
    "structure/locales.yaml": "default: en\nlocales: {en: {}, zh-Hant: {fallback: [en], source: en}}",
    "structure/all.yaml": "models: {b2b: {}}\nfaqs: {why: {about: [b2b]}, how: {}, when: {}}",
    "en/b2b.yaml": "models: {b2b: {name: B2B, definition: Trade.}}",
    "en/faqs.yaml": "faqs: {why: {question: Why?, answer: So.}, how: {question: How?, answer: Thus.}}",
    "zh/Hant/faqs.yaml": "faqs: {why: {question: 為何？, answer: 如此。}}",
    "zh/Hant/labels.yaml": "kinds: {faq: 問題}",
}


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty store."""
    made = empty_store(database_url)
    yield made
    made.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small knowledge base in two locales."""
    root = tmp_path / "kb"
    for name, content in FILES.items():
        write(root / name, content)
    return root


def write(path: Path, content: str) -> Path:
    """Write a file, and the folders that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_a_second_load_changes_nothing(engine: Engine, folder: Path) -> None:
    """The first brings everything, the second nothing, and says so."""
    assert load(engine, folder) == Outcome(revision=1, added=4, metadata_changed=True)
    before = look(engine)
    assert load(engine, folder) == Outcome(revision=1, kept=4)
    assert look(engine) == before
    assert loaded_digest(engine, "kb") == folder_digest(folder)


def test_a_changed_file_changes_only_its_entries(engine: Engine, folder: Path) -> None:
    """A text, a translation, a relation, an order, an entry that is new or gone: each alone is what is logged."""
    load(engine, folder)
    for name, content, expected in (
        ("en/faqs.yaml", FILES["en/faqs.yaml"].replace("So.", "Because."), [("put", "faq:why")]),
        ("zh/Hant/b2b.yaml", "models: {b2b: {name: B2B 模式}}", [("put", "model:b2b")]),
        (
            "structure/all.yaml",
            FILES["structure/all.yaml"].replace("how: {}", "how: {about: [b2b]}"),
            [("put", "faq:how")],
        ),
        ("structure/order.yaml", "order: {faqs: [when]}", [("move", f"faq:{slug}") for slug in ("how", "when", "why")]),
        ("structure/terms.yaml", "terms: {new: {}}", [("put", "term:new")]),
        ("structure/terms.yaml", "", [("delete", "term:new")]),
        ("zh/Hant/labels.yaml", "kinds: {faq: 常見問題}", []),
    ):
        before = look(engine).revision
        write(folder / name, content)
        assert load(engine, folder).revision == before + 1
        assert changes_since(engine, before) == expected
    assert slugs(engine) == ["model:b2b", "faq:when", "faq:why", "faq:how"]


def test_nothing_is_loaded_where_anything_is_wrong(engine: Engine, folder: Path, tmp_path: Path) -> None:
    """The folder with every mistake changes nothing in a store, and every mistake is in what is raised."""
    load(engine, folder)
    before = look(engine)
    (everything,) = read_cases("everything")
    with pytest.raises(InvalidContent) as caught:
        load(engine, everything.write(tmp_path / "everything"), "kb")
    assert len(caught.value.flaws) == sum(everything.flaws.values())
    assert len(str(caught.value).splitlines()) == len(caught.value.flaws)
    assert look(engine) == before


def test_an_empty_folder_removes_nothing(engine: Engine, folder: Path, tmp_path: Path) -> None:
    """A folder that holds nothing, as one does that is not mounted, is refused and not taken at its word."""
    load(engine, folder)
    (tmp_path / "empty" / "kb").mkdir(parents=True)
    with pytest.raises(InvalidContent, match="no-entries"):
        load(engine, tmp_path / "empty" / "kb")
    assert len(slugs(engine)) == 4


def test_what_another_source_owns(engine: Engine, folder: Path, tmp_path: Path) -> None:
    """Its slugs are refused with their line and its name; `overwrite` moves them, and then its owner is refused."""
    load(engine, folder)
    lines = ['{"kind":"term","slug":"new"}', '{"kind":"faq","slug":"how","texts":{"en":{"question":"How so?"}}}']
    path = write(tmp_path / "more.jsonl", "\n".join(lines))
    with pytest.raises(InvalidContent) as caught:
        load(engine, path)
    (flaw,) = caught.value.flaws
    assert (flaw.line, flaw.rule, flaw.entry) == (2, "owned", "faq:how")
    assert "'kb'" in flaw.message
    assert load(engine, path, overwrite=True) == Outcome(revision=2, added=1, changed=1)
    assert load(engine, path) == Outcome(revision=2, kept=2)
    with pytest.raises(InvalidContent, match="owned"):
        load(engine, folder)
    assert load(engine, folder, overwrite=True) == Outcome(revision=3, changed=1, kept=3)


def test_an_export_can_be_loaded_beside_its_source(engine: Engine, folder: Path, tmp_path: Path) -> None:
    """What comes out goes in again under another name and changes nothing; whatever is then edited there is owned."""
    load(engine, folder)
    path = tmp_path / "export.jsonl"
    before = look(engine)
    write_json_lines(contents(engine), [locale.tag for locale in before.metadata.locales], path)
    assert load(engine, path) == Outcome(revision=1, kept=4)
    assert look(engine) == before
    path.write_text(path.read_text("utf-8").replace("So.", "Because."), "utf-8")
    with pytest.raises(InvalidContent, match="owned"):
        load(engine, path)


def test_entries_of_another_source_can_be_pointed_to(engine: Engine, folder: Path, tmp_path: Path) -> None:
    """A file points to the folder's entries; the folder cannot then remove them, and still can all others."""
    load(engine, folder)
    path = write(tmp_path / "more.jsonl", '{"kind":"feature","slug":"cheap","model":"b2b","aspect":"advantage"}')
    assert load(engine, path).added == 1
    write(folder / "structure/all.yaml", "faqs: {why: {}, how: {}, when: {}}")
    (folder / "en/b2b.yaml").unlink()
    before = look(engine)
    with pytest.raises(StillReferred, match="model:b2b"):
        load(engine, folder)
    assert look(engine) == before
    write(folder / "structure/all.yaml", "models: {b2b: {}}\nfaqs: {why: {}}")
    write(folder / "en/faqs.yaml", "")
    assert load(engine, folder).removed == 2


STEPS = """
processes: {p: {}, q: {}}
models: {m: {}}
steps: {a: {process: p}}
"""
MEETINGS = [
    ("a: {process: p}", "a: {process: p, parent: b}", [("ring", "step:a", "parent")]),
    ("m: {}", "m: {parent: n}", [("ring", "model:m", "parent")]),
    ("a: {process: p}", "a: {process: q}", [("foreign-parent", "step:a", "process")]),
    ("a: {process: p}", "a: {process: p}, c: {process: q, parent: b}", [("foreign-parent", "step:c", "parent")]),
    ("a: {process: p}", "a: {process: p}, c: {process: p, parent: b}", []),
]


@pytest.mark.parametrize(("before", "after", "expected"), MEETINGS)
def test_parents_of_two_sources(
    engine: Engine, tmp_path: Path, before: str, after: str, expected: list[tuple[str, str, str]]
) -> None:
    """A parent may be another source's, but no ring and no foreign process may come of it, whichever loads last."""
    folder = tmp_path / "kb"
    write(folder / "structure/all.yaml", STEPS)
    load(engine, folder)
    lines = ['{"kind":"step","slug":"b","process":"p","parent":"a"}', '{"kind":"model","slug":"n","parent":"m"}']
    load(engine, write(tmp_path / "more.jsonl", "\n".join(lines)))
    state = look(engine)
    write(folder / "structure/all.yaml", STEPS.replace(before, after))
    if not expected:
        assert load(engine, folder).added == 1
        return
    with pytest.raises(InvalidContent) as caught:
        load(engine, folder)
    assert [(flaw.rule, flaw.entry, flaw.field) for flaw in caught.value.flaws] == expected
    assert look(engine) == state


def test_json_lines_add_locales(engine: Engine, folder: Path, tmp_path: Path) -> None:
    """A locale that the folder has not is there with the file's entries, and goes with them."""
    load(engine, folder)
    texts = {"pt-BR": {"question": "Onde?", "answer": "Aqui."}, "en": {"question": "Where?", "answer": "Here."}}
    line = json.dumps({"kind": "faq", "slug": "where", "texts": texts})
    path = write(tmp_path / "more.jsonl", line)
    load(engine, path)
    assert [locale.tag for locale in look(engine).metadata.locales] == ["en", "zh-Hant", "pt-BR"]
    assert load(engine, folder) == Outcome(revision=2, kept=4)
    write(path, line.replace("pt-BR", "pt-PT"))
    load(engine, path)
    assert [locale.tag for locale in look(engine).metadata.locales] == ["en", "zh-Hant", "pt-PT"]


def test_the_shipped_content_goes_out_and_in_again(sqlite_url: str, tmp_path: Path) -> None:
    """Loading an export changes nothing; into an empty store it brings equal entries, and the same bytes go out."""
    engine, other = empty_store(sqlite_url), empty_store(f"sqlite:///{tmp_path / 'other.db'}")
    load(engine, SHIPPED, "data")
    before = look(engine)
    tags = [locale.tag for locale in before.metadata.locales]
    first, second = tmp_path / "data.jsonl.gz", tmp_path / "again.jsonl.gz"
    write_json_lines(contents(engine), tags, first)
    assert not load(engine, first).is_new
    assert look(engine) == before
    assert load(other, first).added == len(before.entries)
    assert contents(other) == contents(engine)
    write_json_lines(contents(other), tags, second)
    assert second.read_bytes() == first.read_bytes()
    engine.dispose()
    other.dispose()


def test_all_that_entries_can_say_is_kept(engine: Engine, tmp_path: Path) -> None:
    """Whatever entries of every kind say comes out of the store as it went into the file, one file after another."""
    path = tmp_path / "generated.jsonl"

    @settings(max_examples=10)
    @given(entries=knowledge_bases().filter(bool))
    def law(entries: list[Entry]) -> None:
        write_json_lines(entries, LOCALES, path)
        load(engine, path)
        assert contents(engine) == [replace(entry, revision=0) for entry in entries]
        assert not load(engine, path).is_new

    law()
