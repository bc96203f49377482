"""Writes of the credentials of one profile."""

from dataclasses import dataclass
from datetime import date, datetime

from volunteer_match.extensions import db
from volunteer_match.matches.changes import note_change
from volunteer_match.people.profile.models import AgentProfile, Credential
from volunteer_match.refusals import Refusal, Refused

MOST_CREDENTIALS = 40


class CredentialRefusal(Refusal):
    TOO_MANY = "A profile holds at most 40 credentials. Remove one first."


@dataclass(frozen=True, slots=True)
class Proof:
    """What an agent says of a credential; `expires_on` None holds without end."""

    kind: str
    reference: str
    expires_on: date | None


def _proof_of(credential: Credential) -> Proof:
    return Proof(credential.kind, credential.reference, credential.expires_on)


def add_credential(profile: AgentProfile, proof: Proof, now: datetime) -> Credential:
    """It waits for a coordinator. The same one twice is one. Raises Refused beyond what a profile holds."""
    known = next((credential for credential in profile.credentials if _proof_of(credential) == proof), None)
    if known is not None:
        return known
    if len(profile.credentials) >= MOST_CREDENTIALS:
        raise Refused(CredentialRefusal.TOO_MANY)
    credential = Credential(
        agent_id=profile.account_id,
        kind=proof.kind,
        reference=proof.reference,
        expires_on=proof.expires_on,
        created_at=now,
    )
    profile.credentials.append(credential)
    db.session.flush()
    note_change("agent", profile.account_id, now)
    return credential


def change_credential(credential: Credential, proof: Proof, now: datetime) -> bool:
    """What was verified was another paper: any change waits for a coordinator anew. Returns whether there was one."""
    if _proof_of(credential) == proof:
        return False
    credential.kind, credential.reference, credential.expires_on = proof.kind, proof.reference, proof.expires_on
    credential.verdict, credential.refusal = None, ""
    credential.decided_by_id, credential.decided_at, credential.expiry_warned_at = None, None, None
    note_change("agent", credential.agent_id, now)
    return True


def remove_credential(profile: AgentProfile, credential: Credential, now: datetime) -> None:
    """Takes it away, with what was decided on it."""
    profile.credentials.remove(credential)
    note_change("agent", profile.account_id, now)
