"""Questions and answers on a match."""

from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.matches.models import Match, MatchEvent, Message
from volunteer_match.matches.queries import is_shown_to_partner
from volunteer_match.matches.telling import match_params
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.organisations.queries import members_of
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff


def post_message(match: Match, author: Account, body: str, now: datetime) -> Message:
    """Adds a message and tells the others who have a part in the match."""
    message = Message(match_id=match.id, author_id=author.id, body=body, at=now)
    db.session.add(message)
    params = match_params(match) | {"person": author.display_name}
    for account in _others(match, author):
        notify(account, NoticeKind.MESSAGE_POSTED, params, f"/matches/{match.public_id}", now)
    return message


def _others(match: Match, author: Account) -> list[Account]:
    """The agent, the partner where the match is shown to them, and coordinators who took part so far."""
    people = [match.agent.account]
    if is_shown_to_partner(match):
        people += members_of(match.opportunity.partner_id)
    people += _coordinators(match)
    return list({account.id: account for account in people if account.id != author.id}.values())


def _coordinators(match: Match) -> list[Account]:
    moved = select(MatchEvent.actor_id).where(MatchEvent.match_id == match.id)
    wrote = select(Message.author_id).where(Message.match_id == match.id)
    people = db.session.scalars(select(Account).where(Account.id.in_(moved) | Account.id.in_(wrote)))
    return [account for account in people if is_staff(account.role)]
