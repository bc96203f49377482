"""Badges come with attendance, once, and go only with the mistake they stood on."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from tests.challenges.deeds import SOLAR, ChallengeDeeds, kwh, worth
from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.challenges import actions as challenges
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Kind, MatchState
from volunteer_match.matches import actions as matches
from volunteer_match.matches.models import Match
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.badges.actions import award_missing, renew
from volunteer_match.recognition.badges.catalogue import Badge
from volunteer_match.recognition.badges.fitting import Fitting, count_fitting
from volunteer_match.recognition.badges.models import BadgeAward
from volunteer_match.recognition.badges.queries import standing_awards
from volunteer_match.recognition.badges.words import badge_words
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]


def _attend(world: World, name: str, days_ago: int, **need: object) -> Match:
    """`agent` was at a session so many days ago, of a need of its own that was open for three weeks before."""
    begin = timedelta(days=-days_ago)
    published = world.now + begin - timedelta(days=21)
    made = world.add_opportunity(name, starts_in=begin, published_at=published, **need)  # type: ignore[arg-type]
    agent, claimed = world.account("agent"), world.now + begin - timedelta(days=1)
    claim = matches.claim(agent, made, [made.sessions[0].public_id], "", claimed)
    matches.approve_claim(claim, world.account("coordinator"), claimed)
    matches.complete(claim.matches[0], world.account("partner"), made.sessions[0].ends_at or world.now)
    return claim.matches[0]


def _mine(world: World) -> dict[Badge, BadgeAward]:
    return {one.badge: one for one in standing_awards(world.accounts["agent"])}


def _told(world: World) -> list[InboxNotice]:
    notices = select(InboxNotice).where(InboxNotice.account_id == world.accounts["agent"])
    return list(db.session.scalars(notices.where(InboxNotice.kind == "badge-given", InboxNotice.stopped_at.is_(None))))


def test_badges_follow_attendance(app: Application, world: World) -> None:
    with app.app_context():
        begin_write(db.session)
        first = _attend(world, "fractions", 9, kind=Kind.TUTORING, cause="education")
        # Nobody had it before the agent, for twenty days. All three people here know maths: that is not few.
        assert set(_mine(world)) == {Badge.FIRST_SESSION, Badge.LONG_WAIT}
        needs = [first.opportunity_id, world.add_opportunity("anybody", skill_level=None, language_level=None).id]
        needs.append(world.add_opportunity("experts", skill_level=4).id)
        assert count_fitting(needs, world.ids["northwind"]) == {needs[0]: Fitting(3, 3), needs[2]: Fitting(0, 3)}
        _attend(world, "captions", 8, kind=Kind.CAPTIONING, cause="health", language_level=None)
        third = _attend(world, "reading", 7, kind=Kind.MENTORING, cause="environment")
        mine = _mine(world)
        assert set(mine) == {Badge.FIRST_SESSION, Badge.LONG_WAIT, Badge.THREE_KINDS, Badge.THREE_CAUSES}
        assert mine[Badge.FIRST_SESSION].ground == [f"match:{first.public_id}"]
        assert len(mine[Badge.THREE_KINDS].ground) == 3
        told = _told(world)
        assert {one.params["badge"] for one in told} == {badge.value for badge in mine}
        agent = db.session.get_one(AgentProfile, world.accounts["agent"])
        assert renew(agent, world.now) == []

        # The third was a mistake: what needed it goes, unheard of as far as nobody was told; all else stays.
        corrected = max(one.created_at for one in told)
        matches.correct(third, world.account("coordinator"), corrected)
        gone = set(mine) - set(_mine(world))
        assert gone == {Badge.THREE_KINDS, Badge.THREE_CAUSES}
        taken = db.session.get_one(BadgeAward, mine[Badge.THREE_KINDS].id)
        assert (taken.taken_back_at, taken.mistake) == (corrected, f"match:{third.public_id}")
        assert {one.params["badge"] for one in _told(world)} == {"first-session", "long-wait"}
        assert (badge_words(taken.badge).name, taken.agent_id) == ("Many talents", agent.account_id)

        # The first was one too: the badges stand on the second from now on.
        matches.correct(first, world.account("coordinator"), world.now)
        kept = _mine(world)
        assert set(kept) == {Badge.FIRST_SESSION, Badge.LONG_WAIT}
        assert kept[Badge.FIRST_SESSION].public_id == mine[Badge.FIRST_SESSION].public_id
        assert kept[Badge.FIRST_SESSION].ground != [f"match:{first.public_id}"]

        matches.complete(third, world.account("partner"), world.now)
        matches.complete(first, world.account("partner"), world.now)
        again = _mine(world)[Badge.THREE_KINDS]
        assert again.public_id != taken.public_id
        db.session.rollback()


def test_an_action_of_a_challenge_earns_while_it_counts(app: Application, world: World) -> None:
    with app.app_context():
        deeds = ChallengeDeeds(world)
        deeds.opened()
        deeds.join()
        waiting = deeds.log(worth(SOLAR, {"kwh": "3"}), SOLAR)
        assert _mine(world) == {}
        deeds.do(challenges.accept, waiting, by="coordinator")
        assert list(_mine(world)) == [Badge.FIRST_ACTION]
        entry = deeds.log(kwh(5))
        deeds.ask(waiting)
        assert _mine(world)[Badge.FIRST_ACTION].ground == [f"entry:{waiting.public_id}"]
        deeds.do(challenges.refuse, waiting, "That is the roof of a neighbour.", by="coordinator")
        assert _mine(world)[Badge.FIRST_ACTION].ground == [f"entry:{entry.public_id}"]
        deeds.do(challenges.withdraw, entry)
        assert _mine(world) == {}
        deeds.log(kwh(5))
        assert list(_mine(world)) == [Badge.FIRST_ACTION]
        db.session.rollback()


def test_the_sweep_gives_what_is_missing_once(app: Application, as_: As, world: World) -> None:
    with app.app_context():
        begin_write(db.session)
        made = world.add_opportunity("old", starts_in=timedelta(days=-40))
        session = made.sessions[0]
        db.session.add(
            Match(
                company_id=world.ids["northwind"],
                agent_id=world.accounts["agent"],
                opportunity_id=made.id,
                session_id=session.id,
                state=MatchState.COMPLETED,
                state_since=session.ends_at,
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                created_at=world.now,
            )
        )
        db.session.flush()
        assert award_missing(world.now) == 1
        assert award_missing(world.now) == 0
        assert set(_mine(world)) == {Badge.FIRST_SESSION}
        assert _told(world) == []
        db.session.commit()
    agent = as_("agent")
    page = agent.get("/badges").get_data(as_text=True)
    assert page.index("The first time") < page.index("What others are about") < page.index("Many talents")
    assert "<svg" in page
    assert "Nobody else sees them" in page
    picture = app.test_client().get("/badges/first-session/picture.svg")
    assert picture.mimetype == "image/svg+xml"
    assert '<title id="name">The first time</title>' in picture.get_data(as_text=True)
    assert app.test_client().get("/badges/most-hours").status_code == 404
