"""Which figures may be published, so that nobody's own can be worked out. Pure."""

from volunteer_match.impact.suppression.cells import SMALL, Cell, Given, Heads
from volunteer_match.impact.suppression.tree import Path, cells_of, publishable

__all__ = ["SMALL", "Cell", "Given", "Heads", "Path", "cells_of", "publishable"]
