"""The company, its staff, its partners and its agents as rows."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select

from volunteer_match.availability.models import AvailabilityException, AvailabilityWindow, Shift
from volunteer_match.availability.shifts.models import ShiftActivity
from volunteer_match.availability.shifts.reading import ShiftFormat
from volunteer_match.availability.shifts.rules import USUAL_RULES, is_work
from volunteer_match.demo.chance import LEVELS, PROFICIENCIES
from volunteer_match.demo.dates import shifts_between, today_in
from volunteer_match.demo.shape import DemoAgent, DemoCompany, DemoPartner, DemoPerson
from volunteer_match.extensions import db
from volunteer_match.glossary import Role, Verdict
from volunteer_match.organisations.models import Company, Partner, PartnerMember, PartnerVerification, Site, Team
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, AgentSkill, Credential, Interest

SHIFT_DAYS_BACK, SHIFT_DAYS_AHEAD = 7, 28
WEEKLY_LIMIT_MINUTES = 480
ACTIVITY = "Phone"
"""What workforce management calls the shifts of the demo world."""


class People:
    """Makes the rows of everybody, and remembers who is who by e-mail address and key."""

    def __init__(self, password_hash: str, now: datetime) -> None:
        self.password_hash, self.now = password_hash, now
        self.accounts: dict[str, Account] = {}
        self.partners: dict[str, Partner] = {}
        self.teams: dict[tuple[str, str], Team] = {}
        self.sites: dict[str, Site] = {}
        self.skills = {skill.code: skill.id for skill in db.session.scalars(select(Skill))}
        self.company = Company()
        self.activity = ShiftActivity()

    def add_company(self, demo: DemoCompany) -> None:
        """The employer with its sites and teams."""
        self.company = Company(
            name=demo.name,
            time_zone=demo.time_zone,
            weekly_limit_minutes=WEEKLY_LIMIT_MINUTES,
            shows_impact=True,
            created_at=self.now - timedelta(days=700),
        )
        db.session.add(self.company)
        db.session.flush()
        for site in demo.sites:
            row = Site(company_id=self.company.id, name=site.name, country=site.country, time_zone=site.time_zone)
            db.session.add(row)
            self.sites[site.key] = row
        db.session.flush()
        for team in demo.teams:
            made = Team(company_id=self.company.id, site_id=self.sites[team.site].id, name=team.name)
            db.session.add(made)
            self.teams[team.site, team.name] = made
        self.activity = ShiftActivity(
            company_id=self.company.id, name=ACTIVITY, is_work=is_work(ACTIVITY, USUAL_RULES), first_met_at=self.now
        )
        db.session.add(self.activity)
        db.session.flush()

    def _account(self, person: DemoPerson | DemoAgent, role: Role, company_id: int | None, days_ago: int) -> Account:
        account = Account(
            company_id=company_id,
            role=role,
            email=person.email,
            password_hash=self.password_hash,
            given_name=person.given_name,
            family_name=person.family_name,
            time_zone=person.time_zone,
            time_zone_confirmed_at=self.now,
            created_at=self.now - timedelta(days=days_ago),
        )
        self.accounts[person.email] = account
        return account

    def add_staff(self, staff: Iterable[DemoPerson]) -> None:
        """Coordinators and the administrator."""
        db.session.add_all([self._account(person, person.role, self.company.id, 600) for person in staff])
        db.session.flush()

    def add_partners(self, partners: Iterable[DemoPartner]) -> None:
        """Partners with their members; those that a coordinator has verified are open to agents."""
        coordinator = next(account for account in self.accounts.values() if account.role is Role.COORDINATOR)
        for demo in partners:
            applied_at = self.now - timedelta(days=demo.applied_days_ago)
            partner = Partner(
                name=demo.name,
                mission=demo.mission,
                website=demo.website,
                city=demo.city,
                country=demo.country,
                time_zone=demo.time_zone,
                cause=demo.cause,
                created_at=applied_at,
            )
            self.partners[demo.key] = partner
            members = [
                self._account(person, Role.PARTNER_MEMBER, None, demo.applied_days_ago) for person in demo.members
            ]
            db.session.add_all([partner, *members])
            db.session.flush()
            for member in members:
                db.session.add(PartnerMember(account_id=member.id, partner_id=partner.id, joined_at=applied_at))
            if demo.is_verified:
                db.session.add(
                    PartnerVerification(
                        company_id=self.company.id,
                        partner_id=partner.id,
                        verdict=Verdict.VERIFIED,
                        decided_by_id=coordinator.id,
                        decided_at=applied_at + timedelta(days=1),
                    )
                )
        db.session.flush()

    def add_agents(self, agents: Iterable[DemoAgent], done: Callable[[], None]) -> None:
        """Agents with everything they bring; `done` is called after each."""
        for agent in agents:
            account = self._account(agent, Role.AGENT, self.company.id, agent.joined_days_ago)
            account.employee_number = f"E{1000 + agent.number}"
            db.session.add(account)
            db.session.flush()
            self._add_profile(agent, account)
            done()
        db.session.flush()

    def _add_profile(self, agent: DemoAgent, account: Account) -> None:
        db.session.add(
            AgentProfile(
                account_id=account.id,
                company_id=self.company.id,
                site_id=self.sites[agent.site].id,
                team_id=self.teams[agent.site, agent.team].id,
                is_adult=agent.is_adult,
                weekly_limit_minutes=agent.weekly_limit_minutes,
                guide_ended_at=account.created_at,
                created_at=account.created_at,
            )
        )
        db.session.flush()
        today = today_in(agent.time_zone, self.now)
        hours, abilities = self._hours(agent, account.id, today), self._abilities(agent, account.id)
        # Nothing points at these dozens of rows, so they need not be written one by one.
        db.session.bulk_save_objects([*hours, *abilities, *self._proofs(agent, account.id, today)])

    def _hours(self, agent: DemoAgent, agent_id: int, today: date) -> list[object]:
        windows: list[object] = [
            AvailabilityWindow(agent_id=agent_id, day=w.weekday, start_minute=w.start, end_minute=w.end)
            for w in agent.windows
        ]
        exceptions = [
            AvailabilityException(
                agent_id=agent_id,
                day=today + timedelta(days=exception.day),
                start_minute=exception.start,
                end_minute=exception.end,
                is_available=exception.is_available,
            )
            for exception in agent.exceptions
        ]
        shifts = [
            Shift(
                company_id=self.company.id,
                agent_id=agent_id,
                starts_at=start,
                ends_at=end,
                activity_id=self.activity.id,
                source=ShiftFormat.IEX.value,
            )
            for start, end in shifts_between(agent, -SHIFT_DAYS_BACK, SHIFT_DAYS_AHEAD, self.now)
        ]
        return [*windows, *exceptions, *shifts]

    def _abilities(self, agent: DemoAgent, agent_id: int) -> list[object]:
        held = {skill.skill: LEVELS.index(skill.level) + 1 for skill in agent.skills}
        rows: list[object] = [
            AgentSkill(
                agent_id=agent_id, skill_id=self.skills[code], level=held.get(code), is_wanted=code in agent.wants
            )
            for code in {**held, **dict.fromkeys(agent.wants)}
        ]
        for interest in agent.interests:
            sort, _, key = interest.partition(":")
            name = f"partner:{self.partners[key].public_id}" if sort == "partner" else interest
            rows.append(Interest(agent_id=agent_id, key=name))
        return rows

    def _proofs(self, agent: DemoAgent, agent_id: int, today: date) -> list[object]:
        languages: list[object] = [
            AgentLanguage(
                agent_id=agent_id,
                tag=language.tag,
                level=PROFICIENCIES.index(language.level) + 1,
                evidence=language.evidence,
                verdict=Verdict.VERIFIED if language.is_verified else None,
                decided_at=self.now - timedelta(days=agent.joined_days_ago // 2) if language.is_verified else None,
            )
            for language in agent.languages
        ]
        credentials = [
            Credential(
                agent_id=agent_id,
                kind=credential.kind,
                reference=credential.reference,
                expires_on=today + timedelta(days=credential.expires_in) if credential.expires_in else None,
                verdict=credential.verdict,
                refusal=credential.refusal,
                decided_at=self.now - timedelta(days=3) if credential.verdict else None,
                created_at=self.now - timedelta(days=min(agent.joined_days_ago, 4)),
            )
            for credential in agent.credentials
        ]
        return [*languages, *credentials]
