"""Each rule on its cases, and what all rules have in common."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.knowledge import Knowledge
from app.checks.registry import RULES
from app.checks.rule import Rule
from app.checks.run import findings
from app.content.entry import Entry, Ref
from app.locales.fallback import Locales
from tests.checks.casebook import FOLDER, Case, place, read_cases

CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in read_cases(path.stem)]
BY_NAME = {rule.name: rule for rule in RULES}
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.shows}")
def test_a_rule_finds_what_its_case_says(case: Case) -> None:
    """A rule finds each fault of a case, says what would be right, and finds nothing else."""
    found = {f"{each.ref} {each.locale} {each.field}": each.message for each in BY_NAME[case.rule].find(case.knowledge)}
    assert found.keys() == case.finds.keys()
    for where, part in case.finds.items():
        assert part in found[where]


@every_rule
def test_a_rule_has_a_case_and_a_near_miss(rule: Rule) -> None:
    """Every rule is shown by a fault that it finds and by one that it rightly does not."""
    found = {bool(case.finds) for case in CASES if case.rule == rule.name}
    assert found == {True, False}


def test_every_case_is_of_a_rule() -> None:
    """No file of cases is left over from a rule that is no more, and no two rules share a name."""
    assert {path.stem for path in FOLDER.iterdir()} == set(BY_NAME)
    assert len(BY_NAME) == len(RULES)


@every_rule
def test_a_rule_has_a_name_to_filter_by(rule: Rule) -> None:
    """A rule's name is kebab-case."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


@every_rule
def test_nothing_is_found_in_nothing(rule: Rule) -> None:
    """An empty knowledge base has no fault, with locales or without."""
    for locales in (Locales.from_tags([]), Locales.from_tags(["en", "zh-Hant"])):
        assert list(rule.find(Knowledge([], locales, {}, place))) == []


SCRAPS = st.lists(
    st.sampled_from([*"aé仓倉，。（）()[]「」“”«»¿?¡!*`<>& \n-1.,%", "**", "B2B", "&amp;", "- "]), max_size=20
)


@given(title=SCRAPS, body=SCRAPS, tag=st.sampled_from(["en", "es", "zh-Hans", "zh-Hant-HK", "ja", "ar"]))
def test_no_text_stops_the_rules(title: list[str], body: list[str], tag: str) -> None:
    """Whatever a text holds, the rules end, and what they find is sorted and says something."""
    texts = {tag: {"title": "".join(title), "body": "".join(body)}, "en": {"title": "A", "body": "B 1"}}
    entries = [Entry(Ref("topic", slug), texts=texts) for slug in ("a", "b")]
    found = findings(Knowledge(entries, Locales.from_tags(["en", tag]), {tag: {"a": ("b", ("ab",))}}, place))
    assert found == sorted(found)
    assert all(flaw.message and flaw.rule in BY_NAME and flaw.entry for flaw in found)
