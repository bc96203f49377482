"""Ranking from the command line: from a file of facts, or from the database; one code ranks both."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from volunteer_match.commands.application import checked_app, fail, needs_database
from volunteer_match.extensions import db
from volunteer_match.matches.facts.world import world_of_agent, world_of_opportunity
from volunteer_match.matching.facts_file import FactsFault, answer, as_table, load_facts
from volunteer_match.opportunities.queries import find_opportunity
from volunteer_match.people.models import Account
from volunteer_match.web.clock import now


def _target(raw: tuple[str, str] | None) -> dict[str, Any]:
    if raw is None:
        return {}
    kind, identity = raw
    if kind not in ("agent", "opportunity"):
        fail(f"--for: '{kind}' is neither agent nor opportunity")
    return {f"for_{kind}": identity}


def _from_file(path: str, target: dict[str, Any], **options: Any) -> list[dict[str, Any]]:
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        fail(f"{path}: cannot be read ({fault.__class__.__name__})")
        raise
    try:
        return answer(load_facts(text, datetime.now(UTC)), **target, **options)
    except FactsFault as fault:
        fail("\n".join(fault.faults))
        raise


@needs_database
def _from_database(opportunity: str | None, agent: str | None, **options: Any) -> list[dict[str, Any]]:
    with checked_app().app_context():
        if opportunity is not None:
            found = find_opportunity(opportunity)
            if found is None:
                fail(f"--opportunity: no opportunity '{opportunity}'")
            assert found is not None
            return answer(world_of_opportunity(found, now()), for_opportunity=found.public_id, **options)
        account = _find_agent(agent or "")
        if account is None:
            fail(f"--agent: no agent '{agent}'")
        assert account is not None
        return answer(world_of_agent(account, now()), for_agent=account.public_id, **options)


def _find_agent(identity: str) -> Account | None:
    is_meant = (Account.public_id == identity) | (Account.email == identity.lower())
    return db.session.scalar(select(Account).where(is_meant))


@click.command("rank")
@click.option("--facts", "facts_file", metavar="FILE", help="Rank from a file of facts, no database (- is stdin).")
@click.option("--for", "target", type=(str, str), metavar="(agent|opportunity) ID", help="Only this one of the file.")
@click.option("--opportunity", metavar="ID", help="Rank agents for this opportunity of the database.")
@click.option("--agent", metavar="ID", help="Rank opportunities for this agent (id or e-mail) of the database.")
@click.option("--top", type=click.IntRange(min=1), help="At most so many.")
@click.option("--all-failed", is_flag=True, help="List everybody who failed a gate, whatever --top says.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def rank_command(
    facts_file: str | None,
    target: tuple[str, str] | None,
    opportunity: str | None,
    agent: str | None,
    top: int | None,
    all_failed: bool,
    as_json: bool,
) -> None:
    """Rank agents for opportunities, or opportunities for an agent, and say why."""
    if sum(source is not None for source in (facts_file, opportunity, agent)) != 1:
        fail("rank: give exactly one of --facts, --opportunity and --agent")
    options = {"top": top, "all_failed": all_failed}
    if facts_file is not None:
        result = _from_file(facts_file, _target(target), **options)
    else:
        result = _from_database(opportunity, agent, **options)
    click.echo(json.dumps(result, ensure_ascii=False, indent=2) if as_json else as_table(result))


COMMANDS = (rank_command,)
