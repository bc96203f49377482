"""Who has which part in a match. Pure."""

from dataclasses import dataclass

from volunteer_match.glossary import Role
from volunteer_match.matches.move_rule import Who
from volunteer_match.people.policy import is_staff


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wants to see or to move a match; row numbers. `partner_id` is that of a partner's member."""

    account_id: int
    role: Role
    company_id: int | None
    partner_id: int | None


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whose match it is; row numbers."""

    agent_id: int
    company_id: int
    partner_id: int


def part_in(match: Belonging, person: Person | None) -> Who | None:
    """The part of `person`, None for somebody who has none. No person at all is the platform itself.

    A coordinator is only the agent in a match of their own: nobody decides on their own claim.
    """
    if person is None:
        return Who.PLATFORM
    if person.account_id == match.agent_id:
        return Who.AGENT
    if is_staff(person.role):
        return Who.COORDINATOR if person.company_id == match.company_id else None
    if person.role is Role.PARTNER_MEMBER and person.partner_id == match.partner_id:
        return Who.PARTNER
    return None
