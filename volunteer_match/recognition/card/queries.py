"""Reads of cards: what stands at an address now, and what it says."""

from dataclasses import dataclass

from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.glossary import CardName, HoursState
from volunteer_match.hours.models import HourEntry
from volunteer_match.people.models import Account
from volunteer_match.recognition.badges.models import BadgeAward
from volunteer_match.recognition.badges.queries import standing_awards
from volunteer_match.recognition.card.models import Card


@dataclass(frozen=True, slots=True)
class Face:
    """All that a card says; empty or None is not said."""

    name: str
    company: str
    hours: int | None
    """Whole hours, confirmed by those who were helped."""
    badges: list[BadgeAward]


def find_card(token: str) -> Card | None:
    """The card of that address, whether it still stands or not."""
    return db.session.scalar(select(Card).where(Card.token == token))


def find_card_of(account: Account) -> Card | None:
    """The card that this person shows now."""
    mine = select(Card).where(Card.account_id == account.id, Card.ended_at.is_(None)).order_by(Card.id.desc())
    return next((card for card in db.session.scalars(mine) if card.stands), None)


def face_of(card: Card) -> Face:
    """As the person chose it, from what holds now: a badge that was taken back is not shown."""
    account, shown = card.account, set(card.badges)
    return Face(
        name=name_in(account, card.name),
        company=account.company.name if card.names_company and account.company is not None else "",
        hours=confirmed_minutes(account.id) // 60 if card.shows_hours else None,
        badges=[award for award in standing_awards(account.id) if award.badge.value in shown],
    )


def name_in(account: Account, form: CardName) -> str:
    """The person's name in this form; empty for none."""
    names = {
        CardName.NONE: "",
        CardName.GIVEN: account.given_name,
        CardName.SHORT: account.display_name,
        CardName.FULL: account.full_name,
    }
    return names[form]


def confirmed_minutes(account_id: int) -> int:
    """All confirmed minutes of this person, of every year."""
    total = select(func.sum(HourEntry.confirmed_minutes)).where(
        HourEntry.agent_id == account_id, HourEntry.state != HoursState.REMOVED
    )
    return db.session.scalar(total) or 0
