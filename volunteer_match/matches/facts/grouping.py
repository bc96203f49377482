"""Rows by the id they belong to."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Select

from volunteer_match.extensions import db

Rows = dict[int, list[Any]]


def grouped(statement: Select[*tuple[Any, ...]]) -> Rows:
    """Runs `statement`, whose first column is a row number, and gathers the other columns under it."""
    rows: Rows = defaultdict(list)
    for key, *values in db.session.execute(statement):
        rows[key].append(values)
    return rows
