"""What cleaning a photo costs, and what becomes of files made to cost more: `python -m benchmarks.photos [--json]`.

Every file is made here, and cleaned in a process of its own as the site does it. Seconds are the
processor's, memory the most that the process had resident.
"""

import subprocess
import sys
from collections.abc import Callable
from random import Random

import click
import numpy as np
from PIL import Image

from benchmarks.figures import print_figures, print_table
from tests.challenges.evidence import pictures

MEASURE = """
import resource, sys
from volunteer_match.challenges.evidence.separate import clean_separately
from volunteer_match.refusals import Refused
content = sys.stdin.buffer.read()
try:
    answer = f"{len(clean_separately(content).picture) // 1000} kB"
except Refused as refused:
    answer = refused.refusal.name
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(round(used.ru_utime + used.ru_stime, 2), used.ru_maxrss // 1000, answer)
"""


def photographed(width: int, height: int) -> Image.Image:
    """Soft shapes with a little noise, of that size."""
    rng = np.random.default_rng(1)
    coarse = Image.fromarray(rng.integers(0, 255, (height // 50, width // 50, 3), dtype="uint8"))
    return coarse.resize((width, height), Image.Resampling.BICUBIC)


def many_scans() -> bytes:
    """A progressive JPEG of the most pixels, each of whose scans has to be read again: the costliest honest file."""
    return pictures.encoded(photographed(8000, 8000), "JPEG", quality=92, progressive=True, subsampling=0)


FILES: dict[str, Callable[[], bytes]] = {
    "JPEG of a telephone, 12 million pixels": lambda: pictures.encoded(photographed(4000, 3000), "JPEG", quality=90),
    "JPEG, 48 million pixels": lambda: pictures.encoded(photographed(8000, 6000), "JPEG", quality=90),
    "progressive JPEG, 64 million pixels": many_scans,
    "PNG, 17 million pixels": lambda: pictures.encoded(photographed(4800, 3600), "PNG"),
    "WebP, 24 million pixels": lambda: pictures.encoded(photographed(6000, 4000), "WEBP", method=0),
    "one colour, PNG of 24 million pixels": lambda: pictures.encoded(Image.new("RGBA", (6000, 4000)), "PNG"),
    "PNG that says 50,000 × 50,000": lambda: pictures.png_of(50_000, 50_000),
    "WebP that says 16,000 × 16,000": lambda: pictures.webp_of(16_000, 16_000),
    "noise, JPEG of 4 million pixels": lambda: pictures.encoded(
        Image.frombytes("L", (2000, 2000), Random(1).randbytes(4_000_000)), "JPEG", quality=95
    ),
}


def measure(content: bytes) -> dict[str, float | int | str]:
    done = subprocess.run([sys.executable, "-c", MEASURE], input=content, capture_output=True, check=True)
    seconds, megabytes, answer = done.stdout.decode().strip().split(" ", 2)
    return {"bytes": len(content), "seconds": float(seconds), "MB": int(megabytes), "result": answer}


@click.command()
@click.option("--json", "as_json", is_flag=True)
def main(as_json: bool) -> None:
    rows = [{"file": name, **measure(make())} for name, make in FILES.items()]
    if as_json:
        print_figures({"photos": rows}, as_json=True)
    else:
        print_table(rows)


if __name__ == "__main__":
    main()
