"""The program that `separate.py` runs: a file comes in by standard input, what became of it goes out."""

import json
import resource
import sys

from volunteer_match.challenges.evidence.rules import MOST_BYTES
from volunteer_match.refusals import Refused

MEMORY = 1_000_000_000
"""Bytes of address space. A progressive JPEG of 64 million pixels, the worst that is read, takes 400 million."""
SECONDS = 10


def limit() -> None:
    """From here on: so much memory, so much time, no file written, nothing left behind by a crash."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def main() -> None:
    limit()
    from volunteer_match.challenges.evidence.cleaner import clean

    try:
        made = clean(sys.stdin.buffer.read(MOST_BYTES + 1))
    except Refused as refused:
        head: dict[str, object] = {"refused": refused.refusal.name}
        body: tuple[bytes, ...] = ()
    else:
        head = {"width": made.width, "height": made.height, "likeness": made.likeness, "bytes": len(made.picture)}
        body = (made.picture, made.thumbnail)
    sys.stdout.buffer.write(b"".join((json.dumps(head).encode(), b"\n", *body)))


if __name__ == "__main__":
    main()
