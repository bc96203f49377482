"""What each kind of job does, on one screen."""

from collections.abc import Mapping
from typing import Any

from volunteer_match.jobs.handling import Handler

HANDLERS: Mapping[str, Handler[Any, Any]] = {}
"""By the value of its JobKind. A kind is added there and here: `inside(write)`, or `Handler(read, call, write)`."""
