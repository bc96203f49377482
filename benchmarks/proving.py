"""What the long proofs have in common: how one is asked for, and how what it saw is told."""

import argparse
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.databases import KINDS
from benchmarks.figures import print_figures

FAULTS_KEPT = 20


@dataclass
class Proof:
    """What was seen; a proof adds its fields, and says in `is_sound` whether the promise held."""

    @property
    def is_sound(self) -> bool:
        raise NotImplementedError

    def as_figures(self) -> dict[str, Any]:
        counted = {name: dict(value) for name, value in vars(self).items() if isinstance(value, Counter)}
        return {**asdict(self), **counted, "sound": self.is_sound}


def prove(run: Callable[..., Proof], description: str | None, unsafe: str | None = None, **sizes: float) -> int:
    """The program of a proof: `run` with what is asked for on the command line, by default with `sizes`; ends with 1
    when it did not hold. `unsafe` says without what it can be run, too, to see it go wrong.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, size in sizes.items():
        parser.add_argument(f"--{name}", type=type(size), default=size)
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    if unsafe:
        parser.add_argument("--unsafe", action="store_true", help=f"{unsafe}; ends well only when it goes wrong")
    parser.add_argument("--json", action="store_true")
    chosen = vars(parser.parse_args())
    as_json = chosen.pop("json")
    result = run(**chosen)
    print_figures(result.as_figures(), as_json=as_json)
    return 0 if result.is_sound else 1
