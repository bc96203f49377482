"""Challenges in the demo world, by the real actions: over, running and a draft, with photos seen and unseen."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from volunteer_match.challenges.actions import accept, join, log, question
from volunteer_match.challenges.closing import close
from volunteer_match.challenges.evidence.actions import accept_photo, keep_photo
from volunteer_match.challenges.evidence.cleaner import clean
from volunteer_match.challenges.factors.queries import current
from volunteer_match.challenges.factors.sets import FactorSet
from volunteer_match.challenges.logged.worth import worth_of
from volunteer_match.challenges.making.actions import ChallengeValues, create, open_challenge
from volunteer_match.challenges.models import Challenge, Entry, Participation
from volunteer_match.demo.accounts import SIGN_INS
from volunteer_match.demo.drawing import draw_photo
from volunteer_match.demo.files import read_table
from volunteer_match.demo.rows.people import People
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeForm, ChallengeState, ConsentKind, EntryState, Measure
from volunteer_match.hours.days import day_in
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.consents.actions import give_consent

PER_TEAM = 5
"""People of each team who take part; boards show teams of five or more."""
PHOTOS = 5
"""Of each challenge. One takes as long to draw and clean as fifty entries to log."""
SHOWN = (
    (ConsentKind.BOARDS, ConsentKind.PHOTOS, ConsentKind.NAME),
    (ConsentKind.BOARDS, ConsentKind.PHOTOS),
    (ConsentKind.PHOTOS,),
    (ConsentKind.BOARDS,),
    (),
)
"""What people let others see of them, each as often."""
NOON = time(12)
"""Everywhere a moment of the same day in the zone of the challenge."""
QUESTION = "That is a lot for one day. Did you mean the whole week?"


class Season:
    """Fills one challenge; the same people do the same on every load."""

    def __init__(self, demo: Mapping[str, Any], people: People, now: datetime) -> None:
        self.demo, self.people, self.now = demo, people, now
        self.coordinator = people.accounts[SIGN_INS[2][0]]
        self.factors: FactorSet = current(people.company.id)
        self.rng = Random(demo["title"])
        self.photos = count()
        self.challenge = self._open()

    def _open(self) -> Challenge:
        zone = self.people.company.time_zone
        today = day_in(zone, self.now)
        values = ChallengeValues(
            title=self.demo["title"],
            description=self.demo["description"],
            form=ChallengeForm(self.demo["form"]),
            measure=Measure(self.demo["measure"]),
            goal=self.demo.get("goal"),
            time_zone=zone,
            starts_on=today + timedelta(days=self.demo["first"]),
            ends_on=today + timedelta(days=self.demo["last"]),
            actions=tuple(action["code"] for action in self.demo["actions"]),
        )
        at = min(self.now, self.now + timedelta(days=self.demo["first"] - 3))
        made = create(self.demo["template"], values, self.coordinator, at)
        if not self.demo.get("draft"):
            open_challenge(made, self.coordinator, at)
        return made

    def fill(self) -> None:
        """Everybody joins before it begins and logs on some days; then coordinators look, and the end comes."""
        for agent in self._takers():
            at = self.now + timedelta(days=self.demo["first"] - 1)
            for kind in self.rng.choice(SHOWN):
                give_consent(agent.account, kind, at)
            joined = join(self.challenge, agent, at)
            for day in self._days(agent.account.time_zone):
                self._log(joined, day)
        if self.demo["last"] < 0:
            self._finish()

    def _takers(self) -> Sequence[AgentProfile]:
        """Some of each team, and the agent whose sign-in is printed."""
        found: dict[int | None, list[AgentProfile]] = {}
        rows = select(AgentProfile).where(AgentProfile.company_id == self.people.company.id)
        for agent in db.session.scalars(rows.order_by(AgentProfile.account_id)):
            found.setdefault(agent.team_id, []).append(agent)
        me = self.people.accounts[SIGN_INS[0][0]].profile
        assert me is not None
        others = [agent for team in found.values() for agent in team[:PER_TEAM]]
        return [me, *(agent for agent in others if agent is not me)]

    def _days(self, zone: str) -> list[date]:
        """Days of the challenge that are over where the person is, in order."""
        today = day_in(zone, self.now)
        last = min(self.challenge.ends_on, today - timedelta(days=1))
        span = (last - self.challenge.starts_on).days
        return sorted(
            last - timedelta(days=ago) for ago in self.rng.sample(range(span), self.rng.randint(1, self.demo["each"]))
        )

    def _log(self, joined: Participation, day: date) -> None:
        action = self.rng.choice(self.demo["actions"])
        if "scene" in action and next(self.photos) >= PHOTOS:
            action = self.demo["actions"][0]
        zone = joined.agent.account.time_zone
        at = datetime.combine(day, NOON, ZoneInfo(zone))
        typed = {action["field"]: str(self.rng.randint(1, action["most"]))}
        worth = worth_of(joined, action["code"], typed, self.factors)
        entry = log(joined, action["code"], day, lambda: worth, f"demo-{day}", at)
        if "scene" in action:
            self._show(entry, action, at)

    def _show(self, entry: Entry, action: Mapping[str, Any], at: datetime) -> None:
        """A photo of it. Those of the last days wait for a coordinator, and so does what rests on them."""
        number = self.rng.randrange(1000)
        made = clean(draw_photo(action["scene"], number))
        photo = keep_photo(entry, made, action["shows"][number % len(action["shows"])], at)
        if self.now - at > timedelta(days=4):
            accept_photo(photo, self.coordinator, at + timedelta(days=1))

    def _finish(self) -> None:
        """What still waits is decided on, and it is closed."""
        waiting = select(Entry).where(Entry.challenge_id == self.challenge.id, Entry.state == EntryState.WAITING)
        end = self.now + timedelta(days=self.demo["last"] + 2)
        for entry in db.session.scalars(waiting).all():
            accept(entry, self.coordinator, end)
        close(self.challenge, None, end)


def add_challenges(people: People, now: datetime) -> None:
    """Those of challenges.toml; in the one that runs a coordinator has asked about an entry."""
    for demo in read_table("challenges")["challenge"]:
        season = Season(demo, people, now)
        if season.challenge.state is ChallengeState.OPEN:
            season.fill()
    running = select(Entry).join(Entry.challenge).where(Challenge.state == ChallengeState.OPEN)
    latest = running.where(Entry.state == EntryState.COUNTED, Entry.agent_id != people.accounts[SIGN_INS[0][0]].id)
    if (entry := db.session.scalar(latest.order_by(Entry.day.desc(), Entry.id).limit(1))) is not None:
        question(entry, QUESTION, people.accounts[SIGN_INS[2][0]], now - timedelta(hours=3))
