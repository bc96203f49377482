"""Small sentences for tests of challenges: who logs what, and what the ledger then says."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from tests.matches.acts import Acts, transaction
from tests.world import World
from volunteer_match.challenges import actions
from volunteer_match.challenges.catalogue import ACTIONS
from volunteer_match.challenges.effects import Worth, assess
from volunteer_match.challenges.factors.sets import Factor, FactorSet
from volunteer_match.challenges.making.actions import ChallengeValues, create, open_challenge
from volunteer_match.challenges.models import Challenge, Entry, EntryStep, Participation
from volunteer_match.challenges.queries import find_participation
from volunteer_match.challenges.recomputing import find_differences
from volunteer_match.challenges.totals import Totals
from volunteer_match.database import new_public_id
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeForm, Measure
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.models import InboxNotice

ZONE = "Asia/Manila"
"""Of everybody at Northwind, and of the challenges here."""
KWH, SOLAR, WASH, METER, TREE = "kwh-saved", "own-solar", "cold-wash", "electricity-meter", "town-tree"
"""With a ceiling of 20 kWh; asks for a photo; has no figure; once a challenge; has a place."""
READINGS = {
    "first": "1000",
    "middle": "1100",
    "last": "1180",
    "first-day": "2026-10-01",
    "middle-day": "2026-10-11",
    "last-day": "2026-10-21",
}


def factors(grid: str = "500", version: str = "1") -> FactorSet:
    """So many grams for a kWh everywhere, and nothing else."""
    return FactorSet(version, [Factor("grid", "World", "World", Decimal(grid), "g/kWh", 2024, "A table", "")])


def worth(code: str, typed: dict[str, str], known: FactorSet | None = None) -> Worth:
    return assess(ACTIONS[code], typed, "PH", known or factors())


def kwh(amount: int, known: FactorSet | None = None) -> Worth:
    return worth(KWH, {"kwh": str(amount)}, known)


class ChallengeDeeds(Acts):
    """What people do in challenges; every deed is one transaction."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.challenge_id = 0
        self.ids: dict[str, int] = {}

    @property
    def today(self) -> date:
        return (self.world.now + timedelta(hours=8)).date()

    def values(self, **others: Any) -> ChallengeValues:
        usual = {
            "title": "Off at night",
            "description": "",
            "form": ChallengeForm.TOGETHER,
            "measure": Measure.ENERGY,
            "goal": 10_000_000,
            "time_zone": ZONE,
            "starts_on": self.today - timedelta(days=3),
            "ends_on": self.today + timedelta(days=10),
            "actions": (KWH, SOLAR, WASH, METER, TREE),
        }
        return ChallengeValues(**{**usual, **others})  # type: ignore[arg-type]

    def draft(self, **others: Any) -> Challenge:
        with transaction():
            return create("own", self.values(**others), self.account("coordinator"), self.world.now)

    def opened(self, **others: Any) -> Challenge:
        """An open challenge, which the following deeds are about."""
        made = self.draft(**others)
        with transaction():
            open_challenge(made, self.account("coordinator"), self.world.now)
        self.challenge_id = made.id
        return made

    @property
    def challenge(self) -> Challenge:
        return db.session.get_one(Challenge, self.challenge_id)

    def join(self, name: str = "agent", at: datetime | None = None) -> Participation:
        profile = self.account(name).profile
        assert profile is not None
        with transaction():
            return actions.join(self.challenge, profile, at or self.world.now)

    def part(self, name: str = "agent") -> Participation:
        found = find_participation(self.challenge, self.world.accounts[name])
        assert found is not None
        return found

    def log(
        self, worth: Worth, code: str = KWH, *, name: str = "agent", days_ago: int = 0, token: str = "", at: Any = None
    ) -> Entry:
        day = self.today - timedelta(days=days_ago)
        with transaction():
            made = token or new_public_id()
            return actions.log(self.part(name), code, day, lambda: worth, made, at or self.world.now)

    def do(self, act: Callable[..., None], entry: Entry, *values: Any, by: str = "agent", at: Any = None) -> None:
        with transaction():
            act(entry, *values, self.account(by), at or self.world.now)

    def ask(self, entry: Entry, words: str = "How did you measure it?", by: str = "coordinator") -> None:
        self.do(actions.question, entry, words, by=by)

    def shown(self, name: str = "agent") -> Totals:
        return self.part(name).totals

    def ledger(self, name: str = "agent") -> Totals:
        """What all lines of this person in the challenge add up to."""
        sums = (func.coalesce(func.sum(getattr(EntryStep, f"{one}_change")), 0) for one in Totals._fields)
        row = db.session.execute(
            select(*sums)
            .join(Entry, EntryStep.entry_id == Entry.id)
            .where(Entry.participation_id == self.part(name).id)
        ).one()
        return Totals(*map(int, row))

    def agree(self) -> bool:
        """Every total shown is what the ledger adds up to."""
        return not list(find_differences()) and self.shown() == self.ledger()

    def told(self, name: str = "agent") -> list[str]:
        mine = InboxNotice.account_id == self.world.accounts[name], InboxNotice.kind != NoticeKind.BADGE_GIVEN
        kinds = select(InboxNotice.kind).where(*mine)
        return list(db.session.scalars(kinds.order_by(InboxNotice.id)))
