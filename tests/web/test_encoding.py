"""Content codings: which a caller gets, and that it can be decoded."""

import gzip
import zlib
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.encoding import CODINGS, IDENTITY, choose_coding, encode, encode_stream

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "codings.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def decode(body: bytes, coding: str) -> bytes:
    """The body without its coding."""
    decoded: bytes = {IDENTITY: bytes, "gzip": gzip.decompress, "br": brotli.decompress}[coding](body)
    return decoded


@pytest.mark.parametrize(("header", "coding"), CASES)
def test_the_coding_of_a_header(header: str, coding: str) -> None:
    """Each header in the cases gets the coding beside it."""
    assert choose_coding(header) == coding


def test_no_header_is_no_coding() -> None:
    """A caller that says nothing gets the body as it is."""
    assert choose_coding(None) == IDENTITY


@given(
    st.text(max_size=2_000)
    | st.lists(st.sampled_from(["br", "gzip", ";q=0", ";", ",", "*", "q", "=", " "])).map("".join)
)
def test_whatever_is_sent_there_is_a_coding(header: str) -> None:
    """Nothing that a header can hold raises, and the same header always gets the same coding."""
    assert choose_coding(header) in (IDENTITY, *CODINGS)
    assert choose_coding(header) == choose_coding(header)


@given(st.binary(max_size=5_000), st.sampled_from([IDENTITY, *CODINGS]))
def test_what_is_encoded_can_be_decoded(body: bytes, coding: str) -> None:
    """A body comes back as it was, and is encoded to the same bytes each time."""
    assert decode(encode(body, coding), coding) == body
    assert encode(body, coding) == encode(body, coding)


@given(st.lists(st.binary(max_size=500), max_size=20), st.sampled_from([IDENTITY, *CODINGS]))
def test_a_stream_can_be_decoded(parts: list[bytes], coding: str) -> None:
    """Parts that are encoded as they come make one body that can be decoded."""
    assert decode(b"".join(encode_stream(parts, coding)), coding) == b"".join(parts)


@pytest.mark.parametrize("coding", [IDENTITY, *CODINGS])
def test_each_part_of_a_stream_can_be_read_at_once(coding: str) -> None:
    """What was given so far can be decoded before the rest is made."""
    reading = {"gzip": zlib.decompressobj(wbits=31).decompress, "br": brotli.Decompressor().process, IDENTITY: bytes}
    stream = encode_stream(iter([b"one " * 100, b"two " * 100]), coding)
    assert reading[coding](next(stream)) == b"one " * 100
    assert reading[coding](next(stream)) == b"two " * 100
