"""Which part an account has in a match."""

from volunteer_match.matches.models import Match
from volunteer_match.matches.move_rule import Who
from volunteer_match.matches.policy import Belonging, Person, part_in
from volunteer_match.people.models import Account


def person_of(account: Account) -> Person:
    """What policy needs to know of an account."""
    membership = account.membership
    return Person(account.id, account.role, account.company_id, membership.partner_id if membership else None)


def part_of(account: Account | None, match: Match) -> Who | None:
    """The part of `account` in `match`; None for somebody who has none."""
    belonging = Belonging(match.agent_id, match.company_id, match.opportunity.partner_id)
    return part_in(belonging, person_of(account) if account else None)
