"""Milliseconds, and where they come from."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from benchmarks.figures import percentile

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds that it took, and what came out."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def spread_ms(seconds: Iterable[float]) -> dict[str, float]:
    """The median and for how long 95 and 99 of 100 took at most, in milliseconds."""
    values = list(seconds)
    return {"median_ms": _ms(values, 50), "p95_ms": _ms(values, 95), "p99_ms": _ms(values, 99)}


def _ms(seconds: Sequence[float], share: int) -> float:
    return round(percentile(seconds, share / 100) * 1000, 4)
