"""Letting people in from the command line: the first administrator, and a link for somebody who is locked out."""

import click
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.commands.application import checked_app, fail, needs_database, writing
from volunteer_match.commands.serving import prepare_database
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.organisations.models import Company
from volunteer_match.people.invitations.actions import Guest, make_invitation
from volunteer_match.people.reset.actions import LINK_LIFETIME, make_link
from volunteer_match.people.reset.queries import PASSWORD_RESET
from volunteer_match.people.sign_in.queries import find_account_by_email
from volunteer_match.refusals import Refused
from volunteer_match.web.clock import now


def _checked_email(raw: str) -> str:
    try:
        return validate_email(raw, check_deliverability=False).normalized.lower()
    except EmailNotValidError as fault:
        raise click.BadParameter(str(fault)) from fault


def _company(name: str) -> Company:
    """The company of that name; without a name the first one, made when there is none."""
    query = select(Company).order_by(Company.id)
    found = db.session.scalars(query.where(Company.name == name) if name else query).first()
    if found is None:
        found = Company(name=name or "My company", created_at=now())
        db.session.add(found)
        db.session.flush()
    return found


@click.command("create-admin")
@click.argument("email")
@click.option("--company", default="", help="The company's name; made if it does not exist. Default: the first one.")
@needs_database
def create_admin_command(email: str, company: str) -> None:
    """Print a link by which EMAIL becomes an administrator. It works for 14 days, and once."""
    address = _checked_email(email)
    prepare_database(checked_app())
    with writing() as app:
        try:
            guest = Guest(address, Role.ADMINISTRATOR, company_id=_company(company).id)
            _invitation, token = make_invitation(guest, None, now())
        except Refused as refused:
            fail(refused.refusal.sentence, 1)
        click.echo(f"{app.settings.base_url}/invitations/{token}")


@click.command("reset-link")
@click.argument("email")
@needs_database
def reset_link_command(email: str) -> None:
    """Print a link by which the person with EMAIL chooses a new password. It works for two hours, and once."""
    with writing() as app:
        account = find_account_by_email(email)
        if account is None or not account.is_active:
            fail("There is no active account with that e-mail address.", 1)
            return
        token = make_link(account, PASSWORD_RESET, now())
        record("account.reset-link", None, now(), subject=account, company_id=account.company_id)
        click.echo(f"{app.settings.base_url}/password-reset/{token}")
        click.echo(f"It works for {LINK_LIFETIME.seconds // 3600} hours, and once.", err=True)


COMMANDS = (create_admin_command, reset_link_command)
