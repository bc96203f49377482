"""Search for staff: forgiving of case and accents, the same on both databases."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.queries import seen_by_staff
from volunteer_match.organisations.models import Partner
from volunteer_match.people.models import Account
from volunteer_match.web.folding import folded

MOST = 20
T = TypeVar("T", Account, Opportunity, Partner)


@dataclass(frozen=True, slots=True)
class Found:
    """Up to MOST of each, those whose name begins with the words first."""

    people: list[Account]
    opportunities: list[Opportunity]
    partners: list[Partner]

    @property
    def is_empty(self) -> bool:
        return not (self.people or self.opportunities or self.partners)


def search(query: str, coordinator: Account) -> Found:
    """People of the coordinator's company, needs that staff may see, and partners; all words must be found.

    Only names are read to decide, as rows of text: folding accents is not the same on the two databases.
    """
    words = folded(query).split()
    people = select(Account.id, Account.given_name, Account.family_name, Account.email).where(
        Account.company_id == coordinator.company_id, Account.deleted_at.is_(None)
    )
    needs = seen_by_staff().join(Partner, Opportunity.partner_id == Partner.id)
    return Found(
        _rows(Account, _matching(words, db.session.execute(people))),
        _rows(
            Opportunity,
            _matching(
                words,
                db.session.execute(needs.with_only_columns(Opportunity.id, Opportunity.title, Partner.name)),
            ),
        ),
        _rows(
            Partner,
            _matching(words, db.session.execute(select(Partner.id, Partner.name, Partner.city))),
        ),
    )


def _matching(words: list[str], rows: Iterable[tuple[int, *tuple[str | None, ...]]]) -> list[int]:
    """Row numbers of what has all the words, the best first."""
    found = []
    for number, *texts in rows:
        text = folded(" ".join(text or "" for text in texts))
        if words and all(word in text for word in words):
            found.append((not text.startswith(words[0]), text, number))
    return [number for _, _, number in sorted(found)[:MOST]]


def _rows(table: type[T], numbers: list[int]) -> list[T]:
    """The rows of these numbers, in their order."""
    found = {row.id: row for row in db.session.scalars(select(table).where(table.id.in_(numbers)))}
    return [found[number] for number in numbers]
