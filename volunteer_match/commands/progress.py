"""How far a long command is: a bar on a terminal, a line now and then elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

LINE_EVERY = 1_000
"""Records between two lines of progress where there is no terminal to draw a bar on."""
Progress = Callable[[int, int], None]
"""Called with how many records are done, and how many there are."""


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """A bar on a terminal, a line now and then elsewhere; on standard error, so that JSON stays whole."""
    if not sys.stderr.isatty():
        yield lambda done, total: _line(label, done, total)
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def step(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield step


def _line(label: str, done: int, total: int) -> None:
    if done % LINE_EVERY == 0 or (done == total and total > LINE_EVERY):
        click.echo(f"{label}: {done} / {total}", err=True)
