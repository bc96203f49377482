"""The list of what is revoked, and pictures with a file in them: pure."""

import gzip
from base64 import urlsafe_b64decode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib.ob3 import OB3Verifier
from openbadgeslib.ob3.status import decode_encoded_list, set_indices

from volunteer_match.recognition.open_badges.baking import bake
from volunteer_match.recognition.open_badges.status import PLACES, encoded_list


@settings(max_examples=5)
@given(places=st.sets(st.integers(0, PLACES - 1), max_size=40))
def test_a_list_says_which_places_are_revoked(places: set[int]) -> None:
    """As another library reads it."""
    assert set_indices(decode_encoded_list(encoded_list(places))) == places


def test_a_list_worked_by_hand() -> None:
    """Places 0 and 9: the highest bit of the first byte, the second highest of the second."""
    bits = gzip.decompress(urlsafe_b64decode(encoded_list([0, 9])[1:] + "=="))
    assert (bits[:3], len(bits)) == (b"\x80\x40\x00", 16_384)


def test_a_picture_holds_its_file() -> None:
    baked = bake(
        '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="4"><title>A</title></svg>', "a.b.c"
    )
    assert OB3Verifier.extract_token_from_svg(baked.encode()) == "a.b.c"
    assert "<title>A</title>" in baked
    with pytest.raises(ValueError, match="no SVG"):
        bake("<html></html>", "a.b.c")
