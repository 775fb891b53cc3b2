"""What is packed comes out whole or not at all, on every version."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standoff.store import pack as packing
from standoff.store.addresses import address_of
from standoff.store.pack import pack, pack_json, unpack, unpack_json


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_bytes_come_out_as_they_went_in(plain: bytes, dictionary: bytes) -> None:
    assert unpack(pack(plain, dictionary), dictionary) == plain


@example(2**64)
@example(-(2**63) - 1)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_json_comes_out_as_it_went_in(value: object) -> None:
    assert unpack_json(pack_json(value, b"a text"), b"a text") == value


@given(st.binary(min_size=1, max_size=200), st.data())
def test_what_is_altered_or_cut_is_refused(plain: bytes, data: st.DataObject) -> None:
    packed = pack(plain)
    at = data.draw(st.integers(0, len(packed) - 1))
    altered = packed[:at] + bytes([packed[at] ^ data.draw(st.integers(1, 255))]) + packed[at + 1 :]
    for broken in (altered, packed[:at], packed + b"\x00"):
        try:
            assert unpack(broken) == plain  # a bit of the header that says how hard it was packed
        except ValueError:
            continue


def test_another_dictionary_is_refused() -> None:
    with pytest.raises(ValueError, match="does not unpack"):
        unpack(pack(b"a patrol", b"a patrol was hit"), b"another text")


def test_what_json_is_packed_with_is_what_it_always_was() -> None:
    """Whoever changes ``usual.json`` makes every casebook unreadable."""
    assert (
        hashlib.sha256(packing._usual()).hexdigest()
        == "3b240dfe8f5571ddb4590d8b7929a0c072d48ebd4607d8dac29353ab8dfc3c89"
    )


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.example.org/news/1", "example.org/news/1"),
        ("http://example.org/news/1/", "example.org/news/1"),
        ("https://m.example.org/news/1?utm_source=a&utm_medium=b#top", "example.org/news/1"),
        ("https://example.org/?id=7&fbclid=x", "example.org?id=7"),
        ("https://EXAMPLE.org/News", "example.org/News"),
        ("https://example.org/", None),
        ("https://example.org", None),
        ("https://[broken", None),
        (None, None),
    ],
)
def test_an_address_is_a_link_without_what_does_not_tell_pages_apart(url: str | None, address: str | None) -> None:
    assert address_of(url) == address
