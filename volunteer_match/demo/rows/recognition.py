"""Recognition in the demo world: badges for what happened, words of thanks, consents, and a card to look at."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import cycle

from sqlalchemy import select

from volunteer_match.demo.accounts import SIGN_INS
from volunteer_match.demo.files import read_table
from volunteer_match.demo.rows.people import People
from volunteer_match.extensions import db
from volunteer_match.glossary import CardName, ConsentKind, KudosReason, KudosState, MatchState
from volunteer_match.matches.models import Match
from volunteer_match.organisations.queries import members_of
from volunteer_match.people.models import Account
from volunteer_match.recognition.badges.actions import award_missing
from volunteer_match.recognition.badges.queries import standing_awards
from volunteer_match.recognition.card.actions import Choice, show
from volunteer_match.recognition.consents.actions import give_consent
from volunteer_match.recognition.kudos.models import Kudos

THANKED = 24
"""So many sessions, the latest, brought words of thanks."""
WAITING = 3
"""The latest of them still wait for a coordinator."""


def add_recognition(people: People, now: datetime) -> None:
    """After matches and hours are there."""
    while award_missing(now):
        pass
    me, partner, coordinator = (people.accounts[sign_in[0]] for sign_in in SIGN_INS[:3])
    words = read_table("thanks")
    made = [*_from_partners(words["partners"], now), *_from_colleagues(me, words["colleagues"], now)]
    _decide(made, coordinator)
    _send_one_back(partner, me, words["returned"], coordinator, now)
    for number, kudos in enumerate(made):
        if number % 4 != 3:
            give_consent(kudos.receiver, ConsentKind.WALL, kudos.created_at)
        if kudos.author is not None and number % 3 != 2:
            give_consent(kudos.author, ConsentKind.NAME, kudos.created_at)
    badges = [award.badge.value for award in standing_awards(me.id)]
    show(me, Choice(CardName.SHORT, True, True, badges, may_be_found=False), now - timedelta(days=9))


def _from_partners(words: Sequence[str], now: datetime) -> Iterator[Kudos]:
    """A few days after a session, one for each person."""
    came = (
        select(Match)
        .where(Match.state == MatchState.COMPLETED)
        .order_by(Match.state_since.desc(), Match.id)
        .limit(4 * THANKED)
    )
    thanked: set[int] = set()
    texts = cycle(words)
    for match in db.session.scalars(came):
        members = members_of(match.opportunity.partner_id)
        if match.agent_id in thanked or not members or len(thanked) == THANKED:
            continue
        thanked.add(match.agent_id)
        at = min(match.state_since + timedelta(days=1), now - timedelta(hours=2 + len(thanked)))
        yield _kudos(members[0], match.agent.account, next(texts), at)


def _from_colleagues(me: Account, words: Sequence[str], now: datetime) -> Iterator[Kudos]:
    """The team of the agent whose sign-in is printed, to them and from them."""
    assert me.profile is not None
    team = select(Account).where(Account.profile.has(team_id=me.profile.team_id), Account.id != me.id)
    for number, (colleague, text) in enumerate(zip(db.session.scalars(team.order_by(Account.id)), words, strict=False)):
        at = now - timedelta(days=3 + 5 * number)
        yield _kudos(me, colleague, text, at) if number % 2 else _kudos(colleague, me, text, at)


def _kudos(author: Account, receiver: Account, body: str, at: datetime) -> Kudos:
    assert receiver.company_id is not None
    made = Kudos(
        company_id=receiver.company_id,
        receiver=receiver,
        author=author,
        partner_id=author.membership.partner_id if author.membership else None,
        body=body,
        state=KudosState.WAITING,
        created_at=at,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _decide(made: Sequence[Kudos], coordinator: Account) -> None:
    latest = sorted(made, key=lambda one: (one.created_at, one.id))[-WAITING:]
    for kudos in made:
        if kudos not in latest:
            kudos.state, kudos.decided_by_id = KudosState.SHOWN, coordinator.id
            kudos.decided_at = kudos.created_at + timedelta(hours=4)
    db.session.flush()


def _send_one_back(
    author: Account, receiver: Account, words: dict[str, str], coordinator: Account, now: datetime
) -> None:
    kudos = _kudos(author, receiver, words["body"], now - timedelta(days=20))
    kudos.state, kudos.reason, kudos.note = KudosState.RETURNED, KudosReason.CLIENT, words["note"]
    kudos.decided_at, kudos.decided_by_id = now - timedelta(days=19), coordinator.id
    db.session.flush()
