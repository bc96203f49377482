"""The list of what is revoked (W3C Bitstring Status List 1.0): a bit for each file, so that nobody can tell from what a
verifier fetches whose file it looks at. Pure.
"""

import gzip
from base64 import urlsafe_b64encode
from collections.abc import Iterable

PLACES = 131_072
"""The least length of a list (section 3.3: 16 kB), among which one file hides."""
FULL = PLACES // 2
"""So many places of a list are given; the next list begins then, so that a free one is drawn at random quickly."""


def encoded_list(revoked: Iterable[int]) -> str:
    """Multibase base64url of the compressed bits; place 0 is the highest bit of the first byte (section 3.2)."""
    bits = bytearray(PLACES // 8)
    for place in revoked:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")
