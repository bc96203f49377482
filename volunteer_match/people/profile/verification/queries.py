"""Reads of proofs: those that wait for a coordinator, and those that end soon."""

import hashlib
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import Verdict
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, Credential
from volunteer_match.people.profile.rules import SOON

Proof = Credential | AgentLanguage
MOST_SHOWN = 50
"""How many of the queue a page lists; deciding on one makes room for the next."""


def _of_company(kind: type[Proof], coordinator: Account) -> Select[Any]:
    """Proofs of active people of the coordinator's company; never the coordinator's own."""
    return (
        select(kind)
        .join(AgentProfile, kind.agent_id == AgentProfile.account_id)
        .join(Account, AgentProfile.account_id == Account.id)
        .options(joinedload(kind.agent).joinedload(AgentProfile.account))
        .where(
            AgentProfile.company_id == coordinator.company_id,
            Account.deactivated_at.is_(None),
            Account.deleted_at.is_(None),
            Account.id != coordinator.id,
        )
    )


def _waiting(kind: type[Proof], coordinator: Account) -> Select[Any]:
    """Undecided credentials, and undecided language levels for which somebody gave evidence."""
    found = _of_company(kind, coordinator).where(kind.verdict.is_(None))
    return found.where(AgentLanguage.evidence != "") if kind is AgentLanguage else found


def waiting_proofs(coordinator: Account) -> list[Proof]:
    """The first of the queue: credentials, then language levels, the longest waiting first."""
    found: list[Proof] = []
    for kind in (Credential, AgentLanguage):
        found += db.session.scalars(_waiting(kind, coordinator).order_by(kind.id).limit(MOST_SHOWN - len(found)))
    return found


def count_waiting(coordinator: Account) -> int:
    """How many proofs wait for this coordinator."""
    counts = (
        select(func.count()).select_from(_waiting(kind, coordinator).options().subquery())
        for kind in (Credential, AgentLanguage)
    )
    return sum(db.session.scalar(count) or 0 for count in counts)


def find_proof(kind: str, public_id: str, coordinator: Account) -> Proof | None:
    """A proof (`credentials` or `languages`) that this coordinator may look at and decide on."""
    tables: dict[str, type[Proof]] = {"credentials": Credential, "languages": AgentLanguage}
    if kind not in tables:
        return None
    found: Proof | None = db.session.scalar(
        _of_company(tables[kind], coordinator).where(tables[kind].public_id == public_id)
    )
    return found


def ending_credentials(coordinator: Account, today: date) -> list[Credential]:
    """Verified ones that end within 30 days, or have ended in the last 30, the first to end first."""
    return list(
        db.session.scalars(
            select(Credential)
            .join(AgentProfile, Credential.agent_id == AgentProfile.account_id)
            .join(Account, AgentProfile.account_id == Account.id)
            .options(joinedload(Credential.agent).joinedload(AgentProfile.account))
            .where(
                AgentProfile.company_id == coordinator.company_id,
                Account.deactivated_at.is_(None),
                Account.deleted_at.is_(None),
                Credential.verdict == Verdict.VERIFIED,
                Credential.expires_on.between(today - SOON, today + SOON),
            )
            .order_by(Credential.expires_on, Credential.id)
        )
    )


def stamp_of(proof: Proof) -> str:
    """Short, and another one as soon as anything that is decided on changes."""
    seen = (
        (proof.kind, proof.reference, proof.expires_on, proof.verdict)
        if isinstance(proof, Credential)
        else (proof.tag, proof.level, proof.evidence, proof.verdict)
    )
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]
