"""Making a card, changing what it says, giving it another address, ending it. All of it holds at once."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from volunteer_match.extensions import db
from volunteer_match.glossary import CardName, ConsentKind
from volunteer_match.people.models import Account
from volunteer_match.recognition.card.models import Card
from volunteer_match.recognition.card.queries import find_card_of
from volunteer_match.recognition.consents.actions import give_consent, withdraw_consent

TOKEN_BYTES = 24
"""192 random bits: nobody guesses one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a card says."""

    name: CardName
    names_company: bool
    shows_hours: bool
    badges: Sequence[str]
    may_be_found: bool


def show(account: Account, choice: Choice, now: datetime) -> Card:
    """Changes the card that stands, or makes one: that is the person's consent to it."""
    card = find_card_of(account)
    if card is None:
        return _make(account, choice, now)
    for name, value in asdict(choice).items():
        setattr(card, name, value)
    db.session.flush()
    return card


def _make(account: Account, choice: Choice, now: datetime) -> Card:
    consent = give_consent(account, ConsentKind.CARD, now)
    card = Card(
        account_id=account.id,
        consent_id=consent.id,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        made_at=now,
        **asdict(choice),
    )
    db.session.add(card)
    db.session.flush()
    return card


def move(card: Card, now: datetime) -> Card:
    """The same card at another address; the old one is dead."""
    card.ended_at = now
    choice = Choice(card.name, card.names_company, card.shows_hours, card.badges, card.may_be_found)
    return _make(card.account, choice, now)


def end(account: Account, now: datetime) -> None:
    """Withdraws the consent, and every card of the person with it."""
    if (card := find_card_of(account)) is not None:
        card.ended_at = now
    withdraw_consent(account, ConsentKind.CARD, now)
