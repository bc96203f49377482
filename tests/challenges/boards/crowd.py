"""Many people of the world's company in one challenge, and what a board must say of them, worked out by hand."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select

from tests.challenges.placing import add_challenge
from tests.world import World
from volunteer_match.challenges.boards.actions import follow_consent, note_change, note_joined, note_left
from volunteer_match.challenges.models import Entry, Participation
from volunteer_match.challenges.totals import NOTHING, Totals
from volunteer_match.extensions import db
from volunteer_match.glossary import ConsentKind, EntryState, Role
from volunteer_match.organisations.models import Site, Team
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.consents.models import Consent
from volunteer_match.recognition.consents.queries import kinds_consented


@dataclass
class Crowd:
    """Every third wants to stand on the board of people."""

    world: World
    people: list[Participation] = field(default_factory=list)

    def open(self, **columns: Any) -> None:
        self.challenge = add_challenge(self.world, **columns)

    def site(self, name: str) -> Site:
        site = Site(company_id=self.world.ids["northwind"], name=name, country="PH", time_zone="Asia/Manila")
        db.session.add(site)
        db.session.flush()
        return site

    def team(self, site: Site, name: str, heads: int) -> Team:
        team = Team(company_id=site.company_id, site_id=site.id, name=name)
        db.session.add(team)
        db.session.flush()
        for _ in range(heads):
            self.add(site, team)
        return team

    def add(self, site: Site | None, team: Team | None = None, name: str | None = None) -> Participation:
        """Somebody joins: a new person, or one of the world's."""
        account = self.world.account(name) if name else self._account()
        joined = Participation(
            challenge_id=self.challenge.id,
            agent_id=account.id,
            site_id=site.id if site else None,
            team_id=team.id if team else None,
            joined_at=self.world.now,
        )
        db.session.add(joined)
        db.session.flush()
        note_joined(joined)
        self.people.append(joined)
        if not name and len(self.people) % 3 == 0:
            self.consent(joined)
        return joined

    def _account(self) -> Account:
        account = Account(
            company_id=self.world.ids["northwind"],
            role=Role.AGENT,
            given_name=f"Person {len(self.people)}",
            created_at=self.world.now,
        )
        db.session.add(account)
        db.session.flush()
        db.session.add(AgentProfile(account_id=account.id, company_id=account.company_id, created_at=self.world.now))
        db.session.flush()
        return account

    def consent(self, who: Participation) -> None:
        if ConsentKind.BOARDS in kinds_consented(who.agent.account):
            return
        db.session.add(Consent(account_id=who.agent_id, kind=ConsentKind.BOARDS, given_at=self.world.now))
        db.session.flush()
        follow_consent(who.agent_id)

    def withdraw(self, who: Participation, at: datetime) -> None:
        for consent in db.session.scalars(select(Consent).where(Consent.account_id == who.agent_id)):
            consent.withdrawn_at = at
        db.session.flush()
        follow_consent(who.agent_id)

    def log(self, who: Participation, amount: int, day: date | None = None) -> None:
        """So much more in the challenge's measure (or less)."""
        change = Totals(amount, amount, amount, amount, amount)
        for name, value in change._asdict().items():
            setattr(who, name, getattr(who, name) + value)
        db.session.flush()
        note_change(who, NOTHING, change, day or self.world.now.date())

    def enter(self, who: Participation, day: date) -> None:
        """An entry of that day that counts."""
        common = {"company_id": self.challenge.company_id, "challenge_id": self.challenge.id, "agent_id": who.agent_id}
        moments = {"created_at": self.world.now, "changed_at": self.world.now}
        worth = {"action": "kwh-saved", "state": EntryState.COUNTED, "amount": 1000}
        db.session.add(Entry(participation_id=who.id, day=day, **common, **moments, **worth, **NOTHING._asdict()))
        db.session.flush()

    def leave(self, who: Participation) -> None:
        who.left_at = self.world.now
        db.session.flush()
        note_left(who)


def standing(figures: dict[int, int]) -> list[tuple[int, int]]:
    """(key, place) of everybody above nothing, in order: how a board is defined, without any short way."""
    listed = sorted(((figure, key) for key, figure in figures.items() if figure > 0), reverse=True)
    found: list[tuple[int, int]] = []
    for _, tied in groupby(listed, key=lambda one: one[0]):
        place = len(found) + 1
        found += [(key, place) for _, key in tied]
    return found


def heads(crowd: Crowd) -> Counter[int | None]:
    """People who count, by team."""
    return Counter(one.team_id for one in crowd.people if one.left_at is None or one.grams)
