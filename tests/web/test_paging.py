"""Cursors as bytes: what is written is read again, by the same list alone."""

import base64

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidCursor
from app.store.listing import Place
from app.web.paging import SEAL_BYTES, _seal, address, read_cursor, write_cursor

NUMBERS = st.integers(0, 2**31 - 1)


@given(NUMBERS, NUMBERS, st.text())
def test_a_cursor_is_read_by_its_list(position: int, key: int, of: str) -> None:
    """The list that gave a cursor finds its place again; the cursor needs no escaping in an address."""
    cursor = write_cursor(Place(position, key), of)
    assert read_cursor(cursor, of) == Place(position, key)
    assert address("/v1", {"cursor": cursor}) == f"/v1?cursor={cursor}"


@given(NUMBERS, st.text(), st.text())
def test_no_other_list_reads_it(position: int, of: str, other: str) -> None:
    """A list of another name, however alike, refuses it."""
    cursor = write_cursor(Place(position, 1), of)
    for name in {other, of + other} - {of}:
        with pytest.raises(InvalidCursor):
            read_cursor(cursor, name)


@given(st.text())
def test_any_text_is_refused_or_read(text: str) -> None:
    """Whatever is given for a cursor, nothing but InvalidCursor is raised."""
    with pytest.raises(InvalidCursor):
        read_cursor(text, "terms []")


@pytest.mark.parametrize(
    "content", [None, 1, [], [1], [1, 2, 3], ["1", 2], [1, None], [1.0, 2], {}, [2**31, 1], [1, -(2**40)]]
)
def test_a_sealed_cursor_of_another_form_is_refused(content: object) -> None:
    """Whoever knows how cursors are made gains nothing: a place is two numbers that a database takes."""
    body = orjson.dumps(content)
    cursor = base64.urlsafe_b64encode(_seal(body, "terms") + body).rstrip(b"=").decode()
    assert len(_seal(body, "terms")) == SEAL_BYTES
    with pytest.raises(InvalidCursor):
        read_cursor(cursor, "terms")


def test_an_address_is_the_same_for_the_same_parameters() -> None:
    """Parameters are sorted and escaped, so that one thing has one address."""
    assert address("/v1/terms", {"limit": "2", "category": "a b&c"}) == "/v1/terms?category=a%20b%26c&limit=2"
    assert address("/v1/terms", {"category": "a b&c", "limit": "2"}) == "/v1/terms?category=a%20b%26c&limit=2"
    assert address("/v1", {}) == "/v1"
