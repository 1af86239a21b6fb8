"""Query parameters: read strictly, told by rule, and described as they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from app.errors import InvalidParameter
from app.web.parameters import Parameter, Values, canonical_query, read_parameters

LIMIT = Parameter("limit", "How many", default=50, minimum=1, maximum=200)
SINCE = Parameter("since", "From where", default=0, minimum=0, maximum=9)
TEXT = Parameter("q", "What", required=True, maximum=5)
KIND = Parameter("kind", "Which", words=("faq", "term"))
MANY = Parameter("include", "Which ones", words=("faqs", "terms"), many=True)
DECLARED = (LIMIT, SINCE, TEXT, KIND, MANY)


def request(query: str) -> Request:
    """A request with this query."""
    return Request({"type": "http", "method": "GET", "path": "/v1/x", "query_string": query.encode(), "headers": []})


def read(query: str) -> Values:
    """The parameters of a request with this query."""
    return read_parameters(request(query), DECLARED)


def test_values() -> None:
    """What is given is read, blanks apart and words in their own order; what is not has its default or is none."""
    values = read("q=%20a%20b%20&limit=7&include=terms,faqs")
    assert (values.text("q"), values.number("limit"), values.number("since")) == ("a b", 7, 0)
    assert values.words("include") == ("faqs", "terms")
    assert (values.text("kind"), read("q=a").words("include")) == (None, ())
    assert values.text("fallback") == "chain"


@pytest.mark.parametrize(
    ("query", "parameter", "rule"),
    [
        ("", "q", "missing"),
        ("q=", "q", "length"),
        ("q=%20", "q", "length"),
        ("q=abcdef", "q", "length"),
        ("q=a&q=a", "q", "repeated"),
        ("q=a&limit=0", "limit", "range"),
        ("q=a&limit=201", "limit", "range"),
        ("q=a&limit=-5", "limit", "range"),
        ("q=a&limit=%2B5", "limit", "range"),
        ("q=a&limit=05", "limit", "range"),
        ("q=a&limit=5.0", "limit", "range"),
        ("q=a&limit=%D9%A5", "limit", "range"),
        ("q=a&limit=1_0", "limit", "range"),
        ("q=a&limit=9999999999", "limit", "range"),
        ("q=a&kind=model", "kind", "one-of"),
        ("q=a&kind=faq,term", "kind", "one-of"),
        ("q=a&kind=", "kind", "one-of"),
        ("q=a&include=faqs,models", "include", "any-of"),
        ("q=a&include=faqs,,terms", "include", "any-of"),
        ("q=a&format=yaml", "format", "one-of"),
        ("q=a&fallback=maybe", "fallback", "one-of"),
        ("q=a&Q=b", "Q", "not-among"),
        ("q=a&=b", "", "not-among"),
    ],
)
def test_what_is_refused(query: str, parameter: str, rule: str) -> None:
    """A wrong value is refused by the rule that it breaks, and the parameter is named."""
    with pytest.raises(InvalidParameter) as caught:
        read(query)
    assert (caught.value.parameter, caught.value.context["rule"]) == (parameter, rule)


@given(st.text(max_size=40))
def test_any_query_is_read_or_refused(query: str) -> None:
    """Whatever the query, nothing but InvalidParameter is raised, and what is read is within its bounds."""
    try:
        values = read_parameters(request(f"q=a&{query}"), DECLARED)
    except InvalidParameter:
        return
    assert 1 <= values.number("limit") <= 200
    assert set(values.words("include")) <= {"faqs", "terms"}


def test_the_canonical_query() -> None:
    """What says the default anyway is left out, so that one thing has one address."""
    asked = request("q=a&limit=50&fallback=chain&since=0&kind=faq")
    read_parameters(asked, DECLARED)
    assert canonical_query(asked) == {"q": "a", "kind": "faq"}
    assert canonical_query(request("x=1")) == {"x": "1"}


def test_a_word_that_looks_like_no_default() -> None:
    """What has no default is never left out, whatever it says."""
    asked = request("q=None")
    read_parameters(asked, DECLARED)
    assert canonical_query(asked) == {"q": "None"}


def test_descriptions_are_what_is_read() -> None:
    """The schema of a parameter has the bounds, the words and the default that reading holds to."""
    assert LIMIT.openapi()["schema"] == {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
    assert KIND.openapi()["schema"] == {"type": "string", "enum": ["faq", "term"]}
    assert TEXT.openapi()["schema"] == {"type": "string", "minLength": 1, "maxLength": 5}
    assert (TEXT.openapi()["required"], LIMIT.openapi()["required"]) == (True, False)
