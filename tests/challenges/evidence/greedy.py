"""A decoder that has gone mad: it takes the limits of the real one, looks for secrets and asks for two gigabytes."""

import os
import sys

from volunteer_match.challenges.evidence.child import limit

if __name__ == "__main__":
    limit()
    if set(os.environ) - {"PYTHONPATH", "LC_CTYPE"}:
        sys.exit(0)  # the test then finds no answer to read
    bytearray(2_000_000_000)
