"""Choosing a form by `Accept` and `?format=`."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidParameter, NotAcceptable
from app.web.forms.choice import LONGEST, choose, media_ranges
from app.web.forms.media import ENTRY_FORMS, FLOW_FORMS, MediaForm

CASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "cases" / "choices.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
TYPES = [form.essence for form in ENTRY_FORMS]
members = st.builds(
    lambda name, weight: f"{name};q={weight / 1000:.3f}",
    st.sampled_from([*TYPES, "text/html", "text/*", "application/*", "image/*", "*/*"]),
    st.integers(0, 1000),
)
headers = st.lists(members, max_size=6).map(", ".join)


def chosen(accept: str | None, name: str | None = None) -> MediaForm | None:
    """The form that is chosen, None where none is acceptable."""
    try:
        return choose(accept, name, ENTRY_FORMS)
    except NotAcceptable:
        return None


@pytest.mark.parametrize(("accept", "name", "form"), CASES)
def test_a_case_gets_its_form(accept: str, name: str, form: str) -> None:
    """Each header and parameter of the table gets the form that stands there."""
    asked = (None if accept == "-" else accept, None if name == "-" else name, ENTRY_FORMS)
    if form == "!":
        with pytest.raises((NotAcceptable, InvalidParameter)):
            choose(*asked)
    else:
        assert choose(*asked).name == form


@given(headers)
def test_what_is_chosen_is_wanted_most(accept: str) -> None:
    """No other form has a higher weight by its most specific range, nor an equal one by a more specific range."""
    ranges = list(media_ranges(accept))

    def wanted(essence: str) -> tuple[float, int]:
        for specificity, name in ((3, essence), (2, essence.partition("/")[0] + "/*"), (1, "*/*")):
            weights = [one.weight for one in ranges if f"{one.type}/{one.subtype}" == name]
            if weights:
                return (max(weights), specificity) if max(weights) else (0, 0)
        return 0, 0

    found = [wanted(essence) if ranges else (1, 1) for essence in TYPES]
    form = chosen(accept)
    assert form == (None if max(found) == (0, 0) else ENTRY_FORMS[found.index(max(found))])


@given(headers, st.randoms())
def test_the_order_of_members_says_nothing(accept: str, random: Random) -> None:
    """Members in any order choose the same form."""
    shuffled = accept.split(", ")
    random.shuffle(shuffled)
    assert chosen(", ".join(shuffled)) == chosen(accept)


@given(headers, st.sampled_from(["garbage", "*/json", "text/html;q=1.5", ";;q", '"', " ", "text/", "a/b;x=(", "/"]))
def test_a_malformed_member_changes_nothing(accept: str, malformed: str) -> None:
    """A member that is no media range might as well not be there, unless it swallows the rest by an open quote."""
    assert chosen(", ".join(filter(None, (accept, malformed)))) == chosen(accept)


@given(st.text(max_size=3000))
def test_any_text_gets_a_form_or_none(accept: str) -> None:
    """No header raises anything but NotAcceptable."""
    assert chosen(accept) in (*ENTRY_FORMS, None)


def test_a_header_of_absurd_length_is_as_good_as_none() -> None:
    """What is longer than anybody means is not read."""
    assert choose("text/markdown," * LONGEST, None, ENTRY_FORMS) is ENTRY_FORMS[0]


def test_an_error_names_what_there_is() -> None:
    """Both errors say what is offered, in the words in which it has to be asked for."""
    with pytest.raises(NotAcceptable) as refused:
        choose("application/json", None, FLOW_FORMS)
    assert refused.value.context["allowed"] == "image/svg+xml, text/vnd.mermaid"
    with pytest.raises(InvalidParameter) as unknown:
        choose(None, "json", FLOW_FORMS)
    assert unknown.value.context["allowed"] == "svg, mermaid"
