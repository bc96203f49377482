"""Some hundred open needs of the workload as rows, with their partners, each with a member, and a coordinator who looks
for people.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from benchmarks.workload import NOW, Workload
from benchmarks.workload.names import PARTNERS
from volunteer_match.extensions import db
from volunteer_match.glossary import Kind, OpportunityState, Role, Verdict
from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.opportunities.models import (
    Opportunity,
    OpportunityCredential,
    OpportunityLanguage,
    OpportunitySession,
    OpportunitySkill,
)
from volunteer_match.organisations.models import Partner, PartnerMember, PartnerVerification
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.models import Account

LARGEST = 1
"""The row number of the company that employs most."""


def add_needs(made: Workload) -> None:
    """Writes them in the open transaction; partners are verified by the largest company."""
    now = datetime.now(UTC).replace(microsecond=0)
    partners = {name: Partner(name=name, public_id=name, country="GB", created_at=now) for name in PARTNERS}
    db.session.add_all(partners.values())
    db.session.flush()
    verified = {"company_id": LARGEST, "verdict": Verdict.VERIFIED, "decided_at": now}
    db.session.add_all([PartnerVerification(partner_id=one.id, **verified) for one in partners.values()])
    db.session.add(
        Account(company_id=LARGEST, role=Role.COORDINATOR, given_name="Co", family_name="Ordinator",
                email="coordinator@example.org", time_zone="UTC", time_zone_confirmed_at=now, created_at=now)
    )  # fmt: skip
    members = {name: _member(name, now) for name in partners}
    db.session.add_all(members.values())
    db.session.flush()
    db.session.add_all(
        [PartnerMember(account_id=one.id, partner_id=partners[name].id, joined_at=now) for name, one in members.items()]
    )
    skills = dict(db.session.execute(select(Skill.code, Skill.id)).all())
    db.session.add_all([_need(facts, partners, skills, now) for _, facts in made.needs()])
    db.session.flush()


def _member(partner: str, now: datetime) -> Account:
    return Account(role=Role.PARTNER_MEMBER, given_name="Member", family_name=partner, email=f"{partner}@example.org",
                   time_zone="UTC", time_zone_confirmed_at=now, created_at=now)  # fmt: skip


def _kind_of(name: str | None) -> Kind:
    """The workload names some kinds that the product does not have: these are tutoring."""
    return Kind(name) if name in {kind.value for kind in Kind} else Kind.TUTORING


def _need(facts: OpportunityFacts, partners: dict[str, Partner], skills: dict[str, int], now: datetime) -> Opportunity:
    shift = now.replace(minute=0, second=0) - NOW
    asked, liked = facts.requires, facts.prefers
    need = Opportunity(
        partner=partners[facts.partner or ""], public_id=facts.id, state=OpportunityState.PUBLISHED,
        kind=_kind_of(facts.kind), format=facts.format, cause=facts.cause or "", title=f"Need {facts.id}",
        time_zone=facts.time_zone, minutes_needed=facts.minutes_needed, minimum_age=asked.minimum_age,
        deadline=facts.deadline + shift if facts.deadline else None, created_at=now, published_at=now,
    )  # fmt: skip
    for part, is_required in ((asked, True), (liked, False)):
        need.skills += [
            OpportunitySkill(skill_id=skills[code], level=int(level), is_required=is_required)
            for code, level in part.skills.items()
        ]
        need.languages += [
            OpportunityLanguage(
                tag=tag, level=int(level), is_required=is_required, verified_only=tag in asked.verified_languages
            )
            for tag, level in part.languages.items()
        ]
    need.credentials = [OpportunityCredential(kind=kind) for kind in asked.credentials]
    need.sessions = [
        OpportunitySession(
            local_start=(one.start + shift).replace(tzinfo=None), time_zone="UTC", places=max(1, one.places),
            minutes=(one.end - one.start) // timedelta(minutes=1), starts_at=one.start + shift, ends_at=one.end + shift,
        )
        for one in facts.sessions
    ] or [OpportunitySession(time_zone=facts.time_zone, places=1)]  # fmt: skip
    return need
