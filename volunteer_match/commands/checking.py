"""Is everything in order? One line a finding; exit code 1 if something is not."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import click
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from volunteer_match.challenges.recomputing import find_differences
from volunteer_match.commands.application import checked_app, checked_config
from volunteer_match.config import Config
from volunteer_match.database.migrate import current_head, find_revision
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.jobs.leading import find_leadership
from volunteer_match.jobs.queries import count_all_set_aside, list_failing
from volunteer_match.matches.keeping.kept import build_kept
from volunteer_match.matches.keeping.memory import give_back, resident_mebibytes
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.opportunities.actions import derive_times_anew
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.people.models import Account
from volunteer_match.web.clock import now


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: whether it is well, and what was found."""

    is_well: bool
    text: str


def _configuration(config: Config) -> Iterator[Finding]:
    yield Finding(True, f"configuration: {config.environment}, {config.base_url}")
    if config.smtp_url is None:
        yield Finding(True, "mail: no SMTP_URL; messages wait on the administrator's outbox page")
    if config.is_production and not config.base_url.startswith("https://"):
        yield Finding(False, "BASE_URL: not https, so cookies travel in the clear")


def _database() -> Iterator[Finding]:
    connection = db.session.connection()
    kind = connection.dialect.name
    yield Finding(True, f"database: {kind}, answers")
    revision, head = find_revision(connection), current_head()
    yield Finding(revision == head, f"schema: at {revision or 'nothing'}, newest is {head}")
    if revision != head:
        return
    if kind == "sqlite":
        result = connection.execute(text("PRAGMA quick_check(1)")).scalar()
        yield Finding(result == "ok", f"database file: {result}")
    accounts = db.session.scalar(select(func.count()).select_from(Account))
    yield Finding(True, f"accounts: {accounts}")
    oversold = db.session.scalar(
        select(func.count())
        .select_from(OpportunitySession)
        .where((OpportunitySession.taken > OpportunitySession.places) | (OpportunitySession.taken < 0))
    )
    yield Finding(oversold == 0, f"sessions with more taken than places: {oversold}")
    failed = db.session.scalar(
        select(func.count()).select_from(OutboxMessage).where(OutboxMessage.failed_at.is_not(None))
    )
    yield Finding(failed == 0, f"messages that could not be sent: {failed}")
    differences = list(find_differences())
    yield Finding(not differences, f"challenges: totals beside their ledger: {'; '.join(differences) or 'none'}")
    yield from check_worker()


def check_worker() -> Iterator[Finding]:
    """What was set aside, which sweeps fail, and whether a worker leads."""
    set_aside = count_all_set_aside()
    yield Finding(set_aside == 0, f"jobs that could not be done: {set_aside}")
    for schedule in list_failing():
        yield Finding(False, f"{schedule.name}: failed {schedule.faults} times in a row ({schedule.last_error})")
    leader = find_leadership()
    if leader is None:
        yield Finding(True, "worker: none runs now")
    elif leader.until < now():
        yield Finding(False, f"worker: {leader.holder} went without a word at {leader.until:%Y-%m-%d %H:%M} UTC")
    else:
        yield Finding(True, f"worker: {leader.holder} leads since {leader.since:%Y-%m-%d %H:%M} UTC")


def _index() -> Iterator[Finding]:
    """Builds an index as each worker process has one, and says what that took."""
    before = resident_mebibytes()
    kept = build_kept(now())
    give_back()
    grown = resident_mebibytes() - before
    count = len(kept.index.agents.everybody)
    yield Finding(True, f"index: {count} agents, {grown:.0f} MiB in each worker, built in {kept.build_seconds:.1f} s")
    yield Finding(True, f"change log: newest change is {kept.place.newest or 'none yet'}")


def _times(*, fix: bool) -> Iterator[Finding]:
    """Instants are derived from wall times; a newer tzdata may have moved some."""
    if fix:
        begin_write(db.session)
    changed = derive_times_anew(now())
    if fix:
        db.session.commit()
        yield Finding(True, f"session times worked out anew: {changed} changed")
    else:
        db.session.rollback()
        hint = "; run again with --fix-times" if changed else ""
        yield Finding(changed == 0, f"session times that today's time zone data would change: {changed}{hint}")


def _findings(config: Config, *, fix_times: bool) -> Iterator[Finding]:
    yield from _configuration(config)
    try:
        well = True
        for finding in _database():
            well = well and finding.is_well
            yield finding
        if well:
            yield from _times(fix=fix_times)
            yield from _index()
    except SQLAlchemyError as fault:
        reason = str(getattr(fault, "orig", fault)).splitlines()[0]
        yield Finding(False, f"database: does not answer ({reason})")


@click.command("check")
@click.option("--fix-times", is_flag=True, help="Work out the instants of sessions anew from their wall times.")
def check_command(fix_times: bool) -> None:
    """Look at configuration and database; exit code 1 if something is wrong."""
    config = checked_config()
    app = checked_app()
    with app.app_context():
        findings = list(_findings(config, fix_times=fix_times))
    for finding in findings:
        click.echo(f"{'ok   ' if finding.is_well else 'WRONG'} {finding.text}")
    sys.exit(0 if all(finding.is_well for finding in findings) else 1)


COMMANDS = (check_command,)
