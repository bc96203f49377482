"""Serving and migrating."""

import click

from volunteer_match.commands.application import checked_app, needs_database
from volunteer_match.database.migrate import current_head, migrate
from volunteer_match.extensions import db


@click.command("migrate")
@needs_database
def migrate_command() -> None:
    """Bring the database to the newest schema."""
    app = checked_app()
    with app.app_context():
        migrate(db.engine)
    click.echo(f"Database is at {current_head()}.")


COMMANDS = (migrate_command,)
