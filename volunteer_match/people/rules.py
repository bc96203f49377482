"""What may happen to an account. Pure."""

from volunteer_match.glossary import Role
from volunteer_match.refusals import Refusal

LONGEST_NUMBER = 40
"""Letters of an employee number, at most."""
COMPANY_ROLES = (Role.AGENT, Role.COORDINATOR, Role.ADMINISTRATOR)


class AccountRefusal(Refusal):
    """Why a change of an account was refused."""

    YOURSELF = "You can’t do this to your own account. Ask another administrator."
    LAST_ADMINISTRATOR = "This is the last administrator. Make somebody else an administrator first."
    NOT_OF_COMPANY = "Partners’ accounts have no other role."
    NUMBER_TAKEN = "Somebody else has this employee number."
    HAS_ACCOUNT = "There is an account with this e-mail address already."


def judge_leaving(role: Role, active_administrators: int) -> AccountRefusal | None:
    """Whether somebody may stop being what they are: the last administrator may not."""
    is_last = role is Role.ADMINISTRATOR and active_administrators <= 1
    return AccountRefusal.LAST_ADMINISTRATOR if is_last else None


def judge_role_change(old: Role, new: Role, active_administrators: int, *, is_self: bool) -> AccountRefusal | None:
    """Whether an administrator may give this role: among the company's, not to themselves, not the last one's."""
    if is_self:
        return AccountRefusal.YOURSELF
    if old not in COMPANY_ROLES or new not in COMPANY_ROLES:
        return AccountRefusal.NOT_OF_COMPANY
    return judge_leaving(old, active_administrators) if old is not new else None


def judge_deactivation(role: Role, active_administrators: int, *, is_self: bool) -> AccountRefusal | None:
    """Whether an administrator may close this account."""
    return AccountRefusal.YOURSELF if is_self else judge_leaving(role, active_administrators)
