"""Which matches that are still ahead rest on a proof, and which have lost theirs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, Verdict
from volunteer_match.matches.eligibility import Standing
from volunteer_match.matches.endings import is_over
from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matches.models import Match
from volunteer_match.matching.facts import AgentFacts, CredentialFacts, OpportunityFacts, Requirements
from volunteer_match.matching.gate import GateName
from volunteer_match.matching.levels import language_meets
from volunteer_match.opportunities.models import Opportunity, OpportunityCredential, OpportunityLanguage
from volunteer_match.organisations.models import Company
from volunteer_match.people.profile.models import AgentLanguage, Credential

Proof = Credential | AgentLanguage
PROVEN = frozenset({GateName.CREDENTIALS, GateName.LANGUAGES})


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement that only a proof meets: a credential of this kind, or this language, verified."""

    credential: str = ""
    language: str = ""

    def is_met_by(self, proof: Proof) -> bool:
        """Whether a proof of this kind could meet it, whatever was decided on it."""
        if isinstance(proof, Credential):
            return proof.kind == self.credential
        return bool(self.language) and language_meets(proof.tag, self.language)


def _promised(which: ColumnElement[bool], now: datetime) -> Select[Match]:
    """Matches that hold a place and are still ahead, as they are now."""
    return (
        select(Match)
        .join(Opportunity, Match.opportunity_id == Opportunity.id)
        .where(which, Match.state.in_(HOLDS_PLACE), ~is_over(now))
        .options(joinedload(Match.opportunity), joinedload(Match.session))
        .order_by(Match.starts_at, Match.id)
        .execution_options(populate_existing=True)
    )


def _asks_for_proof() -> ColumnElement[bool]:
    credential = exists().where(OpportunityCredential.opportunity_id == Match.opportunity_id)
    language = exists().where(
        OpportunityLanguage.opportunity_id == Match.opportunity_id,
        OpportunityLanguage.is_required,
        OpportunityLanguage.verified_only,
    )
    return credential | language


def resting_on(proof: Proof, now: datetime) -> list[Match]:
    """What the agent has still ahead, pending or approved, and would lose if this proof were refused."""
    matches = db.session.scalars(_promised(and_(Match.agent_id == proof.agent_id, _asks_for_proof()), now)).all()
    if not matches:
        return []
    agent = _without(agent_facts([proof.agent_id], now)[proof.agent_id], proof)
    unmet = _unmet_of(matches, {proof.agent_id: agent}, now)
    return [match for match, asked in unmet if any(one.is_met_by(proof) for one in asked)]


def _without(agent: AgentFacts, proof: Proof) -> AgentFacts:
    """The agent as they are without this proof. What isn't verified is no fact yet."""
    if proof.verdict is not Verdict.VERIFIED:
        return agent
    if isinstance(proof, Credential):
        credentials = list(agent.credentials)
        credentials.remove(CredentialFacts(proof.kind, proof.expires_on))
        return replace(agent, credentials=tuple(credentials))
    return replace(agent, verified_languages=agent.verified_languages - {proof.tag})


def unproven(now: datetime) -> list[tuple[Match, list[Asked]]]:
    """Every match ahead that lacks a proof which its need asks for, with what it lacks."""
    matches = db.session.scalars(_promised(_lacks_credential() | _lacks_language(), now)).all()
    return _unmet_of(matches, agent_facts(sorted({match.agent_id for match in matches}), now), now) if matches else []


def _lacks_credential() -> ColumnElement[bool]:
    """Wider than the gate, which decides: the day of a session is local, and may be a day later than in UTC."""
    in_utc = func.timezone("UTC", Match.ends_at) if db.engine.dialect.name == "postgresql" else Match.ends_at
    held = (
        exists()
        .where(
            Credential.agent_id == Match.agent_id,
            Credential.kind == OpportunityCredential.kind,
            Credential.verdict == Verdict.VERIFIED,
            Credential.expires_on.is_(None) | (Credential.expires_on > func.date(in_utc)),
        )
        .correlate(Match, OpportunityCredential)
    )
    return exists().where(OpportunityCredential.opportunity_id == Match.opportunity_id, ~held)


def _lacks_language() -> ColumnElement[bool]:
    """Wider than the gate too: a variant of the language, or another tag of it, may serve."""
    held = (
        exists()
        .where(
            AgentLanguage.agent_id == Match.agent_id,
            AgentLanguage.tag == OpportunityLanguage.tag,
            AgentLanguage.level >= OpportunityLanguage.level,
            AgentLanguage.verdict == Verdict.VERIFIED,
        )
        .correlate(Match, OpportunityLanguage)
    )
    return exists().where(
        OpportunityLanguage.opportunity_id == Match.opportunity_id,
        OpportunityLanguage.is_required,
        OpportunityLanguage.verified_only,
        ~held,
    )


def _unmet_of(
    matches: Iterable[Match], agents: dict[int, AgentFacts], now: datetime
) -> list[tuple[Match, list[Asked]]]:
    """Those of `matches` that lack a proof, by the gates of matching."""
    matches = list(matches)
    needs = opportunity_facts(sorted({match.opportunity_id for match in matches}), now)
    found = []
    for match in matches:
        settings = company_settings(db.session.get_one(Company, match.company_id))
        standing = Standing(agents[match.agent_id], needs[match.opportunity_id], settings, now)
        if asked := [one for one, need in _asked_by(standing.need) if not _is_met(replace(standing, need=need), match)]:
            found.append((match, asked))
    return found


def _asked_by(need: OpportunityFacts) -> list[tuple[Asked, OpportunityFacts]]:
    """Each requirement of the need that only a proof meets, with the need as if it asked for that alone."""
    requires = need.requires
    credentials = [(Asked(credential=kind), Requirements(credentials=(kind,))) for kind in requires.credentials]
    languages = [
        (
            Asked(language=tag),
            Requirements(languages={tag: requires.languages[tag]}, verified_languages=frozenset([tag])),
        )
        for tag in sorted(requires.verified_languages)
    ]
    return [(asked, replace(need, requires=only)) for asked, only in (*credentials, *languages)]


def _is_met(standing: Standing, match: Match) -> bool:
    gates = standing.report([match.session]).gates
    return all(gate.passed for gate in gates if gate.name in PROVEN)


def is_undecided(match: Match, asked: Asked) -> bool:
    """Whether the agent has sent something that could meet it and that waits for a coordinator."""
    waiting: list[Proof] = [
        *db.session.scalars(select(Credential).where(_waits(Credential, match))),
        *db.session.scalars(select(AgentLanguage).where(_waits(AgentLanguage, match))),
    ]
    return any(asked.is_met_by(proof) for proof in waiting)


def _waits(kind: type[Proof], match: Match) -> ColumnElement[bool]:
    return and_(kind.agent_id == match.agent_id, kind.verdict.is_(None))
