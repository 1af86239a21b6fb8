"""The room as its callers see it."""

from pathlib import Path

from app.checks.run import Knowledge, findings
from app.content.entry import Entry, Ref
from app.errors import Flaw
from app.loader.folder import read_folder
from app.locales.fallback import Locales

DATA = Path(__file__).parents[2] / "data"


def knowledge_of(folder: Path) -> Knowledge:
    """The knowledge base in a data folder, as `kuajing check` hands it over."""
    content = read_folder(folder)

    def place(ref: Ref, locale: str, field: str) -> tuple[Path, int]:
        found = content.place(ref, locale, field)
        return found.file, found.line

    members = content.metadata.locales
    locales = Locales(content.metadata.default_locale or members[0].tag, members)
    return Knowledge(content.entries, locales, content.vocabulary, place)


def test_nothing_is_found_in_the_shipped_content() -> None:
    """The content that is shipped keeps every rule."""
    assert list(map(str, findings(knowledge_of(DATA)))) == []


def test_a_finding_names_file_line_entry_locale_and_field(tmp_path: Path) -> None:
    """A finding leads to the line of the text and says what would be right there."""
    file = tmp_path / "es" / "faqs.yaml"
    file.parent.mkdir()
    file.write_text("faqs:\n  fba:\n    question: Qué es FBA?\n    answer: Un servicio.\n", encoding="utf-8")
    assert findings(knowledge_of(tmp_path)) == [
        Flaw(file, 3, "spanish-marks", "? stands without ¿ in 'Qué es FBA?'; write both", "faq:fba", "es", "question")
    ]


def test_a_missing_text_is_shown_where_to_write_it_or_what_to_translate() -> None:
    """A missing field is placed at its entry in that locale, a wholly missing entry at the source's text."""
    asked = []

    def place(ref: Ref, locale: str, field: str) -> tuple[Path, int]:
        asked.append((locale, field))
        return Path(locale), 1

    texts = {"en": {"title": "One", "body": "Two"}, "es": {"title": "Uno"}}
    entry = Entry(Ref("topic", "it"), texts=texts)
    found = findings(Knowledge([entry], Locales.from_tags(["en", "es", "fr"]), {}, place))
    assert [flaw.rule for flaw in found] == ["missing-text"] * 3
    assert sorted(asked) == [("en", "body"), ("en", "title"), ("es", "body")]


def test_every_locale_of_an_unchecked_language_is_taken_as_it_is() -> None:
    """A knowledge base in a language without rules of its own, with no structure, has no finding for being so."""
    texts = {"ja": {"question": "FBAとは何ですか?", "answer": "倉庫のサービスです。「FBA」"}}
    entry = Entry(Ref("faq", "fba"), texts=texts)
    assert findings(Knowledge([entry], Locales.from_tags(["ja"]), {}, lambda *_: (Path("ja"), 1))) == []
