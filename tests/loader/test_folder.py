"""Data folders as they are on a disk: odd names, links, what cannot be read, and the digest of it all."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import InvalidContent
from app.loader.folder import folder_digest, read_folder
from app.loader.loading import errors_in, origin_of, read
from tests.loader.folders import read_cases, told

SHIPPED = Path(__file__).resolve().parents[2] / "data"
FAQ = "faqs: {a: {question: A?, answer: A.}}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is sound."""
    root = tmp_path / "kb"
    (root / "en").mkdir(parents=True)
    (root / "en" / "faqs.yaml").write_text(FAQ)
    return root


def test_the_shipped_content_is_sound() -> None:
    """The content that comes with the program has no error."""
    assert errors_in(read(SHIPPED)) == []


def test_the_one_folder_with_every_mistake_misses_none() -> None:
    """Every rule that some folder breaks is broken in the folder of everything, but for there being nothing."""
    (everything,) = read_cases("everything")
    others = read_cases("texts", "structure", "folders", "declarations", "syntax")
    rules = {rule for case in others for _, rule, *_ in case.flaws}
    assert {rule for _, rule, *_ in everything.flaws} == rules - {"no-entries"}


@pytest.mark.parametrize(
    "deep",
    ["[" * 200_000 + "]" * 200_000, "{a: " * 5_000 + "}" * 5_000, "- " * 5_000 + "a", "a: " + "[" * 30 + "]" * 30],
    ids=["lists", "mappings", "blocks", "a few too many"],
)
def test_nesting_without_end_is_a_flaw(folder: Path, deep: str) -> None:
    """A file that is nested too deep is told, and the process lives on."""
    (folder / "en" / "deep.yaml").write_text(deep)
    flaws = errors_in(read(folder))
    assert flaws[0].file.name == "deep.yaml"
    assert flaws[0].rule == "syntax"


def test_aliases_of_aliases_cost_no_more_than_they_say(folder: Path) -> None:
    """Lists that repeat one another by aliases, a thousand million words in all, are told wrong in no time."""
    lists = ["x1: &a0 [k, k, k]", *(f"x{n + 1}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))]
    (folder / "structure").mkdir()
    (folder / "structure" / "all.yaml").write_text(f"{{{', '.join(lists)}, faqs: {{a: {{terms: [k, k, *a9]}}}}}}")
    found = [(flaw.rule, flaw.field) for flaw in errors_in(read(folder)) if flaw.entry == "faq:a"]
    assert found == [("duplicate-slug", "terms"), ("unknown-slug", "terms"), ("wrong-type", "terms")]


def test_many_mistakes_are_told_in_the_time_of_a_few(folder: Path) -> None:
    """A list of which every word leads nowhere is told wrong word by word, each with the line that it stands on."""
    count = 30_000
    (folder / "structure").mkdir()
    text = "\n".join(["faqs:", "  a:", "    related:", *(f"      - faq:nobody-{number}" for number in range(count))])
    (folder / "structure" / "all.yaml").write_text(text)
    assert [(flaw.rule, flaw.line) for flaw in errors_in(read(folder))] == [
        ("unknown-slug", number + 4) for number in range(count)
    ]


def test_what_links_lead_to(folder: Path, tmp_path: Path) -> None:
    """A linked file is read; a link to a folder or to nothing is told, since what it hides would go unseen."""
    (tmp_path / "terms.yaml").write_text("terms: {t: {name: T, definition: T.}}")
    (folder / "en" / "terms.yaml").symlink_to(tmp_path / "terms.yaml")
    assert [str(entry.ref) for entry in read(folder).entries] == ["faq:a", "term:t"]
    (folder / "es").symlink_to(folder / "en")
    (folder / "en" / "gone.yaml").symlink_to(folder / "nothing.yaml")
    found = told(errors_in(read(folder)), folder)
    assert [(place, rule) for place, rule, *_ in found] == [("en/gone.yaml:0", "unreadable"), ("es:0", "unreadable")]


@pytest.mark.skipif(os.name != "posix", reason="file names are text elsewhere")
def test_names_in_no_encoding(folder: Path) -> None:
    """A file whose name is no UTF-8 is read, has its part in the digest, and can be told."""
    before = folder_digest(folder)
    os.rename(folder / "en" / "faqs.yaml", os.fsencode(folder / "en") + b"/faq\xff.yaml")
    assert folder_digest(folder) != before
    assert errors_in(read(folder)) == []


def test_the_digest_follows_what_the_folder_says(folder: Path) -> None:
    """It is that of the content that was read, moves with every byte and name, and with nothing else."""
    first = folder_digest(folder)
    assert read_folder(folder).digest == first
    (folder / "readme.txt").write_text("A note.")
    assert folder_digest(folder) == first
    (folder / "en" / "faqs.yaml").write_text(FAQ.replace("A.", "B."))
    second = folder_digest(folder)
    (folder / "en" / "faqs.yaml").rename(folder / "en" / "questions.yaml")
    assert len({first, second, folder_digest(folder)}) == 3
    with pytest.raises(InvalidContent):
        folder_digest(folder / "nowhere")


def test_the_name_of_an_origin(folder: Path, tmp_path: Path) -> None:
    """The configured folder is `data`, under whatever spelling; any other folder or file goes by its own name."""
    assert origin_of(folder, folder) == "data"
    assert origin_of(folder / "en" / "..", folder) == "data"
    assert origin_of(folder, tmp_path / "other") == origin_of(folder) == "kb"
    assert origin_of(tmp_path / "more.questions.jsonl", folder) == "more.questions"


def test_places_lead_to_the_line_of_a_field(folder: Path) -> None:
    """A field, an entry in a locale and an entry have their lines; what has none leads to the nearest that has."""
    (folder / "en" / "faqs.yaml").write_text("faqs:\n  a:\n    question: A?\n    answer: A.\n")
    content = read(folder)
    ref = content.entries[0].ref
    assert content.place(ref, "en", "answer").line == 4
    assert content.place(ref, "en", "nothing").line == 2
    assert content.place(ref, "es", "answer").line == 2


@pytest.fixture
def nobody() -> Iterator[None]:
    """A user whom permissions hold: root reads everything."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65_534)
    yield
    os.seteuid(before)


def test_a_folder_that_cannot_be_listed_is_not_empty(request: pytest.FixtureRequest) -> None:
    """A locale's folder without permission to list it is an error, and not a locale whose texts have gone."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        for locale in ("en", "es"):
            (root / locale).mkdir()
            (root / locale / "faqs.yaml").write_text(FAQ)
        (root / "es").chmod(0o000)
        request.getfixturevalue("nobody")
        with pytest.raises(InvalidContent) as caught:
            read(root)
        assert [(flaw.file, flaw.rule) for flaw in caught.value.flaws] == [(root / "es", "unreadable")]
        with pytest.raises(InvalidContent):
            folder_digest(root)
        os.seteuid(os.getuid())
        (root / "es").chmod(0o755)
