"""The world of tests with one of everything in it, so that every address of the site leads somewhere."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from tests.world import World
from volunteer_match.availability.models import AvailabilityException
from volunteer_match.availability.shifts.gathering import Reading
from volunteer_match.availability.shifts.imports.actions import Origin, foresee, keep_checked, read_for
from volunteer_match.availability.shifts.models import ShiftCalendar, ShiftImport, ShiftMapping
from volunteer_match.availability.shifts.reading import ReadWish
from volunteer_match.calendars.feed.actions import make_address
from volunteer_match.calendars.feed.address import path_of
from volunteer_match.calendars.models import PersonalCalendar
from volunteer_match.challenges import actions as challenges
from volunteer_match.challenges.catalogue import TEMPLATES
from volunteer_match.challenges.evidence.actions import keep_photo
from volunteer_match.challenges.evidence.rules import Clean
from volunteer_match.challenges.factors.actions import add_version
from volunteer_match.challenges.factors.shipped import NEWEST, shipped_content
from volunteer_match.challenges.logged.worth import worth_of
from volunteer_match.challenges.making.actions import ChallengeValues, create, open_challenge
from volunteer_match.challenges.models import Challenge
from volunteer_match.extensions import db
from volunteer_match.glossary import (
    BACKGROUND_CHECK,
    CardName,
    ConcernCategory,
    ConsentKind,
    HoursAct,
    KudosState,
    MatchState,
    NameShown,
    OpportunityState,
    Role,
    TimeOffState,
)
from volunteer_match.hours.entries import Work, begin_entry
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.hours.time_off.payroll.actions import make_export
from volunteer_match.impact.retention.lists.actions import keep_checked as keep_checked_list
from volunteer_match.impact.retention.lists.reading import Wish, read_list
from volunteer_match.jobs.models import Job
from volunteer_match.matches import actions as matches
from volunteer_match.matches.absences.actions import appeal
from volunteer_match.matches.absences.models import Absence
from volunteer_match.matches.cover.actions import request_cover
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.models import Concern, Match
from volunteer_match.matches.proposing.actions import keep_proposal
from volunteer_match.matches.proposing.models import Proposal
from volunteer_match.matches.proposing.queries import open_needs
from volunteer_match.matches.proposing.working import work_out
from volunteer_match.notifications.actions import notify, queue_email
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.models import InboxNotice, OutboxMessage
from volunteer_match.notifications.webhooks.models import Webhook
from volunteer_match.opportunities.models import Opportunity, OpportunitySession, SessionSeries
from volunteer_match.organisations.models import Company, Partner, Site, Team
from volunteer_match.people.invitations.actions import Guest, make_invitation
from volunteer_match.people.models import Account, AccountInvitation
from volunteer_match.people.profile.models import AgentLanguage, Block, Credential
from volunteer_match.recognition.badges.catalogue import Badge
from volunteer_match.recognition.badges.models import BadgeAward
from volunteer_match.recognition.card.actions import Choice
from volunteer_match.recognition.card.actions import show as show_card
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.recognition.consents.actions import give_consent
from volunteer_match.recognition.kudos.models import Kudos
from volunteer_match.recognition.open_badges.actions import signed_file
from volunteer_match.recognition.open_badges.keys import keys_of
from volunteer_match.recognition.open_badges.sources import CONFIRMED_HOURS


def furnish(world: World) -> dict[str, dict[str, Any]]:
    """Adds one of everything and returns, by endpoint or by blueprint, the values of its addresses.

    `agent` owns what an agent can own, `partner`'s organisation the need; the draft is theirs too. What administrators
    look at is `agent`'s account, Northwind's site and team; `foreign_admin` is the administrator of Elsewhere.
    """
    world.add_account("foreign_admin", Role.ADMINISTRATOR, company="elsewhere")
    need = world.add_opportunity("fractions", places=3, sessions=2)
    world.add_opportunity("unfinished", state=OpportunityState.DRAFT)
    agent = world.account("agent")
    agent.company.shows_impact = True
    session = db.session.scalars(select(OpportunitySession).where(OpportunitySession.opportunity_id == need.id)).first()
    assert session is not None
    series = SessionSeries(opportunity_id=need.id, created_at=world.now)
    for row in need.sessions:
        row.series = series
    db.session.flush()
    claim = matches.claim(agent, need, [session.public_id], "A note", world.now)
    _add_belongings(world, need)
    _add_shifts(world)
    db.session.flush()
    match = db.session.execute(select(Match)).scalar_one()
    entry = begin_entry(match, Work(world.now.date(), 60), HoursAct.REPORT, agent, world.now)
    _add_cover(world, need)
    _add_absence(world)
    coordinator = world.account("second_coordinator")
    keep_proposal(work_out(open_needs(agent.company_id, world.now), coordinator, world.now), coordinator, world.now)
    own_import = {"public_id": _only(ShiftImport.public_id, ShiftImport.agent_id == agent.id)}
    certificate = {"certificate_id": _certificate(world)}
    draft, fractions = {"public_id": world.ids["unfinished"]}, {"public_id": need.public_id}
    return {
        "account": {"token": "never-sent"},
        "reset": {"token": "never-sent"},
        "invitations": {"token": "never-sent"},
        "unsubscribing": {"token": "never-sent"},
        "administration": {"public_id": agent.public_id},
        **_recognition(world),
        "approvals": {"claim_id": claim.public_id},
        "claims": {"claim_id": claim.public_id, "opportunity_id": need.public_id},
        "availability": {"public_id": _only(AvailabilityException.public_id)},
        "blocks": {"account_id": agent.public_id, "block_id": _only(Block.public_id)},
        "catalogue": {"code": "maths-tutoring"},
        "certificates": certificate,
        "issued_certificates": certificate,
        "signed_badges": {**certificate, "award_id": _award(world)},
        "open_badges": _signed(world),
        "colleagues": {"public_id": _only(AccountInvitation.public_id, AccountInvitation.partner_id.is_not(None))},
        "company_invitations": {
            "public_id": _only(AccountInvitation.public_id, AccountInvitation.partner_id.is_(None))
        },
        "coming": {**fractions, "session_id": session.public_id},
        "concerns": {"concern_id": _only(Concern.public_id)},
        "concerns.show_new": {"opportunity": need.public_id},
        "concerns.report": {"match": match.public_id},
        "directory": {"public_id": agent.public_id},
        "finding": {"opportunity_id": need.public_id},
        "guide": {"name": "zone"},
        **_challenges(world),
        **_time_off(world),
        "challenge_catalogue": {"code": "bus"},
        "factor_versions": {"public_id": _factors(world)},
        "hours": {"entry_id": entry.public_id},
        "hours_reporting": {"entry_id": entry.public_id, "match_id": _own_time(world, agent.id)},
        "hours_confirming": {"entry_id": entry.public_id, "token": "never-sent"},
        "hours_disputes": {"entry_id": entry.public_id},
        "impact_public": {"company_id": _only(Company.public_id, Company.id == world.ids["northwind"])},
        "inbox": {"public_id": _only(InboxNotice.public_id, InboxNotice.cause == "house")},
        "matches": {"match_id": match.public_id},
        "calendar": {"match_id": match.public_id, "secret": find_secret(agent)},
        "absences": {"absence_id": _only(Absence.public_id), "match_id": world.ids["missed"]},
        "cover": {"ask_id": _only(CoverAsk.public_id, CoverAsk.agent_id == agent.id), "match_id": world.ids["covered"]},
        "cover_requests": {"request_id": _only(CoverRequest.public_id)},
        "opportunities": fractions,
        "opportunity_state": fractions,
        "jobs": {"public_id": _only(Job.public_id, Job.key == "house")},
        "retention_lists": {"public_id": _add_employment_list(world)},
        "outbox": {"public_id": _only(OutboxMessage.public_id, OutboxMessage.cause == "house")},
        "posting": draft,
        "own_shifts": {"public_id": _only(ShiftCalendar.public_id)},
        "own_shifts.begin_own_import": own_import,
        "own_shifts.drop_own_import": own_import,
        "own_shifts.show_own_import": own_import,
        "proposals": {"proposal_id": _only(Proposal.public_id)},
        "supply": draft,
        "profile_credentials": {"public_id": _only(Credential.public_id)},
        "profile_languages": {"public_id": _only(AgentLanguage.public_id, AgentLanguage.agent_id == agent.id)},
        "profile_skills": {"code": "maths-tutoring"},
        "accepting": {**fractions, "code": "maths-tutoring"},
        "sessions": fractions,
        "session_changes": {**fractions, "session_id": session.public_id},
        "session_changes.extend_series": {**fractions, "series_id": _only(SessionSeries.public_id)},
        "shift_mappings": {"public_id": _only(ShiftMapping.public_id)},
        "shifts": {"public_id": _only(ShiftImport.public_id, ShiftImport.agent_id.is_(None))},
        "sites": {"public_id": _only(Site.public_id, Site.company_id == world.ids["northwind"])},
        "sites.show_team": {"public_id": _only(Team.public_id, Team.company_id == world.ids["northwind"])},
        "sites.rename_team": {"public_id": _only(Team.public_id, Team.company_id == world.ids["northwind"])},
        "profile_skills.restore_skill": {"code": "maths-tutoring", "level": 2},
        "styleguide": {"code": 404, "sample": "for-you"},
        "webhooks": {"public_id": _only(Webhook.public_id, Webhook.removed_at.is_(None))},
        "webhooks.restore": {"public_id": _only(Webhook.public_id, Webhook.removed_at.is_not(None))},
        "verification": {"kind": "credentials", "public_id": _only(Credential.public_id)},
        "verifying": {"public_id": _only(Partner.public_id, Partner.id == world.ids["open_desk"])},
    }


def _recognition(world: World) -> dict[str, dict[str, Any]]:
    """Thanks of the partner that wait, thanks of a colleague that hang on the wall, and the agent's card."""
    agent, now = world.account("agent"), world.now
    common = {"company_id": agent.company_id, "receiver_id": agent.id, "created_at": now}
    waiting = Kudos(author_id=world.accounts["partner"], body="You were patient.", state=KudosState.WAITING, **common)
    shown = Kudos(author_id=world.accounts["colleague"], body="You stood in for me.", state=KudosState.SHOWN, **common)
    db.session.add_all([waiting, shown])
    db.session.flush()
    give_consent(agent, ConsentKind.WALL, now)
    made = show_card(agent, Choice(CardName.SHORT, True, True, ["first-session"], False), now)
    return {
        "badges": {"code": "first-session"},
        "card": {"token": made.token},
        "kudos.withdraw": {"public_id": waiting.public_id},
        "kudos.keep": {"public_id": shown.public_id},
        "kudos_queue": {"public_id": waiting.public_id},
    }


def _certificate(world: World) -> str:
    """One of the agent's."""
    agent = world.account("agent")
    assert agent.company_id is not None
    made = Certificate(
        company_id=agent.company_id,
        agent_id=agent.id,
        code="k7m2pq4rx9tb",
        first_day=world.now.date(),
        last_day=world.now.date(),
        holder_name="Agent Surname",
        company_name="Northwind",
        language="en",
        minutes=60,
        lines=[{"partner": "x", "name": "Open Desk", "cause": "education", "kind": "tutoring", "minutes": 60}],
        name_shown=NameShown.SHORT,
        issued_at=world.now,
    )
    db.session.add(made)
    db.session.flush()
    return made.public_id


def _factors(world: World) -> str:
    """A file of factors that nothing counts with yet."""
    admin = world.account("admin")
    return add_version("2027.1", shipped_content(NEWEST), admin.company_id, admin, world.now).public_id


def _award(world: World) -> str:
    """A badge of the agent's."""
    agent = world.account("agent")
    columns = {"badge": Badge.FIRST_SESSION, "earned_on": world.now.date(), "ground": [], "awarded_at": world.now}
    given = BadgeAward(company_id=agent.company_id, agent_id=agent.id, **columns)
    db.session.add(given)
    db.session.flush()
    return given.public_id


def _signed(world: World) -> dict[str, Any]:
    """The agent's certificate as a signed file, with the key of the company."""
    signed_file(db.session.scalars(select(Certificate)).one(), world.now)
    company = db.session.get_one(Company, world.ids["northwind"])
    key = keys_of(company.id)[0]
    return {"issuer_id": company.public_id, "key_id": key.public_id, "number": 1, "code": CONFIRMED_HOURS}


def _own_time(world: World, agent_id: int) -> str:
    """An approved match of the agent's in their own time."""
    need = world.add_opportunity("papers", flexible=True)
    match = Match(
        company_id=world.ids["northwind"],
        agent_id=agent_id,
        opportunity_id=need.id,
        session_id=need.sessions[0].id,
        state=MatchState.APPROVED,
        state_since=world.now,
        created_at=world.now,
    )
    db.session.add(match)
    db.session.flush()
    return match.public_id


def _time_off(world: World) -> dict[str, dict[str, Any]]:
    """A request of the agent's, and a file for payroll."""
    agent, start = world.account("agent"), world.now + timedelta(days=2)
    asked = TimeOffRequest(
        company_id=agent.company_id,
        agent_id=agent.id,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        day=start.date(),
        minutes=60,
        state=TimeOffState.REQUESTED,
        created_at=world.now,
        changed_at=world.now,
    )
    db.session.add(asked)
    db.session.flush()
    made = make_export(world.now.date(), start.date(), world.account("coordinator"), world.now)
    site = {"public_id": _only(Site.public_id, Site.company_id == world.ids["northwind"])}
    return {
        "time_off": {"public_id": asked.public_id},
        "time_off_deciding": {"public_id": asked.public_id},
        "time_off_deciding.show_person": {"public_id": agent.public_id},
        "time_off_deciding.grant": {"public_id": agent.public_id},
        "payroll": {"public_id": made.public_id},
        "time_off_terms": site,
    }


def _challenges(world: World) -> dict[str, dict[str, Any]]:
    """A draft, and a running challenge in which the agent logged something that waits for a coordinator."""
    now, by, agent = world.now, world.account("second_coordinator"), world.account("agent")
    code, today = "own-solar", (now + timedelta(hours=8)).date()
    draft, running = (_challenge(name, today, by, now) for name in ("food", "home-energy"))
    open_challenge(running, by, now)
    assert agent.profile is not None
    own = challenges.join(running, agent.profile, now)
    entry = challenges.log(own, code, today, lambda: worth_of(own, code, {"kwh": "3"}), "house", now)
    photo = keep_photo(entry, Clean(b"RIFF", b"RIFF", 320, 240, "0"), "Our roof", now)
    values = {"challenge_id": running.public_id, "code": code, "entry_id": entry.public_id, "template": "food"}
    return {
        "boards": values,
        "challenges": values,
        "photos": {**values, "photo_id": photo.public_id},
        "photo_queue": {"photo_id": photo.public_id},
        "challenge_making": {"challenge_id": draft.public_id, "template": "food"},
        "challenge_making.close": {"challenge_id": running.public_id},
        "challenge_making.create": {"template": "food"},
        "challenge_making.show_closing": {"challenge_id": running.public_id},
        "challenge_making.show_new": {"template": "food"},
        "challenge_entries": values,
        "challenge_decisions": values,
    }


def _challenge(name: str, today: date, by: Account, now: datetime) -> Challenge:
    template, zone = TEMPLATES[name], "Asia/Manila"
    days = today - timedelta(days=3), today + timedelta(days=9)
    values = ChallengeValues(name, "", template.form, template.measure, None, zone, *days, template.actions)
    return create(name, values, by, now)


def find_secret(agent: Account) -> str:
    """What stands in the address of the agent's feed."""
    calendar = db.session.get_one(PersonalCalendar, agent.id)
    assert calendar.token is not None
    return path_of(calendar.token).removeprefix("/calendars/").removesuffix(".ics")


def _add_cover(world: World, need: Opportunity) -> None:
    """`colleague` can't come to the second session, and `agent` is asked to stand in."""
    colleague, now = world.account("colleague"), world.now
    claim = matches.claim(colleague, need, [need.sessions[1].public_id], "", now)
    matches.approve_claim(claim, world.account("second_coordinator"), now)
    request_cover(claim.matches[0], colleague, now - timedelta(minutes=1))
    world.ids["covered"] = claim.matches[0].public_id


def _add_absence(world: World) -> None:
    """`agent` was not there last time, and has said why."""
    agent, now = world.account("agent"), world.now
    old = world.add_opportunity("long_ago", starts_in=timedelta(days=-2))
    before = now - timedelta(days=3)
    claim = matches.claim(agent, old, [old.sessions[0].public_id], "", before)
    matches.approve_claim(claim, world.account("second_coordinator"), before)
    missed = claim.matches[0]
    matches.miss(missed, world.account("partner"), now - timedelta(days=1))
    appeal(missed, "I was ill.", agent, now)
    world.ids["missed"] = missed.public_id


def _only(column: InstrumentedAttribute[Any], *where: Any) -> Any:
    return db.session.execute(select(column).where(*where)).scalar_one()


def _add_machinery(company_id: int | None, now: datetime) -> None:
    """A job that was set aside, and webhooks: one in use, one removed. Nobody answers at their address."""
    kept = {"company_id": company_id, "flavour": "slack", "address": "https://127.0.0.1/hook", "created_at": now}
    db.session.add_all(
        [
            Job(kind="webhook", key="house", company_id=company_id, created_at=now, due_at=now, failed_at=now),
            Webhook(name="Team chat", topics=["waiting"], **kept),
            Webhook(name="Removed", topics=[], removed_at=now, **kept),
        ]
    )


def _add_belongings(world: World, need: Opportunity) -> None:
    agent, now = world.account("agent"), world.now
    db.session.add_all(
        [
            AvailabilityException(agent_id=agent.id, day=date(2030, 1, 1), is_available=False),
            Credential(agent_id=agent.id, kind=BACKGROUND_CHECK, created_at=now),
            Block(
                company_id=agent.company_id,
                agent_id=agent.id,
                kind="captioning",
                reason="A rest from it",
                created_at=now,
                ends_at=now + timedelta(days=9),
            ),
            Concern(
                company_id=agent.company_id,
                reporter_id=agent.id,
                opportunity_id=need.id,
                category=ConcernCategory.PRIVACY,
                body="The room asks for an address.",
                created_at=now,
            ),
        ]
    )
    _add_machinery(agent.company_id, now)
    make_address(agent, now)
    notify(agent, NoticeKind.MATCH_APPROVED, {"title": "Fractions"}, "/commitments", now, cause="house", email=False)
    queue_email("agent@example.org", "password-changed", {"path": "/"}, now, account=agent, cause="house")
    make_invitation(
        Guest(email="guest@example.org", role=Role.COORDINATOR, company_id=agent.company_id),
        world.account("admin"),
        now,
    )
    make_invitation(
        Guest(email="guest2@example.org", role=Role.PARTNER_MEMBER, partner_id=world.ids["open_desk"]),
        world.account("partner"),
        now,
    )


def _add_employment_list(world: World) -> str:
    """A list of joiners and leavers that was looked at and not taken, with the agent on it."""
    lines = b"email,site,role,joined,left\nagent@example.org,Manila,Agent,2025-01-02,\n"
    read = read_list(lines, Wish(world.now.date(), {}))
    return keep_checked_list(read, world.ids["northwind"], world.account("coordinator"), world.now).public_id


def _add_shifts(world: World) -> None:
    """An import of the company and one of `agent`'s own, both looked at and not confirmed; a calendar, a mapping."""
    agent, now = world.account("agent"), world.now
    lines = b"email,date,start,end,activity\nagent@example.org,2026-11-30,09:00,17:00,Phone\n"
    for origin in (Origin(world.ids["northwind"], "csv"), Origin(world.ids["northwind"], "own", agent_id=agent.id)):
        read = read_for(BytesIO(lines), ReadWish(Reading("UTC"), now.date()), origin)
        keep_checked(read, origin, foresee(read, origin, now), now)
    common: dict[str, Any] = {"company_id": agent.company_id, "created_at": now}
    db.session.add(ShiftMapping(name="Roster", columns={"who": "email", "start": "start", "end": "end"}, **common))
    db.session.add(ShiftCalendar(agent_id=agent.id, address="https://example.org/a.ics", due_at=now, **common))
    db.session.flush()
