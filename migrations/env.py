"""Alembic's entry: runs on the connection that volunteer_match.database.migrate hands over."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context

from volunteer_match import every_model
from volunteer_match.database import Base, LocalDateTime, UtcDateTime

assert every_model  # imported for its tables


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations name plain types, so that they stay true when the application's own types change."""
    if kind == "type" and isinstance(item, UtcDateTime | LocalDateTime):
        return f"sa.DateTime(timezone={isinstance(item, UtcDateTime)})"
    if kind == "type" and isinstance(item, sa.Enum):
        return f"sa.String({item.length})"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=render_item,
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
