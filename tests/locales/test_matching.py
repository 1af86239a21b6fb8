"""Which locale a header or a tag gets."""

import gc
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.locales.accept_language import parse
from app.locales.fallback import Locales
from app.locales.matching import Matcher, Reason, best_match
from app.locales.tags import MalformedTag, is_within
from tests.locales import tables

SHIPPED = ("en", "es", "zh-Hans", "zh-Hant")
MATCHER = Matcher(Locales.from_tags(SHIPPED))

RANGES = st.sampled_from(["en", "es", "zh", "zh-TW", "zh-Hans", "zh-Hant", "ca", "fr", "und-Hant", "*", "bad-", ""])
MEMBERS = st.tuples(RANGES, st.sampled_from(["", ";q=1", ";q=0.5", ";q=0.1", ";q=0", ";q=9"])).map("".join)
HEADERS = st.one_of(st.text(), st.lists(MEMBERS, max_size=6).map(",".join))


@pytest.mark.parametrize(("locales", "header", "locale", "reason"), tables.rows("negotiation.tsv"))
def test_a_header_gets_its_locale(locales: str, header: str, locale: str, reason: str) -> None:
    """Each header gets the locale that serves its reader best, for the reason that is named."""
    answer = Matcher(Locales.from_tags(locales.split())).negotiate(header)
    assert (answer.locale, answer.reason) == (locale, reason)


@given(HEADERS)
def test_any_header_gets_a_locale(header: str) -> None:
    """No header raises, and the answer is a locale of the knowledge base that its candidates tell of."""
    answer, candidates = MATCHER.negotiate(header), MATCHER.explain(header)
    assert tuple(candidate.locale for candidate in candidates) == SHIPPED
    chosen = next(candidate for candidate in candidates if candidate.locale == answer.locale)
    assert chosen.reason is answer.reason


@given(HEADERS)
def test_what_is_refused_is_not_chosen(header: str) -> None:
    """A locale that a weight of 0 names is given only as the last resort, when it is the default."""
    refused = [tag for tag, quality in parse(header) if quality == 0]
    for candidate in MATCHER.explain(header):
        assert candidate.excluded == any(is_within(candidate.locale, tag) for tag in refused)
        assert not candidate.excluded or candidate.reason in (Reason.EXCLUDED, Reason.DEFAULT)


@given(st.permutations(SHIPPED))
def test_the_first_of_equal_members_wins(tags: list[str]) -> None:
    """Where all members weigh the same and all are there, their order decides."""
    assert MATCHER.negotiate(", ".join(tags)).locale == tags[0]


@given(st.permutations(SHIPPED), HEADERS)
def test_the_order_of_locales_does_not_count(tags: list[str], header: str) -> None:
    """With a default and no wildcard, the same header gets the same locale however the folder is sorted."""
    header = header.replace("*", "")
    assert Matcher(Locales.from_tags(tags)).negotiate(header).locale == MATCHER.negotiate(header).locale


@pytest.mark.parametrize("header", ["", "*", "fr", "es-MX", "zh-TW,*;q=0", "en;q=0,es;q=0.1"])
def test_a_long_header_gets_what_a_short_one_gets(header: str) -> None:
    """A header too long to be remembered is answered in the same way, each time anew."""
    long = header + "," * 2000
    assert MATCHER.negotiate(long) == MATCHER.negotiate(header)
    assert MATCHER.negotiate(header) is MATCHER.negotiate(header)
    assert MATCHER.negotiate(long) is not MATCHER.negotiate(long)


def test_only_the_heaviest_members_count() -> None:
    """A header of many members is decided by the heaviest, wherever they stand, and by as many that refuse."""
    light = ",".join(f"x{chr(97 + number // 26)}{chr(97 + number % 26)};q=0.5" for number in range(150))
    assert MATCHER.negotiate(f"{light},es;q=0.6").locale == "es"
    assert MATCHER.negotiate(f"{light},es;q=0.5").locale == "en"
    assert MATCHER.negotiate(f"{light},es;q=0.6,es;q=0").locale == "en"


def test_no_header_gets_the_default() -> None:
    """Without a header nothing is asked, and every locale says so."""
    answer = MATCHER.negotiate(None)
    assert (answer.locale, answer.reason) == ("en", Reason.DEFAULT)
    assert [candidate.reason for candidate in MATCHER.explain(None)[1:]] == [Reason.UNASKED] * 3


def test_candidates_explain_the_choice() -> None:
    """Each candidate names the member that spoke for it, the distance, and what came of it."""
    candidates = MATCHER.explain("zh-HK, es;q=0, en;q=0.2")
    told = [(each.locale, each.distance, each.member, each.excluded, each.reason) for each in candidates]
    assert told == [
        ("en", 0, "en", False, "exact"),
        ("es", None, "es", True, "excluded"),
        ("zh-Hans", 54, "zh-HK", False, "script"),
        ("zh-Hant", 5, "zh-HK", False, "distance"),
    ]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh-TW", "zh-Hant"),
        ("zh_tw", "zh-Hant"),
        ("es", "es"),
        ("ca", "es"),
        ("und-Hans-MY", "zh-Hans"),
        ("cmn", "zh-Hans"),
    ]
    + [(bad, None) for bad in ("", "*", "en,es", "en;q=1", " en", "en-", "fr", "und", "xx", "\ud800", "e" * 9000)],
)
def test_a_single_tag_gets_its_locale(tag: str, expected: str | None) -> None:
    """One tag is matched as a header's only member, and what is no tag or too far gets nothing."""
    assert MATCHER.match(tag) == expected


@given(st.one_of(st.text(), RANGES))
def test_any_tag_can_be_asked(tag: str) -> None:
    """No tag raises, and a match is what a header of that tag alone gets."""
    found = MATCHER.match(tag)
    assert found is None or found == MATCHER.negotiate(tag).locale


def test_the_limit_is_inclusive() -> None:
    """A locale at the greatest distance still serves, one beyond it does not."""
    assert best_match(["ca"], ["es"], 20) == ("es", "ca", 20)
    assert best_match(["ca"], ["es"], 19) is None
    assert best_match([], ["es"]) is None
    assert best_match(["es"], []) is None


def test_a_locale_that_is_no_tag_is_refused_at_once() -> None:
    """A knowledge base whose locale is malformed fails when it is made ready and not on a request."""
    with pytest.raises(MalformedTag):
        Matcher(Locales.from_file({"locales": {"no tag": {}}}))


def test_an_empty_knowledge_base_answers_with_its_default() -> None:
    """Without any locale the default is named, and there are no candidates."""
    matcher = Matcher(Locales.from_tags([]))
    assert (matcher.negotiate("es, *").locale, matcher.explain("es, *")) == ("en", ())


def test_a_matcher_is_let_go() -> None:
    """What a matcher remembers does not keep it alive."""
    matcher = Matcher(Locales.from_tags(SHIPPED))
    matcher.negotiate("es")
    gone = weakref.ref(matcher)
    gc.disable()
    try:
        del matcher
        assert gone() is None
    finally:
        gc.enable()
