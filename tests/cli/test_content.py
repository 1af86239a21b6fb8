"""Content in and out: load, check, export, and that what goes round comes back the same."""

import gzip
import json
from pathlib import Path

import pytest

from tests.api.patchy import FILES
from tests.cli.conftest import Run
from tests.serving import SHIPPED, write

FAQ = "faqs:\n  a: {question: Why?, answer: So.}\n"
BROKEN = "faqs:\n  a: {question: Why?, answer: So., colour: red}\n  b: {question: '', answer: 7}\n"


def test_load_tells_what_it_came_to(kuajing: Run, tmp_path: Path) -> None:
    """A first load adds, a second changes nothing and says so, a change changes, what is gone is removed."""
    write(tmp_path, {"kb/en/faqs.yaml": FAQ + "  b: {question: Who?, answer: We.}\n"})
    ran = kuajing("load", "kb")
    assert (ran.code, ran.err) == (0, "")
    assert "added 2, changed 0, removed 0" in ran.out
    assert "nothing changed" in kuajing("load", "kb").out
    write(tmp_path, {"kb/en/faqs.yaml": FAQ.replace("So.", "Because.")})
    assert "added 0, changed 1, removed 1, kept 0" in kuajing("load", "kb").out


def test_load_takes_the_configured_folder(kuajing: Run, tmp_path: Path) -> None:
    """Without a path the folder of KUAJING_DATA is loaded; with neither the call is wrong."""
    write(tmp_path, {"kb/en/faqs.yaml": FAQ})
    assert kuajing("load", DATA="kb").code == 0
    for command in ("load", "check"):
        ran = kuajing(command)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert "KUAJING_DATA" in ran.err


def test_a_folder_with_errors_is_not_loaded(kuajing: Run, tmp_path: Path) -> None:
    """Every error is told with file, line, entry and field; the exit code is 1 and the store is as it was."""
    write(tmp_path, {"kb/en/faqs.yaml": FAQ, "bad/en/faqs.yaml": BROKEN})
    kuajing("load", "kb", "--source", "data")
    ran = kuajing("load", "bad", "--source", "data")
    assert (ran.code, ran.out) == (1, "")
    lines = ran.err.splitlines()
    assert len(lines) == 4
    assert all(line.startswith("kuajing: bad/en/faqs.yaml:") for line in lines[:3])
    assert "faq:a" in lines[0]
    assert "colour" in lines[0]
    assert "nothing changed" in kuajing("load", "kb", "--source", "data").out


def test_a_slug_of_another_source(kuajing: Run, tmp_path: Path) -> None:
    """What another source owns is an error that says so, and `--overwrite` takes it."""
    line = '{"kind":"faq","slug":"a","texts":{"en":{"question":"Q","answer":"A"}}}'
    write(tmp_path, {"kb/en/faqs.yaml": FAQ, "mine.jsonl": line})
    kuajing("load", "kb")
    ran = kuajing("load", "mine.jsonl")
    assert ran.code == 1
    assert "--overwrite" in ran.err
    assert kuajing("load", "mine.jsonl", "--overwrite").code == 0


@pytest.mark.parametrize("command", ["load", "check"])
@pytest.mark.parametrize("path", ["nowhere", "file.txt", "broken.jsonl", "broken.jsonl.gz", "empty", "empty.jsonl"])
def test_what_is_no_content(kuajing: Run, tmp_path: Path, command: str, path: str) -> None:
    """A path that is no folder and no file of ours ends with 1 and says what was expected."""
    write(tmp_path, {"file.txt": "x", "broken.jsonl": "{", "broken.jsonl.gz": "no gzip", "empty.jsonl": ""})
    (tmp_path / "empty").mkdir()
    ran = kuajing(command, path)
    assert ran.code == 1
    assert path in ran.out + ran.err
    assert "Traceback" not in ran.err


def test_check_tells_errors_and_findings(kuajing: Run, tmp_path: Path) -> None:
    """What is sound ends with 0; an error or a finding ends with 1, each in a line of its own."""
    write(tmp_path, {"kb/en/faqs.yaml": FAQ, "bad/en/faqs.yaml": BROKEN, **{f"holey/{p}": t for p, t in FILES.items()}})
    assert (kuajing("check", "kb").code, kuajing("check", "kb").err) == (0, "")
    ran = kuajing("check", "bad")
    assert ran.code == 1
    assert sum(line.startswith("error: bad/en/faqs.yaml:") for line in ran.out.splitlines()) == 3
    ran = kuajing("check", "holey")
    assert ran.code == 1
    assert "finding: " in ran.out
    assert "error: " not in ran.out


def test_the_shipped_content_passes(kuajing: Run) -> None:
    """The content that comes with the program has no error and no finding."""
    ran = kuajing("check", SHIPPED)
    assert (ran.code, ran.err) == (0, ""), ran.out


def test_an_export_comes_back_the_same(kuajing: Run, tmp_path: Path) -> None:
    """An export into an empty store, and out again, gives the same bytes; loading it twice changes nothing."""
    assert kuajing("load", SHIPPED, "--source", "data").code == 0
    assert "wrote 552" in kuajing("export", "all.jsonl").out
    first = (tmp_path / "all.jsonl").read_bytes()
    other = {"DATABASE_URL": f"sqlite:///{tmp_path / 'other.db'}"}
    assert "added 552" in kuajing("load", "all.jsonl", **other).out
    assert "nothing changed" in kuajing("load", "all.jsonl", **other).out
    assert kuajing("export", "again.jsonl", **other).code == 0
    assert (tmp_path / "again.jsonl").read_bytes() == first
    kinds = {json.loads(line)["kind"] for line in first.splitlines()}
    assert kinds == {"model", "feature", "process", "step", "faq", "term", "topic"}


def test_a_compressed_export_is_the_same_compressed(kuajing: Run, tmp_path: Path) -> None:
    """A name that ends in .gz compresses, to the same bytes each time, and is loaded as it is."""
    write(tmp_path, {f"kb/{path}": text for path, text in FILES.items()})
    kuajing("load", "kb")
    for name in ("all.jsonl", "all.jsonl.gz", "again.jsonl.gz"):
        assert kuajing("export", name).code == 0
    assert gzip.decompress((tmp_path / "all.jsonl.gz").read_bytes()) == (tmp_path / "all.jsonl").read_bytes()
    assert (tmp_path / "all.jsonl.gz").read_bytes() == (tmp_path / "again.jsonl.gz").read_bytes()
    assert "nothing changed" in kuajing("load", "all.jsonl.gz", "--source", "kb").out


def test_a_folder_comes_back_the_same(kuajing: Run, tmp_path: Path) -> None:
    """An export as a data folder says what the folder said that was loaded: nothing changes by it, in either store."""
    assert kuajing("load", SHIPPED, "--source", "data").code == 0
    assert "wrote 552" in kuajing("export", "--format", "yaml", "out").out
    assert "nothing changed" in kuajing("load", "out", "--source", "data").out
    other = {"DATABASE_URL": f"sqlite:///{tmp_path / 'other.db'}"}
    assert "added 552" in kuajing("load", "out", **other).out
    assert kuajing("export", "--format", "yaml", "again", **other).code == 0
    assert contents(tmp_path / "again") == contents(tmp_path / "out")
    for name in ("one.jsonl", "other.jsonl"):
        kuajing("export", name, **(other if name.startswith("other") else {}))
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "other.jsonl").read_bytes()


def test_the_order_of_labels_is_content(kuajing: Run, tmp_path: Path) -> None:
    """Labels that change places are a change, and go out in the order that they came in."""
    labels = "aspects: {risk: Risk, advantage: Advantage}\n"
    write(tmp_path, {"kb/en/faqs.yaml": FAQ, "kb/en/labels.yaml": labels})
    kuajing("load", "kb")
    write(tmp_path, {"kb/en/labels.yaml": "aspects: {advantage: Advantage, risk: Risk}\n"})
    assert "revision 2" in kuajing("load", "kb").out
    kuajing("export", "--format", "yaml", "one")
    write(tmp_path, {"kb/en/labels.yaml": labels})
    assert "revision 3" in kuajing("load", "kb").out
    kuajing("export", "--format", "yaml", "other")
    assert "nothing changed" in kuajing("load", "other", "--source", "kb").out
    written = [(tmp_path / name / "en" / "labels.yaml").read_text().split() for name in ("one", "other")]
    assert [text.index("risk:") < text.index("advantage:") for text in written] == [False, True]


def contents(root: Path) -> dict[str, bytes]:
    """The files below a folder, by path."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


ODD = [
    "no",
    "1",
    "2024-12-23",
    "null",
    "~",
    "a: b",
    "# a",
    "- a",
    "'",
    '"',
    "a\\nb",
    "one\n\ntwo",
    "😀 海外仓",
    "{}",
    "a  b",
    "%x",
]


def test_odd_texts_survive_a_folder(kuajing: Run, tmp_path: Path) -> None:
    """Texts that YAML would take for something else, of several lines or of any script, come back as they were."""
    lines = [
        json.dumps(
            {"kind": "term", "slug": f"t{n}", "texts": {"en": {"name": f"N{n}", "aliases": [text], "definition": text}}}
        )
        for n, text in enumerate(ODD)
        if "\n" not in text
    ]
    paragraphs = {"en": {"question": "Q", "answer": "one\n\n- two\n- three:\n\n  four"}, "zh-Hant": {"question": "問"}}
    lines.append(json.dumps({"kind": "faq", "slug": "no", "texts": paragraphs}))
    write(tmp_path, {"odd.jsonl": "\n".join(lines)})
    assert kuajing("load", "odd.jsonl").code == 0
    kuajing("export", "one.jsonl")
    assert kuajing("export", "--format", "yaml", "out").code == 0
    assert "nothing changed" in kuajing("load", "out", "--source", "odd").out
    kuajing("export", "other.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "other.jsonl").read_bytes()


def test_a_folder_is_never_written_over(kuajing: Run, tmp_path: Path) -> None:
    """A folder with something in it, or a file, is left alone; an empty folder is filled."""
    write(tmp_path, {"kb/en/faqs.yaml": FAQ, "full/mine.txt": "mine", "file": "mine"})
    (tmp_path / "empty").mkdir()
    kuajing("load", "kb")
    for path in ("full", "file"):
        ran = kuajing("export", "--format", "yaml", path)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert contents(tmp_path / "full") == {"mine.txt": b"mine"}
    assert kuajing("export", "--format", "yaml", "empty").code == 0
    assert sorted(contents(tmp_path / "empty")) == ["en/faqs.yaml", "structure/faqs.yaml"]
    assert not list(tmp_path.glob(".*.part"))


def test_the_folder_one_stands_in_is_filled(
    kuajing: Run, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """An empty folder that is there stays the same folder, also where it is called `.`."""
    elsewhere = write(tmp_path_factory.mktemp("elsewhere"), {"kb/en/faqs.yaml": FAQ})
    settings = {"DATABASE_URL": f"sqlite:///{elsewhere / 'kuajing.db'}", "INDEX": str(elsewhere / "index")}
    kuajing("load", elsewhere / "kb", **settings)
    before = tmp_path.stat().st_ino
    ran = kuajing("export", "--format", "yaml", ".", **settings)
    assert (ran.code, ran.err) == (0, "")
    assert sorted(contents(tmp_path)) == ["en/faqs.yaml", "structure/faqs.yaml"]
    assert tmp_path.stat().st_ino == before


def test_an_export_over_its_own_source_changes_nothing(kuajing: Run, tmp_path: Path) -> None:
    """What was exported can be loaded over what it came from, as the same source, and nothing changes."""
    write(tmp_path, {f"kb/{path}": text for path, text in FILES.items()})
    kuajing("load", "kb")
    kuajing("export", "all.jsonl")
    assert "nothing changed" in kuajing("load", "all.jsonl", "--source", "kb").out


@pytest.mark.parametrize("path", ["all.txt", "nowhere/all.jsonl", "folder.jsonl"])
def test_where_nothing_can_be_written(kuajing: Run, tmp_path: Path, path: str) -> None:
    """A file that cannot be written, or whose name says nothing, ends with an error that names it."""
    (tmp_path / "folder.jsonl").mkdir()
    ran = kuajing("export", path)
    assert ran.code in (1, 2)
    assert path in ran.err
    assert list((tmp_path / "folder.jsonl").iterdir()) == []
    assert not list(tmp_path.glob(".*.part"))


def test_an_empty_store_exports_nothing(kuajing: Run, tmp_path: Path) -> None:
    """An empty store gives an empty file."""
    assert kuajing("export", "all.jsonl").code == 0
    assert (tmp_path / "all.jsonl").read_bytes() == b""


def test_search_prints_a_table(kuajing: Run, tmp_path: Path) -> None:
    """`search` finds what the API finds, and shows titles in the locale that was asked for."""
    write(tmp_path, {f"kb/{path}": text for path, text in FILES.items()})
    kuajing("load", "kb")
    ran = kuajing("search", "制造商", "--locale", "es_MX")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "1 of 1 in es"
    assert "Fabricante" in ran.out
    assert "term:maker" in ran.out
    assert kuajing("search", "qqqqqq").out == "0 of 0 in en\n"
    assert len(kuajing("search", "trad", "--limit", "2").out.splitlines()) == 4


def test_search_finds_what_was_loaded_last(kuajing: Run, tmp_path: Path) -> None:
    """An index that is older than the store is brought up before it answers."""
    write(tmp_path, {"kb/en/faqs.yaml": FAQ})
    kuajing("load", "kb")
    assert kuajing("search", "pelican").out == "0 of 0 in en\n"
    write(tmp_path, {"kb/en/faqs.yaml": FAQ + "  b: {question: What is a pelican?, answer: A bird.}\n"})
    kuajing("load", "kb")
    assert kuajing("search", "pelican").out.startswith("1 of 1 in en\n")


def test_migrate(kuajing: Run) -> None:
    """`migrate` says from which version to which, and then that there is nothing to do."""
    assert kuajing("migrate").out.startswith("from nothing to version ")
    assert "already" in kuajing("migrate").out
