"""`volunteer-match challenges`: whether every total is what the ledger says, and working entries out anew."""

import sys

import click
from sqlalchemy import select

from volunteer_match.challenges.catalogue import ACTIONS
from volunteer_match.challenges.effects import Worth
from volunteer_match.challenges.factors.queries import current, version
from volunteer_match.challenges.logged.worth import worth_of
from volunteer_match.challenges.models import Challenge, Entry
from volunteer_match.challenges.recomputing import find_differences, recompute
from volunteer_match.commands.application import checked_app, fail, needs_database
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.refusals import Refused
from volunteer_match.web.clock import now


@click.group("challenges")
def challenges_command() -> None:
    """Challenges and their ledger."""


@challenges_command.command("check")
@needs_database
def check_command() -> None:
    """Recompute every total from the ledger and compare; exit code 1 if one differs."""
    with checked_app().app_context():
        differences = list(find_differences())
        entries = db.session.query(Entry).count()
    for line in differences:
        click.echo(f"WRONG {line}")
    if not differences:
        click.echo(f"ok    every total is what the ledger adds up to ({entries} entries)")
    sys.exit(1 if differences else 0)


@challenges_command.command("recompute")
@click.argument("public_id", metavar="CHALLENGE")
@click.option("--factors", "name", default="", metavar="VERSION", help="Another version than the one in use now.")
@needs_database
def recompute_command(public_id: str, name: str) -> None:
    """Work the entries of a CHALLENGE (the id in its address) out anew by a version of the factors.

    Every change is a line of the ledger. A challenge that is closed keeps its standing.
    """
    with checked_app().app_context():
        begin_write(db.session)
        challenge = db.session.scalar(select(Challenge).where(Challenge.public_id == public_id))
        if challenge is None:
            fail(f"{public_id}: no challenge has this id.")
        assert challenge is not None
        try:
            factors = version(name, challenge.company_id) if name else current(challenge.company_id)
        except LookupError:
            fail(f"{name}: no such version of the factors was ever in use.")

        def worth(entry: Entry, typed: dict[str, str]) -> Worth | None:
            known = entry.action in ACTIONS
            return worth_of(entry.participation, entry.action, typed, factors) if known else None

        try:
            done = recompute(challenge, factors.version, worth, now())
        except Refused:
            fail(f"{challenge.title}: it is closed, and its standing is kept.")
        db.session.commit()
    click.echo(f"{done} entries are worked out by version {factors.version}.")


COMMANDS = (challenges_command,)
