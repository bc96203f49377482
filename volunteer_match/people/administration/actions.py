"""What administrators do to accounts."""

from datetime import datetime

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.hours.time_off.actions import end_time_off_of
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.endings import end_matches_of
from volunteer_match.people.models import Account
from volunteer_match.people.queries import count_administrators_in_turn, has_number
from volunteer_match.people.reset.actions import void_links
from volunteer_match.people.reset.queries import EMAIL_CHANGE, PASSWORD_RESET
from volunteer_match.people.rules import LONGEST_NUMBER, AccountRefusal, judge_deactivation, judge_role_change
from volunteer_match.people.sign_in.actions import end_all_sessions
from volunteer_match.refusals import Refused


def deactivate(account: Account, actor: Account, now: datetime) -> None:
    """Nobody signs in with it, every session ends at once, places in the future go to others.

    Raises Refused. A second time changes nothing.
    """
    left = count_administrators_in_turn(account.company_id)
    db.session.refresh(account)
    if account.deactivated_at is not None:
        return
    if refusal := judge_deactivation(account.role, left, is_self=account.id == actor.id):
        raise Refused(refusal)
    if account.profile is not None:
        end_matches_of(account, now)
        end_time_off_of(account, now)
        note_change("agent", account.id, now)
    account.deactivated_at = now
    end_all_sessions(account, now)
    for purpose in (PASSWORD_RESET, EMAIL_CHANGE):
        void_links(account, purpose, now)
    record("account.deactivate", actor, now, subject=account)


def reactivate(account: Account, actor: Account, now: datetime) -> None:
    """The person may sign in again. Matches that ended stay ended."""
    if account.deactivated_at is None:
        return
    account.deactivated_at = None
    if account.profile is not None:
        note_change("agent", account.id, now)
    record("account.reactivate", actor, now, subject=account)


def change_role(account: Account, role: Role, actor: Account, now: datetime) -> None:
    """Gives another role of the company. It counts from the next click. Raises Refused."""
    left = count_administrators_in_turn(account.company_id)
    db.session.refresh(account)
    if refusal := judge_role_change(account.role, role, left, is_self=account.id == actor.id):
        raise Refused(refusal)
    if account.role is role:
        return
    record("account.role", actor, now, subject=account, old=account.role.value, new=role.value)
    account.role = role


def set_employee_number(account: Account, raw: str, actor: Account, now: datetime) -> None:
    """By which workforce management knows them; empty takes it away. Raises Refused(NUMBER_TAKEN)."""
    number = raw.strip()[:LONGEST_NUMBER] or None
    if number == account.employee_number:
        return
    if number is not None and has_number(account.company_id, number):
        raise Refused(AccountRefusal.NUMBER_TAKEN)
    account.employee_number = number
    db.session.flush()
    record("account.employee-number", actor, now, subject=account)
