"""Message catalogues: complete in every locale, and never a cause of errors themselves."""

from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError
from hypothesis import given
from hypothesis import strategies as st

from app.content.kinds import KINDS
from app.web import messages
from app.web.messages import LAST_RESORT, LONGEST_VALUE, Catalogues, placeholders, shipped
from app.web.problem_types import STATUSES

FOLDER = Path(messages.__file__).parent / "catalogues"
ENGLISH = shipped().messages[LAST_RESORT]
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_the_four_locales_have_catalogues() -> None:
    """There is a catalogue for each locale that the content is shipped in."""
    assert set(shipped().messages) >= {"en", "es", "zh-Hans", "zh-Hant"}


@pytest.mark.parametrize("tag", shipped().messages)
def test_no_catalogue_lacks_a_message(tag: str) -> None:
    """Each catalogue has the messages of the English one, no more and no fewer, and each once."""
    assert set(shipped().messages[tag]) == set(ENGLISH)
    assert (FOLDER / f"{tag}.po").read_text(encoding="utf-8").count("\nmsgid ") == len(ENGLISH) + 1


@pytest.mark.parametrize("tag", shipped().messages)
def test_messages_want_the_same_values_in_every_locale(tag: str) -> None:
    """A translation has the placeholders of the English message, and no brace beside them."""
    for key, message in shipped().messages[tag].items():
        wanted = placeholders(ENGLISH[key])
        assert placeholders(message) == wanted, key
        assert message.count("{") == message.count("}") == sum(message.count(f"{{{name}}}") for name in wanted), key


@pytest.mark.parametrize("tag", shipped().messages)
def test_catalogues_are_translated(tag: str) -> None:
    """Outside of English, no sentence is the English one."""
    if tag != LAST_RESORT:
        same = [key for key, message in shipped().messages[tag].items() if message == ENGLISH[key] and " " in message]
        assert same == []


@pytest.mark.parametrize("code", STATUSES)
def test_every_problem_has_its_words(code: str) -> None:
    """Each problem type has a title, a detail, a meaning and a remedy."""
    assert {f"{code}.{part}" for part in ("title", "detail", "meaning", "remedy")} <= set(ENGLISH)


def test_every_kind_has_a_name() -> None:
    """A message can name each kind of entry."""
    assert {f"kind.{kind}" for kind in KINDS} <= set(ENGLISH)


def test_a_further_language_is_a_file(tmp_path: Path) -> None:
    """A file put into the folder is a catalogue by its name; what it lacks comes along the chain, then from English."""
    (tmp_path / "pt.po").write_text(f'{HEADER}msgid "a"\nmsgstr "um {{x}}"\n\n#, fuzzy\nmsgid "b"\nmsgstr "?"\n')
    (tmp_path / "es.po").write_text(f'{HEADER}msgid "b"\nmsgstr "dos"\n')
    (tmp_path / "en.po").write_text(f'{HEADER}msgid "b"\nmsgstr "two"\n\nmsgid "c"\nmsgstr "three"\n')
    catalogues = Catalogues.load(tmp_path)
    assert catalogues.text("pt", "a", x=1) == "um 1"
    assert catalogues.text("pt", "b", ["es"]) == "dos"
    assert catalogues.text("pt", "b") == "two"
    assert catalogues.text("pt", "c", ["es"]) == "three"
    assert catalogues.find("pt", "d") is None


def test_a_broken_catalogue_is_refused(tmp_path: Path) -> None:
    """A file that is no catalogue is an error when it is loaded, not a message that is missing later."""
    (tmp_path / "en.po").write_text('msgid "a"\nmsgstr "x"\nmsg "b"\n')
    with pytest.raises(PoFileError):
        Catalogues.load(tmp_path)


@pytest.mark.parametrize(
    ("locale", "chain", "spoken"),
    [
        ("zh-Hant", (), "zh-Hant"),
        ("zh-Hant-HK", (), "zh-Hant"),
        ("es-MX", ("en",), "es"),
        ("pt", ("es", "en"), "es"),
        ("fr", ("de",), "en"),
        ("zh-TW", (), "en"),
        ("", (), "en"),
    ],
)
def test_a_locale_without_a_catalogue_uses_its_chain(locale: str, chain: tuple[str, ...], spoken: str) -> None:
    """The catalogue is that of the locale or what it is a variant of, else of its fallbacks in turn, else English."""
    assert shipped().speaking(locale, chain) == spoken


@given(st.text(), st.one_of(st.text(), st.sampled_from(sorted(ENGLISH))), st.lists(st.text()), st.text())
def test_a_message_never_raises(locale: str, key: str, chain: list[str], value: str) -> None:
    """Whatever the locale, the key, the chain and the values: there is a text."""
    assert isinstance(shipped().text(locale, key, chain, kind=value, chain=value, locale=value), str)


@given(st.text(max_size=LONGEST_VALUE))
def test_values_are_inserted_as_text(value: str) -> None:
    """A value is shown as it is, also where it looks like a placeholder."""
    catalogues = Catalogues({"en": {"k": "<{x}>"}})
    assert catalogues.text("en", "k", x=value, y="filled in") == f"<{value}>"


def test_what_is_shown_of_a_value_is_bounded() -> None:
    """A long value is cut, a list is joined, and a value that is missing leaves an ellipsis."""
    catalogues = Catalogues({"en": {"k": "{x}"}})
    assert catalogues.text("en", "k", x="a" * 9999) == "a" * LONGEST_VALUE + "…"
    assert catalogues.text("en", "k", x=["a", "b"]) == "a, b"
    assert catalogues.text("en", "k") == "…"
