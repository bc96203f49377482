"""How long the typeahead for skills takes to answer, without a network: `python -m benchmarks.typeahead`.

What people type into it: words begun, turned round, with letters missing, in both languages of the catalogue.
"""

import sys
import time

from benchmarks.figures import latency_ms, print_figures
from volunteer_match.people.catalogue import read_catalogue, search_entry, search_skills

TYPED = ("mahts", "englsh conversation", "interp", "lengua de signos", "t", "cuidar", "leer en voz alta", "xyzzy")
ROUNDS = 50


def main() -> int:
    entries = [search_entry(skill, language) for skill in read_catalogue() for language in ("en", "es")]
    seconds = []
    for round_ in range(ROUNDS + 1):
        for typed in TYPED:
            start = time.perf_counter()
            search_skills(typed, entries)
            if round_:  # the first warms up
                seconds.append(time.perf_counter() - start)
    print_figures({"names": len(entries), "answers": len(seconds), "ms": latency_ms(seconds)}, as_json=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
